"""What a stage asks for, and nobody is told: each fault with its hint."""

from collections.abc import Iterator

from django.core.checks import Error

from perkim.sipoc.declarations import Stage


def check_stage_tells(where: str, stage: Stage) -> Iterator[Error]:
    """Every input that somebody brings, and every way on, has a Tugas that tells of it."""
    for each in stage.requirements:
        if not (stage.task or each.worked_by or each.comes_by_itself):
            yield Error(
                f"{where}.{each.key} is asked of nobody.",
                hint="Name its worked_by, give the stage a task, or let its class say that it comes_by_itself.",
                id="sipoc.E037",
            )
    calls_somebody = stage.task or stage.called or any(each.worked_by for each in stage.requirements)
    if stage.moves and not calls_somebody:
        yield Error(
            f"{where} is a stage of which nobody is told.",
            hint="Give it a task, a way forward or to a good end, or an input with worked_by.",
            id="sipoc.E038",
        )
    yield from _check_order(where, stage)
    for move in stage.moves:
        if move.task and not any(move in ways for ways in stage.called.values()):
            yield Error(
                f"{where}.{move.key} has a task that nobody is given.",
                hint="Only a way forward or to a good end calls, and only where the stage's own task tells nobody who "
                "may take it. Take the words away, or give them to such a way.",
                id="sipoc.E040",
            )


def _check_order(where: str, stage: Stage) -> Iterator[Error]:
    workers = {each.key: each.worked_by for each in stage.requirements}
    for key, before in stage.after.items():
        if workers.get(key) is None or not set(before) <= set(workers) or key in _reached(stage, before):
            yield Error(
                f"{where}.{key} is asked for after {list(before)}.",
                hint="Name inputs and outputs of this stage, never in a ring; what is asked later names its worked_by.",
                id="sipoc.E039",
            )


def _reached(stage: Stage, keys: tuple[str, ...]) -> set[str]:
    """All that must come before, directly or not."""
    reached: set[str] = set()
    ahead = list(keys)
    while ahead:
        key = ahead.pop()
        if key not in reached:
            reached.add(key)
            ahead += stage.after.get(key, ())
    return reached
