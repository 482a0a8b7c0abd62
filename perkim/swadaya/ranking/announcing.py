"""Announcing a ranking, recording and answering objections, closing the time for them, and approving the list."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.kinds import declare
from perkim.parameters.reading import row_on
from perkim.sipoc.actions.asking import settle
from perkim.sipoc.actions.assigning import Instruction, assign, report, step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.swadaya.models import Objection, Place, Ranking
from perkim.swadaya.ranking.parameters import ANNOUNCED_DAYS
from perkim.swadaya.ranking.policies import approval_refusal, ranks_refusal, records_refusal
from perkim.swadaya.ranking.requirements import AnnouncementOver, RankingApproved
from perkim.swadaya.ranking.values import above_ceiling
from perkim.swadaya.verdict.still_eligible import refuse_unfit

ANNOUNCED = declare("peringkat.diumumkan", "Peringkat diumumkan")
OBJECTED = declare("peringkat.disanggah", "Sanggahan dicatat")
ANSWERED = declare("peringkat.dijawab", "Sanggahan dijawab")
CLOSED = declare("peringkat.ditutup", "Masa sanggah ditutup")
APPROVED = declare("peringkat.disetujui", "Daftar penerima disetujui")
# An announcement is prepared some days ahead, not months.
MOST_DAYS_AHEAD = 31
SEND_BACK_TITLE = "Perbaiki daftar penerima"


@transaction.atomic
def announce(*, actor: User, ranking: Ranking, starts: date, now: datetime) -> Ranking:
    """Announce the ranking from this day on, for as long as the parameter says; the first and the last day count.

    Raises RefusedError for who may not, StaleError for a ranking that no longer stands or is announced already,
    SipocError for a day that is past or too far ahead.
    """
    step, row = _standing(actor, ranking, now, ranks_refusal)
    if row.announced_from is not None:
        raise StaleError
    if not step.today <= starts <= step.today + timedelta(days=MOST_DAYS_AHEAD):
        raise SipocError("Pengumuman dimulai hari ini atau paling lama 31 hari lagi. Periksa tanggalnya.")
    row.length = row_on(ANNOUNCED_DAYS, starts)
    row.announced_from, row.announced_by = starts, actor
    row.announced_until = starts + timedelta(days=row.length.parsed - 1)
    row.save()
    step.record(ANNOUNCED, lambda _: {"peringkat": row.pk, "mulai": row.announced_from, "sampai": row.announced_until})
    step.save()
    return row


@transaction.atomic
def record_objection(
    *, actor: User, ranking: Ranking, received_on: date, objector: str, text: str, place: Place | None, now: datetime
) -> Objection:
    """Write down an objection that came in time, about one household or the whole list.

    Raises RefusedError for who may not, StaleError for a ranking that no longer stands, SipocError outside of the time
    for objections or without what was said.
    """
    step, row = _standing(actor, ranking, now, records_refusal)
    if row.announced_from is None or row.announced_until is None or row.closed_at:
        raise SipocError("Masa sanggah belum dibuka atau sudah ditutup, jadi sanggahan tidak bisa dicatat.")
    if not row.announced_from <= received_on <= min(row.announced_until, step.today):
        first, last = (date_format(day, "j F Y") for day in (row.announced_from, row.announced_until))
        raise SipocError(f"Sanggahan diterima antara {first} dan {last}, dan tidak sesudah hari ini.")
    if not text.strip() or not objector.strip():
        raise SipocError("Isi nama penyanggah dan apa yang disanggahnya.")
    if place is not None and place.ranking_id != row.pk:
        raise StaleError
    made = Objection.objects.create(
        ranking=row,
        place=place,
        received_on=received_on,
        objector=" ".join(objector.split()),
        text=text.strip(),
        recorded_by=actor,
        recorded_at=step.now,
    )
    # Neither the name nor the words: the log cannot forget them.
    step.record(OBJECTED, lambda _: {"sanggahan": made.pk, "diterima": received_on})
    step.save()
    return made


@transaction.atomic
def answer_objection(*, actor: User, objection: Objection, upheld: bool, answer: str, now: datetime) -> Objection:
    """Answer an objection once and for all. One that is upheld asks for a new ranking.

    Raises RefusedError for who may not, StaleError if somebody has answered it, SipocError without an answer.
    """
    step, _row = _standing(actor, objection.ranking, now, ranks_refusal)
    found = Objection.objects.open().select_for_update(no_key=True).filter(pk=objection.pk).first()
    if found is None:
        raise StaleError
    if not answer.strip():
        raise SipocError("Tulis jawaban atas sanggahan ini. Jawaban itu disampaikan kepada penyanggah.")
    found.upheld, found.answer, found.answered_by, found.answered_at = upheld, answer.strip(), actor, step.now
    found.save()
    step.record(ANSWERED, lambda _: {"sanggahan": found.pk, "diterima": upheld})
    step.save()
    return found


@transaction.atomic
def close_objections(*, actor: User, ranking: Ranking, now: datetime) -> Ranking:
    """End the time for objections after its last day, when all are answered.

    Raises RefusedError for who may not, StaleError for a ranking that no longer stands or is closed, SipocError while
    the time runs, an objection waits for its answer, or one was upheld.
    """
    step, row = _standing(actor, ranking, now, records_refusal)
    if row.closed_at is not None:
        raise StaleError
    if row.announced_until is None:
        raise SipocError("Peringkat belum diumumkan. Umumkan dahulu.")
    if step.today <= row.announced_until:
        until = date_format(row.announced_until, "j F Y")
        raise SipocError(f"Masa sanggah berjalan sampai {until}. Tutup sesudah hari itu.")
    if row.objections.open().exists():
        raise SipocError("Masih ada sanggahan yang belum dijawab. Jawab semuanya dahulu.")
    if row.objections.filter(upheld=True).exists():
        raise SipocError("Ada sanggahan yang diterima. Perbaiki datanya, lalu bekukan dan umumkan peringkat lagi.")
    row.closed_at, row.closed_by = step.now, actor
    row.save()
    step.record(CLOSED, lambda _: {"peringkat": row.pk, "sanggahan": row.objections.count()})
    step.save()
    for each in AnnouncementOver.all_in(step.cases[0].declared_stage):
        settle(step, each)
    return row


@transaction.atomic
def approve_ranking(*, actor: User, ranking: Ranking, now: datetime) -> Ranking:
    """Agree to the list as it was announced; the Tugas that asked for it is done with that. Approved in this stay in
    the stage already, nothing changes.

    Raises RefusedError for who may not, StaleError for a ranking that no longer stands, SipocError before the time for
    objections is closed, for a candidate within the quota who does not meet the rules any more, or where the sum is
    not known to fit the ceiling of the activity.
    """
    step, row = _standing(actor, ranking, now, approval_refusal)
    if row.closed_at is None:
        raise SipocError("Masa sanggah belum ditutup, jadi daftar ini belum bisa disetujui.")
    if Ranking.objects.filter(pk=row.pk).approved_in_this_stay().exists():
        return row
    if sentence := above_ceiling(row):
        raise SipocError(sentence)
    within = row.places.within().filter(berkas__outcome="").select_related("berkas").order_by("position")
    refuse_unfit([place.berkas for place in within], step.today, why="Daftar belum disetujui")
    row.approved_at, row.approved_by = step.now, actor
    row.save()
    step.record(APPROVED, lambda _: {"peringkat": row.pk})
    step.save()
    asked = RankingApproved.find(step.cases[0].declared_stage)
    tugas = Tugas.objects.waiting().filter(berkas=step.cases[0], key=asked.key if asked else "").first()
    if tugas:
        report(actor=actor, tugas=tugas, text="Daftar penerima disetujui.", now=now)
    return row


def send_back(*, actor: User, ranking: Ranking, reason: str, now: datetime) -> Tugas:
    """Do not agree yet: who ranks is told why, as an instruction, and the approval goes on waiting.

    Raises RefusedError for who may not, StaleError for a ranking that no longer stands, SipocError without a reason.
    """
    with transaction.atomic():
        step, _row = _standing(actor, ranking, now, approval_refusal)
        if not reason.strip():
            raise SipocError("Tulis apa yang perlu diperbaiki sebelum daftar ini dapat disetujui.")
        case = step.cases[0]
        told = Instruction(title=SEND_BACK_TITLE, text=reason.strip(), role=Role(case.declared_stage.worked_by))
        return assign(actor=actor, case=case, instructions=[told], now=now)[0]


def _standing(
    actor: User, ranking: Ranking, now: datetime, refusal: Callable[[User, Berkas], str]
) -> tuple[Step, Ranking]:
    """The activity locked, and its ranking if it is the one that stands."""
    step = step_on(actor, ranking.berkas, now)
    case = step.cases[0]
    if sentence := refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    row = Ranking.objects.standing().filter(pk=ranking.pk).select_related("berkas").first()
    if row is None:
        raise StaleError
    return step, row
