"""What happens to the cases below when a case above them ends, is sent back, or goes on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from perkim.lib.rows import update_rows
from perkim.sipoc import log
from perkim.sipoc.actions.deadlines import end_pause, start_clock, stop_clock, void_deadlines
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import close_tugas, hold_tugas
from perkim.sipoc.actions.valuing import value
from perkim.sipoc.actions.visits import leave, open_visits
from perkim.sipoc.declarations import Move, Process
from perkim.sipoc.models import Berkas
from perkim.sipoc.terms import Outcome

# The way by which a case ends because its parent did.
WITH_PARENT = "bersama-induk"


def carry_along(step: Step, move: Move, outcome: str, reason: str, below: Sequence[Berkas]) -> None:
    """Let the locked descendants, who stand level by level, share the fate of the cases that just moved."""
    if outcome:
        for part in _by_kind(step, below):
            _end(part, outcome, reason)
    elif any(case.returned for case in step.cases):
        # A draft was promised to nobody: whoever mends the case above mends the drafts below it too.
        for part in _by_kind(step, [case for case in below if not case.frozen and case.number]):
            _freeze(part, reason)
    else:
        thaw(step, below)


def is_handed_in(process: Process, parent: Berkas | None) -> bool:
    """Whether a case of this process is no draft because the one it lies in is none."""
    return process.handed_in_with_parent and parent is not None and parent.handed_in


def hand_in_below(step: Step, below: Sequence[Berkas]) -> None:
    """What is handed in with its parent is so from now on, however far below; one statement. What ended while the
    parent was a draft was never handed in."""
    going, new = {case.pk for case in step.cases}, []
    for case in below:
        if case.parent_id in going and case.declared.handed_in_with_parent:
            going.add(case.pk)
            new += [] if case.handed_in else [case]
    for case in new:
        case.handed_in = True
    update_rows(new, ["handed_in"])


def thaw(step: Step, below: Sequence[Berkas]) -> None:
    """Let frozen descendants go on, but not below a case that was itself sent back and still stands there."""
    going = {case.pk for case in step.cases if not case.returned}
    frozen = []
    for case in below:
        if case.parent_id in going:
            frozen += [case] if case.frozen else []
            going |= set() if case.returned else {case.pk}
    for part in _by_kind(step, frozen):
        _unfreeze(part)


def _end(step: Step, outcome: str, reason: str) -> None:
    """End them with the same reason. A good end never reaches here: it asks that nothing below is open."""
    leave(step, open_visits(step), move=WITH_PARENT, reason=reason, key=None)
    close_tugas(step, worked=False, ended=True)
    void_deadlines(step)
    for frozen in (False, True):
        end_pause(step, frozen=frozen)
    for case in step.cases:
        case.outcome, case.closed_at, case.frozen, case.returned = outcome, step.now, False, False
        case.earliest_due = None
    value(step)
    label = str(Outcome(outcome).label)
    step.record(log.ENDED_WITH_PARENT, lambda case: {"hasil": label, "tahap": case.stage, "alasan": reason})
    step.save(call=False)


def _freeze(step: Step, reason: str) -> None:
    """Nothing below moves, and no time runs, until the case above goes on."""
    stop_clock(step, reason, frozen=True)
    hold_tugas(step, held=True)
    for case in step.cases:
        case.frozen = True
    step.refresh_due()
    step.record(log.FROZEN, lambda case: {"alasan": reason})
    step.save(call=False)


def _unfreeze(step: Step) -> None:
    start_clock(step, frozen=True)
    hold_tugas(step, held=False)
    for case in step.cases:
        case.frozen = False
    step.refresh_due()
    step.record(log.UNFROZEN, lambda case: {})
    step.save(call=False)


def _by_kind(step: Step, below: Sequence[Berkas]) -> Iterator[Step]:
    """Cases in sets of one process and stage, so that each set is written at once."""

    def kind(case: Berkas) -> tuple[str, str, str]:
        return case.programme, case.process, case.stage

    for _, cases in groupby(sorted(below, key=kind), kind):
        yield Step(actor=step.actor, now=step.now, cases=list(cases), move_id=step.move_id)
