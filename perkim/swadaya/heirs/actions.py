"""A recipient died after the decree: who of the same house goes on in his place, with the same case."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.documents.models import Dokumen
from perkim.documents.scans import SCAN
from perkim.files.actions import keep
from perkim.files.examination import ExaminedFile
from perkim.funds.models import LedgerEntry
from perkim.notices.kinds import declare as declare_topic
from perkim.people.actions import register
from perkim.people.identities import Identity
from perkim.people.models import Family, Person
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.announcements import remind
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.swadaya.bnba.known_people import answers_written, refuse_otherwise_known
from perkim.swadaya.candidates.actions import refuse_doubles
from perkim.swadaya.heirs.requirements import HeirNamed, heir_of, heir_refusal
from perkim.swadaya.models import Calon, Kinship, Succession
from perkim.swadaya.segregation import refuse_facilitator_as

HEIR = declare_topic("calon.penerus", "Penerus penerima")
NAMED = declare("calon.penerus", "Penerus penerima dicatat")
TAKEN_BACK = declare("calon.penerus-ditarik", "Penerus penerima ditarik")
ELSEWHERE = (
    "Hanya ahli waris yang tinggal di rumah itu yang dapat meneruskan. Bila tidak ada, gugurkan penerima; tempatnya "
    "diisi cadangan."
)

ANOTHER = "Periksa NIK penerus, atau pilih penerus lain"


@dataclass(frozen=True, kw_only=True)
class HeirDetails:
    """Who goes on. An empty `kk` is that of the household; `proof` is the scan of death and inheritance papers, and of
    the statement (II-22) that the heir signed. `seen` is the recipient whom the page showed."""

    identity: Identity
    kinship: Kinship
    died_on: date
    lives_there: bool
    proof: ExaminedFile
    seen: int


def name_heir(*, actor: User, case: Berkas, details: HeirDetails, now: datetime) -> Succession:
    """Let an heir take the dead recipient's place. Survey, verdict, group and money stay with the house; the account
    must be recorded again under the heir's name. Earlier states stay in the history.

    Raises RefusedError unless the actor may do this, or in a stage without heirs; StaleError if somebody named one
    meanwhile; SipocError for a day that cannot be, a death before the decree, an heir who lives elsewhere or is
    proposed himself; KnownPersonError where only the number says so, which is written down; NikError for a wrong
    number.
    """
    with answers_written(actor, "penerus", now), transaction.atomic():
        return _name_heir(actor, case, details, now)


def _name_heir(actor: User, case: Berkas, details: HeirDetails, now: datetime) -> Succession:
    step = step_on(actor, case, now)
    case = step.cases[0]
    requirement, sentence = heir_of(case.declared_stage), heir_refusal(actor, case)
    if sentence or requirement is None:
        raise RefusedError({case.pk: [sentence]})
    calon = Calon.objects.select_related("person", "family", "spouse").get(berkas=case)
    if calon.person_id != details.seen:
        raise StaleError
    _refuse_day(case, requirement, details.died_on, step.today)
    if not details.lives_there:
        raise SipocError(ELSEWHERE)
    heir, family = _registered(actor, calon, details.identity, now)
    made = Succession.objects.create(
        berkas=case,
        before=calon.person,
        family_before=calon.family,
        spouse_before=calon.spouse,
        after=heir,
        kinship=details.kinship,
        died_on=details.died_on,
        by_decree=bool(requirement.amended_by),
        proof=keep(
            actor=actor,
            file=details.proof,
            purpose=SCAN,
            accepts=details.proof.findings.kind,
            subject=f"berkas:{case.pk}",
            now=now,
        ),
        recorded_by=actor,
        recorded_at=step.now,
    )
    calon.person, calon.family, calon.spouse = heir, family, None
    calon.save(update_fields=["person", "family", "spouse"])
    case.title = details.identity.name
    step.record(NAMED, lambda _: _entry(made))
    step.save()
    waiting = Tugas.objects.waiting().filter(berkas=case).select_related("berkas")
    remind(step, list(waiting), "Penerima diteruskan ahli warisnya", HEIR)
    return made


@transaction.atomic
def take_back_heir(*, actor: User, case: Berkas, seen: int, reason: str, now: datetime) -> Succession:
    """Undo the newest heir, who was recorded by mistake: the household goes by the name of before. `seen` is the id of
    the one that the page showed; the row stays, with the reason.

    Raises RefusedError unless the actor may do this; StaleError if another one is current; SipocError without a reason,
    or once an amending decree or a booking of money followed.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := heir_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    succession = Succession.objects.live().filter(berkas=case).select_related("before").order_by("id").last()
    if succession is None or succession.pk != seen:
        raise StaleError
    if not reason.strip():
        raise SipocError("Tulis mengapa penerus ini ditarik. Alasan itu tercatat di riwayat.")
    _refuse_what_followed(case, succession)
    succession.withdrawn_by, succession.withdrawn_at, succession.withdrawn_for = actor, step.now, reason.strip()
    succession.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_for"])
    Calon.objects.filter(berkas=case).update(
        person=succession.before_id, family=succession.family_before_id, spouse=succession.spouse_before_id
    )
    case.title = succession.before.name
    step.record(
        TAKEN_BACK, lambda _: {"penerus": succession.after_id, "semula": succession.before_id, "alasan": reason.strip()}
    )
    step.save()
    return succession


def _refuse_what_followed(case: Berkas, succession: Succession) -> None:
    requirement = heir_of(case.declared_stage)
    papers = Dokumen.objects.live().filter(berkas__children__children=case, recorded_at__gte=succession.recorded_at)
    if requirement and succession.by_decree and papers.filter(key=requirement.amended_by).exists():
        raise SipocError("SK perubahan sudah dicatat sesudah penerus ini. Tarik SK perubahannya pada kegiatan dahulu.")
    if LedgerEntry.objects.filter(plan__berkas=case, booked_at__gte=succession.recorded_at).exists():
        raise SipocError("Dana sudah dibukukan sesudah penerus ini dicatat, jadi penerusnya tidak dapat ditarik lagi.")


def _refuse_day(case: Berkas, requirement: HeirNamed, died_on: date, today: date) -> None:
    if died_on > today:
        raise SipocError("Tanggal meninggal belum tiba. Periksa tanggalnya.")
    named = Dokumen.objects.live().filter(berkas__children__children=case, key=requirement.decree).order_by("id").last()
    if named and named.dated and died_on < named.dated:
        raise SipocError(
            f"Penerima meninggal sebelum SK bertanggal {date_format(named.dated, 'j F Y')}. Gugurkan berkas ini; "
            "tempatnya diisi calon menurut peringkat."
        )


def _registered(actor: User, calon: Calon, identity: Identity, now: datetime) -> tuple[Person, Family]:
    """The heir and the household card; who is proposed this year already, or is the dead himself, is refused."""
    people = register([identity], now=now)
    heir, family = people.persons[0], people.families[0] or calon.family
    if heir.pk == calon.person_id:
        raise SipocError("NIK ini milik penerima yang meninggal. Isi NIK penerusnya.")
    refuse_otherwise_known(actor, [(heir, identity.name, "ini")])
    refuse_doubles([(heir, identity.name)], calon.berkas.year, actor, mend=ANOTHER)
    refuse_facilitator_as([heir], [calon.berkas_id], "penerima bantuannya")
    return heir, family


def _entry(made: Succession) -> dict[str, object]:
    """The log names rows, never persons: a name can be erased in one place."""
    return {
        "semula": made.before_id,
        "penerus": made.after_id,
        "hubungan": made.kinship,
        "meninggal": made.died_on.isoformat(),
        "lewat_sk": made.by_decree,
        "bukti": made.proof.original_sha256,
    }
