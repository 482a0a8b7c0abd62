"""`manage.py check`: wrong declarations stop the start, each with a hint that says how to mend it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from perkim.sipoc.checks_of_processes import check_process
from perkim.sipoc.declarations import Programme, Sheet
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programmes

SIPOC_BOXES = ("supplier", "input", "boxes", "output", "customer")
STATED = ("title", "service", "summary", "for_whom", "icon", "legal_basis", "sheets")


@register("sipoc")
def check_programmes(**_: Any) -> list[Error]:
    """All faults of all declarations at once, so that one run of `check` is enough to mend them."""
    registered = programmes()
    errors = [*_check_apps(registered), *_check_prefixes(registered)]
    for programme in registered:
        errors += _check_programme(programme)
    return errors


@register(Tags.database)
def check_open_cases(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """No open case may stand in a stage that is no longer declared (`check --database default`)."""
    # Before the first migration there is no table to ask.
    if not databases or Berkas._meta.db_table not in connection.introspection.table_names():
        return []
    declared = {
        (programme.slug, process.key, stage.key)
        for programme in programmes()
        for process in programme.processes
        for stage in process.stages
    }
    stages = Berkas.objects.open().order_by().values_list("programme", "process", "stage").distinct()
    return [
        Error(
            f"Open cases stand in {'.'.join(where)}, which is not declared.",
            hint=f"Declare it again, or raise the version and run `manage.py move_version {where[0]}.{where[1]} "
            f"{where[2]}=<new stage>` (a dry run first).",
            id="sipoc.E030",
        )
        for where in sorted(set(stages) - declared)
    ]


def twice(keys: Iterable[str]) -> list[str]:
    """The keys that stand there more than once."""
    listed = list(keys)
    return sorted({key for key in listed if listed.count(key) > 1})


def _check_apps(registered: tuple[Programme, ...]) -> Iterator[Error]:
    declared = [programme.slug for programme in registered]
    if declared != list(settings.PROGRAMME_APPS):
        yield Error(
            f"PROGRAMME_APPS is {settings.PROGRAMME_APPS}, but the registered programmes are {declared}.",
            hint="Each app of PROGRAMME_APPS ends its programme.py in register(Programme(slug=<app name>, ...)).",
            id="sipoc.E001",
        )


def _check_prefixes(registered: tuple[Programme, ...]) -> Iterator[Error]:
    prefixes = [process.prefix for programme in registered for process in programme.processes]
    for prefix in twice(prefixes):
        yield Error(
            f"Two processes give numbers with the prefix {prefix!r}.",
            hint="Each kind of case numbers its own cases: give it a prefix that no other has.",
            id="sipoc.E005",
        )


def _check_programme(programme: Programme) -> Iterator[Error]:
    for field in STATED:
        if not getattr(programme, field):
            yield Error(
                f"Programme {programme.slug!r} declares no {field}.",
                hint=f"State {field} in {programme.slug}/programme.py.",
                id="sipoc.E002",
            )
    for what, things in (("sheets", programme.sheets), ("processes", programme.processes)):
        for key in twice(thing.key for thing in things):
            yield Error(
                f"Programme {programme.slug!r} has two {what} with the key {key!r}.",
                hint=f"Keys of {what} are unique within a programme.",
                id="sipoc.E003",
            )
    if programme.open and not programme.processes:
        yield Error(
            f"Programme {programme.slug!r} is open but declares no process.",
            hint="Declare the kinds of case it serves, or leave open=False.",
            id="sipoc.E006",
        )
    for sheet in programme.sheets:
        yield from _check_sheet(programme, sheet)
    for process in programme.processes:
        yield from check_process(programme, process)


def _check_sheet(programme: Programme, sheet: Sheet) -> Iterator[Error]:
    for box in SIPOC_BOXES:
        if not getattr(sheet, box):
            yield Error(
                f"Sheet {programme.slug}.{sheet.key} leaves the SIPOC box {box!r} empty.",
                hint="Every sheet states who supplies, what comes in, what is done, what goes out and who receives.",
                id="sipoc.E004",
            )
