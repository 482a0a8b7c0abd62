"""Announcing a ranking, recording and answering objections, closing the time for them, and approving the list. What an
announcement is, `perkim/announcements` says; an objection that is upheld asks for a new ranking."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.announcements import actions as announcements
from perkim.announcements.models import Objection
from perkim.announcements.requirements import AnnouncementOver
from perkim.audit.kinds import declare
from perkim.sipoc.actions.asking import settle
from perkim.sipoc.actions.assigning import Instruction, assign, report, step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.swadaya.models import Place, Ranking
from perkim.swadaya.ranking.policies import approval_refusal, ranks_refusal, records_refusal
from perkim.swadaya.ranking.requirements import RANKING, RankingApproved
from perkim.swadaya.ranking.values import above_ceiling, cut_otherwise
from perkim.swadaya.verdict.still_eligible import refuse_unfit

ANNOUNCED = declare("peringkat.diumumkan", "Peringkat diumumkan")
OBJECTED = declare("peringkat.disanggah", "Sanggahan dicatat")
ANSWERED = declare("peringkat.dijawab", "Sanggahan dijawab")
CLOSED = declare("peringkat.ditutup", "Masa sanggah ditutup")
APPROVED = declare("peringkat.disetujui", "Daftar penerima disetujui")
SEND_BACK_TITLE = "Perbaiki daftar penerima"


@transaction.atomic
def announce(*, actor: User, ranking: Ranking, starts: date, now: datetime) -> Ranking:
    """Announce the ranking from this day on, for as long as the parameter says; the first and the last day count.

    Raises RefusedError unless the actor may do this, StaleError for a ranking that is no longer current or is announced
    already, SipocError for a day that is past or too far ahead.
    """
    step, row = _locked_ranking(actor, ranking, now, ranks_refusal)
    if row.announcement is not None:
        raise StaleError
    made = row.announcement = announcements.announce(step, RANKING, starts=starts)
    row.save()
    step.record(ANNOUNCED, lambda _: {"peringkat": row.pk, "mulai": made.starts, "sampai": made.until})
    step.save()
    return row


@transaction.atomic
def record_objection(
    *, actor: User, ranking: Ranking, received_on: date, objector: str, text: str, place: Place | None, now: datetime
) -> Objection:
    """Write down an objection that came in time, about one household or the whole list.

    Raises RefusedError unless the actor may do this, StaleError for a ranking that is no longer current, SipocError
    outside of the time for objections or without what was said.
    """
    step, row = _locked_ranking(actor, ranking, now, records_refusal)
    if place is not None and place.ranking_id != row.pk:
        raise StaleError
    made = announcements.take_objection(
        step,
        row.announcement,
        received_on=received_on,
        objector=objector,
        text=text,
        subject=place.berkas if place else None,
    )
    # Neither the name nor the words: the log cannot forget them.
    step.record(OBJECTED, lambda _: {"sanggahan": made.pk, "diterima": received_on})
    step.save()
    return made


@transaction.atomic
def answer_objection(*, actor: User, objection: Objection, upheld: bool, answer: str, now: datetime) -> Objection:
    """Answer an objection once and for all. One that is upheld asks for a new ranking.

    Raises RefusedError unless the actor may do this, StaleError if somebody has answered it, SipocError without an
    answer.
    """
    ranking = Ranking.objects.select_related("berkas").get(announcement=objection.announcement_id)
    step, _row = _locked_ranking(actor, ranking, now, ranks_refusal)
    answered = announcements.answer(step, objection, upheld=upheld, words=answer)
    step.record(ANSWERED, lambda _: {"sanggahan": answered.pk, "diterima": upheld})
    step.save()
    return answered


@transaction.atomic
def close_objections(*, actor: User, ranking: Ranking, now: datetime) -> Ranking:
    """End the time for objections after its last day, when all are answered.

    Raises RefusedError unless the actor may do this, StaleError for a ranking that is no longer current or is closed,
    SipocError while the time runs, an objection waits for its answer, or one was upheld.
    """
    step, row = _locked_ranking(actor, ranking, now, records_refusal)
    over = announcements.close(step, RANKING, row.announcement)
    step.record(CLOSED, lambda _: {"peringkat": row.pk, "sanggahan": over.objections.count()})
    step.save()
    for each in AnnouncementOver.all_in(step.cases[0].declared_stage):
        settle(step, each)
    return row


@transaction.atomic
def approve_ranking(*, actor: User, ranking: Ranking, now: datetime) -> Ranking:
    """Agree to the list as it was announced; the Tugas that asked for it is done with that. Approved in this stay in
    the stage already, nothing changes.

    Raises RefusedError unless the actor may do this, StaleError for a ranking that is no longer current, SipocError
    before the time for objections is closed, for a candidate within the quota who does not meet the rules any more, or
    where the sum is not known to fit the ceiling of the activity.
    """
    step, row = _locked_ranking(actor, ranking, now, approval_refusal)
    if not row.is_closed:
        raise SipocError("Masa sanggah belum ditutup, jadi daftar ini belum bisa disetujui.")
    if Ranking.objects.filter(pk=row.pk).approved_in_this_stay().exists():
        return row
    if sentence := above_ceiling(row) or cut_otherwise(row):
        raise SipocError(sentence)
    within = row.places.within().filter(berkas__outcome="").select_related("berkas").order_by("position")
    refuse_unfit([place.berkas for place in within], step.today, why="Daftar belum disetujui")
    row.approved_at, row.approved_by = step.now, actor
    row.save()
    step.record(APPROVED, lambda _: {"peringkat": row.pk})
    step.save()
    requirement = RankingApproved.find(step.cases[0].declared_stage)
    tugas = Tugas.objects.waiting().filter(berkas=step.cases[0], key=requirement.key if requirement else "").first()
    if tugas:
        report(actor=actor, tugas=tugas, text="Daftar penerima disetujui.", now=now)
    return row


def send_back(*, actor: User, ranking: Ranking, reason: str, now: datetime) -> Tugas:
    """Do not agree yet: the role that ranks is told why, as an instruction, and the approval goes on waiting.

    Raises RefusedError unless the actor may do this, StaleError for a ranking that is no longer current, SipocError
    without a reason.
    """
    with transaction.atomic():
        step, _row = _locked_ranking(actor, ranking, now, approval_refusal)
        if not reason.strip():
            raise SipocError("Tulis apa yang perlu diperbaiki sebelum daftar ini dapat disetujui.")
        case = step.cases[0]
        instruction = Instruction(title=SEND_BACK_TITLE, text=reason.strip(), role=Role(case.declared_stage.worked_by))
        return assign(actor=actor, case=case, instructions=[instruction], now=now)[0]


def _locked_ranking(
    actor: User, ranking: Ranking, now: datetime, refusal: Callable[[User, Berkas], str]
) -> tuple[Step, Ranking]:
    """The activity locked, and its current ranking."""
    step = step_on(actor, ranking.berkas, now)
    case = step.cases[0]
    if sentence := refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    row = Ranking.objects.current().filter(pk=ranking.pk).select_related("berkas", "announcement").first()
    if row is None:
        raise StaleError
    return step, row
