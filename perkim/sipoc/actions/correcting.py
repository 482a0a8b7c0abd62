"""Taking back one's own wrong move, within a day and while nobody has acted on it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from perkim.accounts.models import User
from perkim.lib.rows import update_rows
from perkim.sipoc import log
from perkim.sipoc.actions.deadlines import start_clock, stop_clock
from perkim.sipoc.actions.families import is_handed_in, thaw
from perkim.sipoc.actions.locking import after, after_all, lock, lock_descendants
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.valuing import value
from perkim.sipoc.actions.visits import LEFT, open_visits
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Pause, Relation, StageVisit, Tenggat, Tugas
from perkim.sipoc.terms import Link, MoveKind, Reason

WITHIN = timedelta(days=1)


def correctable(user: User, case: Berkas, now: datetime) -> StageVisit | None:
    """The stay that this account may go back to: it left it within a day, and nobody has acted since."""
    last = case.visits.filter(left_at__isnull=False, corrected=False).order_by("-left_at", "-id").first()
    if last is None or last.left_at is None or last.left_by_id != user.pk or last.left_key is None:
        return None
    if now - last.left_at > WITHIN:
        return None
    return last if last.left_version == case.lock_version else None


@transaction.atomic
def correct(*, actor: User, case: Berkas, reason: str, now: datetime) -> Berkas:
    """Put a case back where it was before the actor's own last move, with its Tugas and deadlines; the log keeps both.

    Cases below that ended, froze or went along with it come back too. Raises SipocError when it is too late, was
    somebody else's move, or went on in another process or as another case; if somebody has acted on what went along;
    without a reason; ClockBehindError if the clock says a time before the move.
    """
    if not reason.strip():
        raise SipocError("Tulis mengapa langkah ini keliru. Alasan itu tercatat di riwayat.")
    locked = lock([case.pk])
    case = locked[0]
    last = correctable(actor, case, now)
    if last is None or last.left_at is None or last.left_move is None:
        raise SipocError(
            "Langkah ini tidak bisa dikoreksi: bukan langkah Anda, sudah lewat satu hari, atau sudah ada yang "
            "mengerjakan berkasnya. Minta pejabat di tahap sekarang mengembalikannya."
        )
    if Relation.objects.filter(other=case, kind=Link.REFERRED_FROM, made_move=last.left_move).exists():
        raise SipocError("Berkas ini sudah dilanjutkan di layanan lain, jadi rujukannya tidak bisa dikoreksi.")
    above = case.parent
    if case.frozen or (above and (above.returned or above.frozen or not above.is_open)):
        raise SipocError("Berkas induknya sedang dikembalikan. Koreksi bisa dilakukan setelah induknya berjalan lagi.")
    _refuse_carried(locked)
    move_id, left_from = last.left_move, case.stage
    now = after_all(locked, after(last.left_at, now))
    _restore(Step(actor=actor, now=now, cases=locked), {case.pk: last}, move_id, reason)
    _restore_below(actor, case, move_id, reason, now)
    step = Step(actor=actor, now=now, cases=locked)
    step.refresh_due()
    # It may have ended as a draft before the case above was handed in.
    case.handed_in = case.handed_in or is_handed_in(case.declared, above)
    step.record(log.CORRECTED, lambda case: {"dari": left_from, "ke": case.stage, "alasan": reason})
    step.save(moved=True)
    return case


def _refuse_carried(cases: Sequence[Berkas]) -> None:
    """What goes on as another case does not come back beside it, nor what its process does not let back. One query, and
    those of the process. Raises SipocError."""
    going_on = Relation.objects.filter(
        other__in=[case.pk for case in cases], kind=Link.CARRIED_FROM, berkas__outcome=""
    )
    if going_on.exists():
        raise SipocError("Berkas ini sudah diambil dan berlanjut di usulan lain, jadi langkahnya tidak bisa dikoreksi.")
    ended = [case for case in cases if not case.is_open]
    for process in dict.fromkeys((case.programme, case.process) for case in ended):
        together = [case for case in ended if (case.programme, case.process) == process]
        fault = together[0].declared.back_fault
        if sentence := fault(together) if fault else "":
            raise SipocError(sentence)


def _restore_below(actor: User, case: Berkas, move_id: UUID, reason: str, now: datetime) -> None:
    """Level by level: cases that ended with the one above or went along come back, frozen ones go on."""
    level = [case]
    while level:
        parents = [each.pk for each in level]
        left = StageVisit.objects.filter(left_move=move_id, berkas__parent__in=parents)
        last = {visit.berkas_id: visit for visit in left}
        level = lock(list(last))
        if any(last[each.pk].left_key and last[each.pk].left_version != each.lock_version for each in level):
            raise SipocError(
                "Berkas di bawahnya sudah ada yang dikerjakan, jadi langkah ini tidak bisa dikoreksi lagi."
            )
        if level:
            _refuse_carried(level)
            step = Step(actor=actor, now=after_all(level, now), cases=level)
            _restore(step, last, move_id, reason)
            step.refresh_due()
            step.record(log.CORRECTED, lambda each: {"ke": each.stage, "alasan": reason})
            step.save(call=False)
    thaw(Step(actor=actor, now=now, cases=[case]), lock_descendants([case]))


def _restore(step: Step, last: dict[int, StageVisit], move_id: UUID, reason: str) -> None:
    """Close what the move opened, and open what it closed."""
    entered = list(open_visits(step).values())
    Tugas.objects.filter(visit__in=entered, done_at=None, dropped_at=None).update(
        dropped_at=step.now, dropped_for=Reason.MOVED
    )
    Tenggat.objects.filter(visit__in=entered, met_at=None, voided_at=None).update(voided_at=step.now)
    for visit in entered:
        visit.left_at, visit.left_by_id, visit.move = step.now, step.actor.pk, "koreksi"
        visit.reason, visit.net_minutes, visit.corrected = reason, 0, True
    update_rows(entered, LEFT)
    _reopen_tugas(step, move_id)
    ended = Tenggat.objects.filter(ended_move=move_id, berkas__any_of=step.ids)
    ended.update(met_at=None, voided_at=None, ended_move=None)
    for case in step.cases:
        before = last[case.pk]
        case.stage, case.outcome, case.closed_at = before.stage, "", None
        case.returned = before.entered_kind == MoveKind.RETURN
        before.left_at = before.left_by_id = before.left_key = before.left_move = None
        before.left_version = before.net_minutes = None
        before.move = before.reason = ""
    update_rows(list(last.values()), LEFT)
    value(step)
    _restore_clock(step, move_id, reason)


def _reopen_tugas(step: Step, move_id: UUID) -> None:
    """What the move dropped, and the stage's own Tugas that it did."""
    Tugas.objects.filter(berkas__any_of=step.ids, closed_move=move_id).update(
        done_at=None, done_by=None, dropped_at=None, dropped_for=Reason.NONE, closed_move=None, held=False
    )


def _restore_clock(step: Step, move_id: UUID, reason: str) -> None:
    """A clock that the move stopped goes on; one that it started stands still again."""
    pauses = Pause.objects.filter(berkas__any_of=step.ids)
    stopped = set(pauses.filter(started_move=move_id, ended_at=None).values_list("berkas", flat=True))
    started = set(pauses.filter(ended_move=move_id).values_list("berkas", flat=True))
    for ids, turn in ((stopped, start_clock), (started, lambda part: stop_clock(part, reason))):
        cases = [case for case in step.cases if case.pk in ids]
        if cases:
            turn(Step(actor=step.actor, now=step.now, cases=cases))
