"""Moving cases: the one door from stage to stage. One case is a set of one; thousands cost the same statements.

The order of every move: lock, known already?, still as it was shown?, allowed?, complete?, write, log. All or nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from perkim.accounts.models import User
from perkim.sipoc import log
from perkim.sipoc.actions.calling import call_here, call_upon
from perkim.sipoc.actions.deadlines import (
    end_pause,
    meet_deadlines,
    restart_clock,
    start_clock,
    start_deadlines,
    stop_clock,
)
from perkim.sipoc.actions.families import carry_along, hand_in_below
from perkim.sipoc.actions.locking import lock, lock_descendants, not_before
from perkim.sipoc.actions.referring import refer
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import close_tugas, open_tugas
from perkim.sipoc.actions.valuing import value
from perkim.sipoc.actions.visits import enter, leave, open_visits
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.completeness import blockers
from perkim.sipoc.declarations import Move, Stage
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, StageVisit
from perkim.sipoc.numbering import give_numbers
from perkim.sipoc.policies import refusals
from perkim.sipoc.terms import Clock, MoveKind, Outcome


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What somebody decided on a page: the move, its reason, and the key that makes a second sending do nothing."""

    move: str
    key: UUID
    reason: str = ""


def move(*, actor: User, case: Berkas, decision: Decision, lock_version: int, now: datetime) -> Berkas:
    """Move one case. See `move_many`."""
    return move_many(actor=actor, cases=[case], decision=decision, lock_versions={case.pk: lock_version}, now=now)[0]


@transaction.atomic
def move_many(
    *, actor: User, cases: Sequence[Berkas], decision: Decision, lock_versions: Mapping[int, int], now: datetime
) -> list[Berkas]:
    """Take cases that stand in one stage through one move; returns them as they stand afterwards, by id ascending.

    `lock_versions` are those of the page on which the decision was made, by case id. Sending the same decision again
    changes nothing. Raises StaleError if a case has changed since; RefusedError where the actor may not; BlockedError
    where something is missing; SipocError for a move the stage does not have, a case that is closed or frozen, cases of
    several stages, or a reason that is missing. Nothing is written unless all can go.
    """
    locked = lock([case.pk for case in cases])
    if _moved_before(locked, decision.key):
        return locked
    stage, way = _way(locked, decision)
    if any(lock_versions.get(case.pk) != case.lock_version for case in locked):
        raise StaleError
    if refused := refusals(actor, stage, way, locked):
        raise RefusedError({pk: [sentence] for pk, sentence in refused.items()})
    below = lock_descendants(locked)
    if missing := blockers(locked, way):
        raise BlockedError(missing)
    step = Step(actor=actor, now=not_before(now, [*locked, *below]), cases=locked, move_id=uuid4())
    _write(step, stage, way, decision)
    if way.submits:
        hand_in_below(step, below)
    carried = _take_along(step, way, decision, below)
    carry_along(step, way, locked[0].outcome, decision.reason, below)
    for part in carried:
        call_here(part)
    call_upon(step, moved=True)
    return locked


def _take_along(step: Step, way: Move, decision: Decision, below: Sequence[Berkas]) -> list[Step]:
    """The cases below that the move carries take a move of their own, by the same decision; who may take the one may
    take the other. Raises BlockedError, which names the case above, where one of them lacks something."""
    taken = []
    above = {case.pk: case for case in step.cases}
    for carry in way.carries:
        wanted = (carry.process, carry.stage)
        carried = [each for each in below if each.parent_id in above and (each.process, each.stage) == wanted]
        if not carried:
            continue
        stage = carried[0].declared_stage
        onward = stage.move(carry.move)
        if missing := blockers(carried, onward):
            titles = {each.pk: (each.parent_id, each.title) for each in carried}
            blocked: dict[int, list[str]] = {}
            for pk, sentences in missing.items():
                parent, title = titles[pk]
                blocked.setdefault(parent or 0, []).append(f"{title}: {' '.join(sentences)}")
            raise BlockedError(blocked)
        taken.append(Step(actor=step.actor, now=step.now, cases=carried, move_id=step.move_id))
        _write(taken[-1], stage, onward, decision)
    return taken


def _moved_before(cases: Sequence[Berkas], key: UUID) -> bool:
    """Whether this very decision was carried out already: a double click, a retry after a lost answer."""
    known = StageVisit.objects.filter(berkas__any_of=[case.pk for case in cases], left_key=key).count()
    if known and known != len(cases):
        raise SipocError("Sebagian berkas ini sudah diputuskan lewat kiriman yang sama. Muat ulang daftarnya.")
    return bool(known)


def _way(cases: Sequence[Berkas], decision: Decision) -> tuple[Stage, Move]:
    """The stage that all cases stand in and the declared move out of it."""
    if not cases:
        raise SipocError("Belum ada berkas yang dipilih. Pilih paling sedikit satu berkas.")
    if len({(case.programme, case.process, case.stage, case.is_open) for case in cases}) > 1:
        raise (
            StaleError
            if len(cases) == 1
            else SipocError(
                "Berkas yang dipilih berada di tahap yang berbeda. Saring daftarnya menurut tahap, lalu pilih lagi."
            )
        )
    case = cases[0]
    if not case.is_open:
        raise SipocError(f"Berkas ini sudah ditutup: {case.state.lower()}. Tidak ada putusan lagi yang diperlukan.")
    if any(each.frozen for each in cases):
        raise SipocError(
            "Berkas induknya sedang dikembalikan. Berkas ini bisa diputuskan setelah induknya berjalan lagi."
        )
    stage = case.declared_stage
    try:
        way = stage.move(decision.move)
    except KeyError:
        raise StaleError from None
    if way.needs_reason and not decision.reason.strip():
        raise SipocError(f"Tulis alasan untuk “{way.title}”: apa sebabnya dan apa yang perlu diperbaiki.")
    return stage, way


def _write(step: Step, stage: Stage, way: Move, decision: Decision) -> None:
    """Everything a move changes, in a number of statements that depends on the declaration alone."""
    process = step.cases[0].declared
    visits = open_visits(step)
    before = {case.pk: case.earliest_due for case in step.cases}
    cycles = {pk: visit.cycle for pk, visit in visits.items()}
    leave(step, visits, move=way.key, reason=decision.reason, key=decision.key)
    ended, deciding = way.outcome is not None, way.by if way.completes else ()
    close_tugas(step, worked=way.kind is not MoveKind.EXPIRE, ended=ended, by=deciding)
    meet_deadlines(step, stage, way, visits)
    _submit(step, way)
    for case in step.cases:
        # Doing a stage over is no sending back.
        case.returned = way.kind is MoveKind.RETURN and way.to != stage.key
    if way.outcome is not None:
        _end(step, way.outcome)
    else:
        _arrive(step, process.stage(way.to), way, decision.reason)
    value(step)
    step.record(
        log.MOVED,
        lambda case: {
            "langkah": way.key,
            "jenis": way.kind,
            "dari": stage.key,
            "ke": way.to,
            "hasil": case.outcome,
            "putaran": cycles[case.pk],
            "alasan": decision.reason,
            "nomor": case.number,
            "tenggat_sebelum": before[case.pk],
            "tenggat_sesudah": case.earliest_due,
        },
    )
    step.save(call=False)
    if way.refers_to:
        refer(step, way, decision.reason)


def _submit(step: Step, way: Move) -> None:
    """Handing a draft in gives its number and receipt code; handing it in again keeps them."""
    new = [case for case in step.cases if way.submits and not case.number]
    if new:
        give_numbers(new, new[0].declared.prefix, step.today.year)
        for case in new:
            case.submitted_at, case.handed_in = step.now, True


def _end(step: Step, outcome: Outcome) -> None:
    end_pause(step)
    for case in step.cases:
        case.outcome, case.closed_at, case.earliest_due = outcome, step.now, None


def _arrive(step: Step, stage: Stage, way: Move, reason: str) -> None:
    """Come into the next stage: its visit, the clock, its deadlines and its Tugas."""
    visits = enter(step, stage.key, way.kind)
    for case in step.cases:
        case.stage = stage.key
    if way.clock is Clock.STOP:
        stop_clock(step, reason)
    elif way.clock is Clock.RESTART:
        restart_clock(step, visits)
    elif any(case.paused_at for case in step.cases):
        start_clock(step)
    start_deadlines(step, stage, visits)
    # Tugas show the case's nearest deadline: instructions that outlive the stage too, new ones as they are opened.
    step.refresh_due()
    announce_tugas(step, open_tugas(step, step.cases[0].declared, stage, visits), way.title)
