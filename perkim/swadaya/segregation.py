"""A facilitator assists neither himself nor his own household, nor a group that he heads. Source: `domain.md` §1.3.

Compared by the hash of the NIK that the admin recorded of his account; of whom none is recorded nothing is known. The
shop's owner is compared where shops are known (`perkim.budgets.segregation`).
"""

from collections.abc import Collection, Iterable, Sequence

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.people.models import OfficerIdentity, Person
from perkim.people.officers import officers_by_index
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.handing_rules import register_handing_note, register_handing_rule
from perkim.sipoc.models import Berkas, Participant
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Calon, KpbMember

# Who assists households; the rule speaks of him alone.
ASSISTS = Role.TFL
OTHERWISE = "Serahkan kepada TFL lain."
UNKNOWN = (
    "NIK {name} belum dicatat, jadi belum diperiksa apakah ia penerima, pemilik toko, atau ketua KPB yang "
    "didampinginya. Minta admin mencatat NIK-nya pada akun itu."
)


def own_households(role: Role, person: User, cases: Sequence[Berkas]) -> dict[int, str]:
    """Of these cases those whose recipient, or his spouse, is this facilitator, or whose group he heads."""
    index = index_of_officer(person) if role is ASSISTS else None
    if index is None:
        return {}
    ids = [case.pk for case in cases]
    sentences = dict.fromkeys(
        KpbMember.objects.filter(
            kpb__in=KpbMember.objects.filter(
                office=KpbOffice.CHAIR, berkas__calon__person__nik_index=index, kpb__members__berkas__in=ids
            ).values("kpb"),
            berkas__in=ids,
        ).values_list("berkas", flat=True),
        f"NIK {person.name} sama dengan NIK ketua KPB-nya, jadi ia tidak boleh mendampingi rumah ini. {OTHERWISE}",
    )
    for calon in Calon.objects.filter(berkas__any_of=ids).select_related("person", "spouse"):
        who = _who(calon, index)
        if who:
            sentence = (
                f"NIK {person.name} sama dengan NIK {who}, jadi ia tidak boleh mendampingi rumah ini. {OTHERWISE}"
            )
            sentences[calon.berkas_id] = sentence
    return sentences


def refuse_facilitator_as(people: Iterable[Person], cases: Collection[int], what: str) -> None:
    """Raises SipocError if one of these people assists any of these cases; `what` is what he would become."""
    assisting = officers_by_index(facilitators_of(cases))
    for person in people:
        if bytes(person.nik_index) in assisting:
            raise SipocError(
                f"{person.name} adalah TFL yang mendampingi rumah ini (menurut NIK), jadi tidak boleh menjadi {what}. "
                "Pilih orang lain, atau minta Korfas menyerahkan berkasnya kepada TFL lain dahulu."
            )


def facilitators_of(cases: Collection[int]) -> set[int]:
    """The accounts to which these cases are handed now. One query."""
    live = Participant.objects.live().filter(berkas__any_of=list(cases), capacity=ASSISTS, user__isnull=False)
    return set(live.values_list("user", flat=True))


def assisted_by(person: User) -> list[Berkas]:
    """The open cases that are handed to this facilitator now. One query."""
    live = Participant.objects.live().filter(user=person, capacity=ASSISTS)
    return list(Berkas.objects.filter(pk__in=live.values("berkas"), outcome="").order_by("pk"))


def index_of_officer(person: User) -> bytes | None:
    """The hash of the NIK of who holds this account; None where none is recorded."""
    identity = OfficerIdentity.objects.of(person.pk).first()
    return bytes(identity.nik_index) if identity else None


def unknown_note(role: Role, person: User) -> str:
    """What could not be looked at when a case was handed to this person; empty where it was."""
    if role is not ASSISTS or index_of_officer(person) is not None:
        return ""
    return UNKNOWN.format(name=person.name)


def _who(calon: Calon, index: bytes) -> str:
    if bytes(calon.person.nik_index) == index:
        return "penerimanya"
    return "pasangan penerimanya" if calon.spouse and bytes(calon.spouse.nik_index) == index else ""


register_handing_rule("rumah sendiri", own_households)
register_handing_note("rumah sendiri", unknown_note)
