"""What can be wrong with one declared process: each fault with its hint."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from perkim.accounts.roles import Role
from perkim.sipoc.checks_of_calls import check_stage_tells
from perkim.sipoc.declarations import END_OF_CASE, Carry, Move, Process, Programme, Stage
from perkim.sipoc.registry import programmes
from perkim.sipoc.scopes import draft_workers, sees_by_area
from perkim.sipoc.terms import Duty, MoveKind, Outcome

_ENDS = {MoveKind.END, MoveKind.EXPIRE, MoveKind.REFER}


def check_process(programme: Programme, process: Process) -> Iterator[Error]:
    """All faults of one process."""
    where = f"{programme.slug}.{process.key}"
    if not process.stages:
        yield _error(10, f"{where} has no stage.", "A case must begin somewhere: declare its stages in order.")
        return
    yield from _check_keys(where, process)
    yield from _check_family(where, programme, process)
    yield from _check_seen_from_below(where, programme, process)
    yield from _check_seen_as_parent(where, programme, process)
    yield from _check_reachable(where, process)
    yield from _check_duties(where, process)
    for stage in process.stages:
        yield from _check_stage(f"{where}.{stage.key}", process, stage)
        for move in stage.moves:
            yield from _check_move(f"{where}.{stage.key}.{move.key}", programme, process, stage, move)


def _error(number: int, message: str, hint: str) -> Error:
    return Error(message, hint=hint, id=f"sipoc.E{number:03}")


def _check_keys(where: str, process: Process) -> Iterator[Error]:
    groups: list[tuple[str, Iterable[str]]] = [
        ("stages", (stage.key for stage in process.stages)),
        ("deadlines", (deadline.key for stage in process.stages for deadline in stage.deadlines)),
    ]
    for stage in process.stages:
        groups.append((f"moves out of {stage.key!r}", (move.key for move in stage.moves)))
        groups.append((f"requirements of {stage.key!r}", (each.key for each in stage.requirements)))
    for what, keys in groups:
        for first, second in pairwise(sorted(keys)):
            if first == second:
                yield _error(
                    11,
                    f"{where} has two {what} with the key {first!r}.",
                    "Rename one: the key is how they are told apart.",
                )


def _check_family(where: str, programme: Programme, process: Process) -> Iterator[Error]:
    keys = {each.key: each for each in programme.processes}
    if process.sheet not in programme.sheets:
        yield _error(12, f"{where} stands on a sheet that the programme does not list.", "Add it to Programme.sheets.")
    seen, above = {process.key}, process.parent
    while above:
        if above not in keys or above in seen:
            yield _error(
                13,
                f"{where} has the parent {above!r}, which is not declared or lies below itself.",
                "A parent is the key of another process of this programme, and parents never go in a ring.",
            )
            break
        seen.add(above)
        above = keys[above].parent
    holder = keys.get(process.parent)
    for key in sorted(set(process.opened_in) - {stage.key for stage in (holder.stages if holder else ())}):
        yield _error(35, f"{where} is opened in {key!r} of its parent.", "Name stages of the parent process.")
    for role, giver in process.own_roles.items():
        if giver in process.own_roles:
            yield _error(
                14,
                f"{where}: cases for {role} are handed out by {giver}, who sees only what was handed to him.",
                "Name a role that sees all cases of its area.",
            )
    for stage in process.stages:
        known = set(process.confidential_to)
        if known and not any(known & set(move.by) for move in stage.moves):
            yield _error(
                34,
                f"{where}.{stage.key}: nobody who knows confidential cases may move one on.",
                "Let a move name a role of confidential_to, or add a role of the move to it.",
            )
    if process.detail_model and not _importable(process.detail_model):
        yield _error(
            15, f"{where}: detail_model {process.detail_model!r} cannot be imported.", "Name it as app.models.Name."
        )


def _check_seen_from_below(where: str, programme: Programme, process: Process) -> Iterator[Error]:
    lower = {role for each in programme.processes if each.parent == process.key for role in each.own_roles}
    for role in process.seen_from_below:
        if role not in lower or role in {*process.workers(), *process.seen_by, *process.own_roles}:
            yield _error(
                41,
                f"{where} is seen from below by {role}, who is handed no case below it or sees it otherwise.",
                "Name a role of own_roles of a process that lies in it, and name it here alone.",
            )


def _check_seen_as_parent(where: str, programme: Programme, process: Process) -> Iterator[Error]:
    """A process whose cases have the standing of the case they lie in: who may see the one may see the other."""
    if not process.handed_in_with_parent:
        return
    parent = next((each for each in programme.processes if each.key == process.parent), None)
    if parent is None:
        yield _error(42, f"{where} is handed in with a parent that it does not have.", "Declare its parent.")
        return
    for role in sorted(sees_by_area(parent) - sees_by_area(process) - set(process.own_roles)):
        yield _error(
            43, f"{where} is not seen by {role}, who sees the {parent.key!r} that it lies in.", "Add it to seen_by."
        )
    workers = draft_workers(programme, process)
    for stage in process.stages:
        if stage.key in process.drafts:
            roles = {each.worked_by for each in stage.requirements if each.worked_by}
            roles |= {stage.worked_by} if stage.task else set()
            for role in sorted(roles - workers):
                yield _error(
                    44,
                    f"{where}.{stage.key} gives {role} a Tugas on a draft that this role does not see.",
                    f"Name a role that works the draft of {parent.key!r}.",
                )


def _check_reachable(where: str, process: Process) -> Iterator[Error]:
    known = {stage.key: stage for stage in process.stages}
    reached, ahead = set(), [process.first.key]
    while ahead:
        key = ahead.pop()
        if key in known and key not in reached:
            reached.add(key)
            ahead += [move.to for move in known[key].moves if move.to]
    for key in sorted(set(known) - reached):
        yield _error(
            16, f"{where}.{key} cannot be reached.", "Let a move of an earlier stage lead there, or remove it."
        )
    ends = [move for stage in process.stages for move in stage.moves if move.outcome is Outcome.SELESAI]
    if not ends:
        yield _error(
            17, f"{where} can never be finished.", "Give its last stage a move of kind END with outcome SELESAI."
        )


def _check_duties(where: str, process: Process) -> Iterator[Error]:
    """Who enters does not verify, who verifies does not sign (`domain.md` §1.3)."""
    held: dict[Duty, set[Role]] = {duty: set() for duty in Duty}
    for stage in process.stages:
        deciding = {role for move in stage.moves if move.completes for role in move.by}
        held[stage.duty] |= deciding | ({stage.worked_by} if stage.duty is Duty.ENTER else set())
    for first, second in ((Duty.ENTER, Duty.VERIFY), (Duty.VERIFY, Duty.SIGN), (Duty.ENTER, Duty.SIGN)):
        for role in sorted(held[first] & held[second]):
            yield _error(
                18,
                f"{where} lets {role} do both duties, {first.name} and {second.name}.",
                "Give one of the stages to another role: who enters does not verify, who verifies does not sign.",
            )


def _check_stage(where: str, process: Process, stage: Stage) -> Iterator[Error]:
    if stage.worked_by not in list(Role) or stage.worked_by is Role.ADMIN:
        yield _error(
            19, f"{where} is worked by {stage.worked_by!r}.", "Name a role of the office; the admin decides nothing."
        )
    if not stage.moves:
        yield _error(20, f"{where} has no way out.", "Declare its moves; the last one ends the case.")
    if not 0 <= stage.box <= len(process.sheet.boxes):
        yield _error(
            21,
            f"{where} belongs to box {stage.box}; the sheet has {len(process.sheet.boxes)}.",
            "Number it as the sheet does, 0 for what comes before the process column.",
        )
    checked = [
        *((each, each.all_faults) for each in (*stage.begins, *stage.requirements)),
        *((each, each.faults) for each in stage.printouts),
    ]
    for requirement, faults in checked:
        for fault in faults(process, stage):
            yield _error(22, f"{where}.{requirement.key} {fault}.", "Mend the requirement or take it out.")
    if stage.form and not _importable(stage.form):
        yield _error(23, f"{where}: the form {stage.form!r} cannot be imported.", "Name it as app.forms.Name.")
    yield from _check_deadlines(where, process, stage)
    yield from check_stage_tells(where, stage)


def _check_deadlines(where: str, process: Process, stage: Stage) -> Iterator[Error]:
    stages = {each.key for each in process.stages} | {"", END_OF_CASE}
    for deadline in stage.deadlines:
        if deadline.until not in stages:
            yield _error(24, f"{where}.{deadline.key} runs until {deadline.until!r}.", "Name a stage of this process.")
        lengths = deadline.lengths
        if not lengths or not all(lengths) or not deadline.basis:
            yield _error(
                25, f"{where}.{deadline.key} states no length or no basis.", "State its amounts and where they stand."
            )
        if deadline.reminders and any(min(each) <= deadline.reminders[-1] for each in lengths if each):
            yield _error(
                33, f"{where}.{deadline.key} reminds after it falls due.", "Let every length exceed the last reminder."
            )
        expiring = {move.key for move in stage.moves if move.kind is MoveKind.EXPIRE}
        if deadline.expires_by and deadline.expires_by not in expiring:
            yield _error(
                26, f"{where}.{deadline.key} expires by {deadline.expires_by!r}.", "Name a move of kind EXPIRE."
            )


def _check_move(where: str, programme: Programme, process: Process, stage: Stage, move: Move) -> Iterator[Error]:
    stages = {each.key for each in process.stages}
    ends = move.outcome is not None
    if ends == bool(move.to) or (move.to and move.to not in stages) or (ends and move.kind not in _ENDS):
        yield _error(
            27,
            f"{where} leads to {move.to!r} with outcome {move.outcome!r}.",
            "A move leads to a declared stage, or (kind END, EXPIRE or REFER) it ends the case with an outcome.",
        )
    if (move.kind is MoveKind.EXPIRE) != (not move.by) or Role.ADMIN in move.by:
        yield _error(
            28,
            f"{where} may be taken by {list(move.by)}.",
            "Name who may; only time takes EXPIRE, and the admin takes none.",
        )
    if move.kind is MoveKind.EXPIRE and all(each.expires_by != move.key for each in stage.deadlines):
        yield _error(29, f"{where} is never taken.", "Let a deadline of the stage name it in expires_by.")
    if move.kind is MoveKind.RETURN and not move.reasons:
        yield _error(
            31,
            f"{where} has no prepared reasons.",
            "State the usual faults, so that the village reads how to mend them.",
        )
    for requirement in move.requires:
        for fault in requirement.all_faults(process, stage):
            yield _error(22, f"{where}.{requirement.key} {fault}.", "Mend the requirement or take it out.")
    for carry in move.carries:
        if not _carried(programme, process, carry):
            yield _error(
                36,
                f"{where} carries {carry.process}.{carry.stage}.{carry.move}.",
                "Name a process below, one of its stages, and a move that leads out of it without sending back.",
            )
    if move.refers_to and not _takes_referred(move.refers_to):
        yield _error(
            32, f"{where} refers to {move.refers_to!r}.", "Name programme.process of a process without a parent."
        )


def _carried(programme: Programme, process: Process, carry: Carry) -> bool:
    below = [each for each in programme.processes if each.key == carry.process and each.parent == process.key]
    ways = [move for each in below for stage in each.stages if stage.key == carry.stage for move in stage.moves]
    return any(move.key == carry.move and move.kind is MoveKind.FORWARD for move in ways)


def _takes_referred(name: str) -> bool:
    slug, _, key = name.partition(".")
    processes = [each for programme in programmes() if programme.slug == slug for each in programme.processes]
    return any(each.key == key and not each.parent for each in processes)


def _importable(name: str) -> bool:
    try:
        import_string(name)
    except (ImportError, ImproperlyConfigured):
        return False
    return True
