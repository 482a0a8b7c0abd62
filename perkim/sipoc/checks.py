"""`manage.py check`: wrong declarations stop the start, each with a hint."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error

from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.registry import programmes


def check_programmes(**_: Any) -> list[Error]:
    """All faults of all declarations at once, so that one run of `check` is enough to mend them."""
    found = programmes()
    errors = list(_check_apps(found))
    for programme in found:
        errors += _check_programme(programme)
    return errors


def _check_apps(found: tuple[Programme, ...]) -> Iterator[Error]:
    declared = [programme.slug for programme in found]
    if declared != list(settings.PROGRAMME_APPS):
        yield Error(
            f"PROGRAMME_APPS is {settings.PROGRAMME_APPS}, but the registered programmes are {declared}.",
            hint="Each app of PROGRAMME_APPS ends its programme.py in register(Programme(slug=<app name>, ...)).",
            id="sipoc.E001",
        )


def _check_programme(programme: Programme) -> Iterator[Error]:
    for field in ("title", "service", "summary", "for_whom", "icon", "legal_basis", "processes"):
        if not getattr(programme, field):
            yield Error(
                f"Programme {programme.slug!r} declares no {field}.",
                hint=f"State {field} in {programme.slug}/programme.py.",
                id="sipoc.E002",
            )
    keys = [process.key for process in programme.processes]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Error(
            f"Programme {programme.slug!r} has two processes with the key {key!r}.",
            hint="Keys of processes are unique within a programme.",
            id="sipoc.E003",
        )
    for process in programme.processes:
        yield from _check_process(programme, process)


def _check_process(programme: Programme, process: Process) -> Iterator[Error]:
    for box in ("supplier", "input", "boxes", "output", "customer"):
        if not getattr(process, box):
            yield Error(
                f"Process {programme.slug}.{process.key} leaves the SIPOC box {box!r} empty.",
                hint="Every process states who supplies, what comes in, what is done, what goes out and who receives.",
                id="sipoc.E004",
            )
