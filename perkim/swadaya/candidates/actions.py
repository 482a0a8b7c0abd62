"""Proposing households: persons, cases and what the list says of them, in one transaction and constant statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from perkim.accounts.models import User
from perkim.lib.rows import insert_rows
from perkim.people.actions import register
from perkim.people.identities import Identity, Registered
from perkim.people.models import Person
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.declarations import Process
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.bnba.known_people import KnownPersonError, refuse_otherwise_known
from perkim.swadaya.models import Calon


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One household as the village proposes it. Areas in m², income in rupiah a month, position in degrees."""

    identity: Identity
    residents: int
    households: int = 1
    spouse: Identity | None = None
    dusun: str = ""
    rt: str = ""
    rw: str = ""
    occupation: str = ""
    income: int | None = None
    land_proof: str = ""
    land_area: Decimal | None = None
    house_area: Decimal | None = None
    roof: str = ""
    floor: str = ""
    wall: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    remark: str = ""
    explanation: str = ""
    line: int | None = None


PROPOSED_ELSEWHERE = "sudah tercatat pada usulan lain tahun ini. Cocokkan NIK-nya dengan KTP."
# What a proposal and the stored candidate call the same.
SAME = (
    "residents", "households", "dusun", "rt", "rw", "occupation", "income", "land_proof", "land_area", "house_area",
    "roof", "floor", "wall", "latitude", "longitude", "remark", "explanation", "line",
)  # fmt: skip


@transaction.atomic
def propose_many(
    *,
    actor: User,
    usulan: Berkas,
    process: Process,
    proposals: Sequence[Proposal],
    now: datetime,
    batch: UUID | None = None,
) -> list[Calon]:
    """Open a case for each household below a village's usulan. `batch` is the import they came by.

    Raises SipocError unless the actor may do this, for an usulan that takes none now, and for a person who is proposed
    already in this budget year; KnownPersonError for a number by which somebody else is known; NikError for a wrong
    number. All or none.
    """
    if not proposals:
        return []
    if any(not each.identity.kk for each in proposals):
        raise SipocError("Nomor KK calon belum diisi. Isi 16 angka sesuai kartu keluarga.")
    identities = [one for each in proposals for one in (each.identity, each.spouse) if one]
    people = register(identities, now=now)
    named = zip(people.persons, identities, strict=True)
    refuse_otherwise_known(actor, [(person, one.name, one.name) for person, one in named])
    order = _in_order(proposals, people)
    mine = zip(order, proposals, strict=True)
    refuse_doubles([(person, each.identity.name) for (person, _, _), each in mine], usulan.year, actor)
    new = [NewCase(title=each.identity.name, regions=[usulan.region]) for each in proposals]
    cases = open_many(
        actor=actor, programme=usulan.declared_programme, process=process, new=new, now=now, parent=usulan
    )
    made = [
        Calon(
            berkas=case,
            person=person,
            family_id=family,
            spouse=spouse,
            batch=batch,
            **{name: getattr(each, name) for name in SAME},
        )
        for case, each, (person, family, spouse) in zip(cases, proposals, order, strict=True)
    ]
    insert_rows(made)
    return made


def _in_order(proposals: Sequence[Proposal], people: Registered) -> list[tuple[Person, int, Person | None]]:
    """Person, household and spouse of each proposal."""
    ordered, place = [], 0
    for each in proposals:
        family = people.families[place]
        spouse = people.persons[place + 1] if each.spouse else None
        ordered.append((people.persons[place], family.pk if family else 0, spouse))
        place += 2 if each.spouse else 1
    return ordered


def running_again_fault(cases: Sequence[Berkas]) -> str:
    """Why these households, whose cases ended, cannot run again: somebody of them is proposed or aided elsewhere in the
    year by now. Empty if they can. The persons are held. Two queries. Source: `domain.md` §2.2."""
    persons = dict(Calon.objects.filter(berkas__in=[case.pk for case in cases]).values_list("person", "person__name"))
    list(Person.objects.filter(pk__in=persons).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    elsewhere = Calon.objects.proposed_or_aided(cases[0].year).filter(person__in=persons)
    double = elsewhere.exclude(berkas__in=[case.pk for case in cases]).order_by("pk").first()
    if double is None:
        return ""
    name, year = persons[double.person_id], cases[0].year
    return f"{name} sudah diusulkan lagi tahun {year} di tempat lain, jadi langkah ini tidak bisa dikoreksi."


def refuse_doubles(
    persons: Sequence[tuple[Person, str]], year: int, actor: User, *, mend: str = "Keluarkan barisnya"
) -> None:
    """Nobody is proposed twice in a budget year (`domain.md` §2.2). The persons are held, so that of two villages that
    propose one at the same moment the second is told. Each person comes with the name as it was typed; where the other
    proposal is, only those who may see it are told; `mend` is what can be done about it. Raises SipocError."""
    typed = {person.pk: name for person, name in persons}
    ids = sorted(typed)
    list(Person.objects.filter(pk__any_of=ids).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    if len(ids) < len(persons):
        raise SipocError("Satu orang tercantum dua kali pada daftar ini. Hapus salah satu barisnya.")
    proposed = Calon.objects.proposed_or_aided(year).filter(person__any_of=ids).select_related("berkas__parent")
    double = proposed.order_by("pk").first()
    if double is None:
        return
    name = typed[double.person_id]
    if not Berkas.objects.visible_to(actor).filter(pk=double.berkas_id).exists():
        raise KnownPersonError(f"NIK {name} {PROPOSED_ELSEWHERE} {mend}, atau tanyakan kepada dinas.")
    above = double.berkas.parent or double.berkas
    where = f"usulan {above.number}" if above.number else "daftar calon yang belum dikirim"
    raise SipocError(f"{name} sudah diusulkan tahun {year} pada {where}. {mend}.")
