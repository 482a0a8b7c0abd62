"""Opening, meeting, stopping and starting deadlines, for any number of cases at once. Arithmetic: `sipoc/clock.py`.

The amounts are dated parameters; each Tenggat keeps the row that it was counted by (`domain.md` §2.3, §15.2).
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from perkim.lib.rows import insert_rows, update_rows
from perkim.sipoc import clock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.amounts import amount, amounts_on, parameter_key
from perkim.sipoc.declarations import END_OF_CASE, Deadline, Move, Stage
from perkim.sipoc.models import Berkas, Pause, StageVisit, Tenggat
from perkim.sipoc.terms import MoveKind, Outcome, Start

COUNTED = (
    "unit",
    "amount",
    "chosen",
    "cycle",
    "parameter",
    "counted_from",
    "left",
    "due_at",
    "extended",
    "stopped_at",
    "frozen",
)
OPEN = Q(met_at=None, voided_at=None)
# Ends that keep no promise: the applicant withdrew, the work stopped half-way, or time ran out.
_KEEP_NOTHING = (Outcome.BATAL, Outcome.TIDAK_SELESAI, Outcome.KEDALUWARSA)


def start_deadlines(step: Step, stage: Stage, visits: Mapping[int, StageVisit]) -> None:
    """Open what the stage promises. A deadline that still runs from an earlier stay goes on; one that depends on a
    class waits until a class is chosen, and keeps the last one chosen. Three statements at most."""
    if not stage.deadlines:
        return
    process = step.cases[0]
    keys = {each.key: parameter_key(process.programme, process.process, each.key) for each in stage.deadlines}
    amounts = amounts_on(keys.values(), step.today)
    known: dict[tuple[int, str], Tenggat] = {}
    for tenggat in Tenggat.objects.filter(berkas__any_of=step.ids, key__in=keys).order_by("id"):
        known[tenggat.berkas_id, tenggat.key] = tenggat
    made = []
    for case in step.cases:
        for deadline in stage.deadlines:
            last = known.get((case.pk, deadline.key))
            chosen = last.chosen if last else ""
            if (last and _is_open(last)) or (deadline.classes and not chosen):
                continue
            row, lengths = amounts[keys[deadline.key]]
            cycle = visits[case.pk].cycle
            made.append(
                Tenggat(
                    berkas_id=case.pk,
                    visit_id=visits[case.pk].pk,
                    key=deadline.key,
                    title=deadline.title,
                    until=deadline.until or stage.key,
                    parameter_id=row.pk,
                    chosen=chosen,
                    cycle=cycle,
                    **counted(step, deadline, case, amount(lengths, chosen, cycle)),
                )
            )
    insert_rows(made)


def counted(
    step: Step, deadline: Deadline, case: Berkas, length: int, started: datetime | None = None
) -> dict[str, object]:
    """The columns of a deadline that begins to count: from coming in, from submission, or from a moment agreed."""
    submitted = case.submitted_at if deadline.start is Start.SUBMISSION else None
    start = started or submitted or step.now
    falls_due = clock.due(step.calendar, deadline.unit, start, length)
    return {
        "unit": deadline.unit,
        "amount": length,
        "started_at": start,
        "counted_from": start,
        "left": length,
        "first_promise": falls_due,
        "due_at": falls_due,
    }


def meet_deadlines(step: Step, stage: Stage, way: Move, visits: Mapping[int, StageVisit]) -> None:
    """What leaving a stage does to the deadlines: those that run until then are met. Three statements at most.

    Sending a case back keeps no promise that an earlier stage made: it goes on, or ends to be renewed. The good end and
    a refusal keep what runs until the end; withdrawal and lapse keep nothing. Whatever is left at an end is void.
    """
    running = Tenggat.objects.filter(OPEN, berkas__any_of=step.ids)
    met = {"met_at": step.now, "ended_move": step.move_id}
    if way.kind is MoveKind.RETURN:
        own = [visit.pk for visit in visits.values()]
        running.filter(until=stage.key, visit__any_of=own).update(**met)
        renewed = [each.key for each in step.cases[0].declared.deadlines if each.renewed]
        running.filter(key__in=renewed).update(voided_at=step.now, ended_move=step.move_id)
    elif way.outcome not in _KEEP_NOTHING:
        running.filter(until__in=[stage.key, *([END_OF_CASE] if way.outcome else [])]).update(**met)
    if way.outcome:
        void_deadlines(step)


def void_deadlines(step: Step) -> None:
    """End every open deadline without its being met. One statement."""
    Tenggat.objects.filter(OPEN, berkas__any_of=step.ids).update(voided_at=step.now, ended_move=step.move_id)


def stop_clock(step: Step, reason: str, *, frozen: bool = False) -> None:
    """Stop every deadline that runs, keeping what is left of it, and note the pause. Three statements.

    `frozen`: the parent was sent back, so that only going on with the parent starts them again.
    """
    stopped = list(Tenggat.objects.filter(OPEN, berkas__any_of=step.ids, stopped_at=None))
    for tenggat in stopped:
        # One that counts only from a later day has lost nothing yet.
        if tenggat.counted_from <= step.now:
            tenggat.left = clock.left(step.calendar, tenggat.unit, step.now, tenggat.due_at)
        tenggat.stopped_at, tenggat.frozen = step.now, frozen
    update_rows(stopped, COUNTED)
    still = [case for case in step.cases if case.paused_at is None]
    Pause.objects.bulk_create(
        [
            Pause(
                berkas=case,
                started_at=step.now,
                started_by=step.actor,
                started_move=step.move_id,
                reason=reason,
                with_parent=frozen,
            )
            for case in still
        ]
    )
    for case in still:
        case.paused_at = step.now


def start_clock(step: Step, *, frozen: bool = False) -> None:
    """Let stopped deadlines go on with what was left of them; one that had passed stays past. Four statements.

    `frozen`: only those that stopped with the parent; a clock that had stood still before goes on standing still.
    """
    stopped = list(Tenggat.objects.filter(OPEN, berkas__any_of=step.ids, stopped_at__isnull=False, frozen=frozen))
    for tenggat in stopped:
        if tenggat.stopped_at and tenggat.due_at > tenggat.stopped_at:
            tenggat.counted_from = max(step.now, tenggat.counted_from)
            falls_due = clock.due(step.calendar, tenggat.unit, tenggat.counted_from, tenggat.left)
            tenggat.due_at = max(tenggat.due_at, falls_due)
        tenggat.stopped_at, tenggat.frozen = None, False
    update_rows(stopped, COUNTED)
    end_pause(step, frozen=frozen)


def restart_clock(step: Step, visits: Mapping[int, StageVisit]) -> None:
    """Count every open deadline anew from now, in its next cycle, as a Tenggat of its own; the first promise stays what
    it was. Four statements."""
    running = Tenggat.objects.filter(OPEN, berkas__any_of=step.ids)
    again = list(running)
    running.update(voided_at=step.now, ended_move=step.move_id)
    first = step.cases[0]
    keys = {tenggat.key: parameter_key(first.programme, first.process, tenggat.key) for tenggat in again}
    amounts = amounts_on(keys.values(), step.today)
    for tenggat in again:
        row, lengths = amounts[keys[tenggat.key]]
        tenggat.pk, tenggat.visit, tenggat.parameter = None, visits[tenggat.berkas_id], row
        tenggat.cycle += 1
        tenggat.amount = tenggat.left = amount(lengths, tenggat.chosen, tenggat.cycle)
        tenggat.started_at = tenggat.counted_from = step.now
        tenggat.stopped_at, tenggat.frozen, tenggat.extended = None, False, 0
        tenggat.reminded, tenggat.reminded_at = 0, None
        tenggat.due_at = clock.due(step.calendar, tenggat.unit, step.now, tenggat.left)
    insert_rows(again)
    end_pause(step)


def end_pause(step: Step, *, frozen: bool = False) -> None:
    """Close the pauses of this kind; a case of which none is left runs again. Two statements."""
    pauses = Pause.objects.filter(berkas__any_of=step.ids, ended_at=None)
    pauses.filter(with_parent=frozen).update(ended_at=step.now, ended_move=step.move_id)
    still = set(pauses.values_list("berkas", flat=True))
    for case in step.cases:
        if case.pk not in still:
            case.paused_at = None


def _is_open(tenggat: Tenggat) -> bool:
    return tenggat.met_at is None and tenggat.voided_at is None
