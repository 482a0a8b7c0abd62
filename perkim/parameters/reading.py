"""What holds on a day: values of parameters, and the office's calendar."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery

from perkim.lib.calendar import OfficeCalendar
from perkim.parameters.kinds import OFFICE_HOURS, ParameterKind, kind
from perkim.parameters.models import DayOff, Parameter


class MissingParameterError(LookupError):
    """No row of this parameter holds on that day; somebody must state it before anything can be decided. The message is
    a sentence for the screen."""

    def __init__(self, missing: ParameterKind, day: date) -> None:
        super().__init__(
            f"Nilai resmi “{missing.title}” belum ditetapkan untuk {day:%d-%m-%Y}. Periksa tanggalnya, atau minta "
            "admin menetapkannya di Pengaturan, Parameter."
        )


def row_on(wanted: ParameterKind, day: date) -> Parameter:
    """The row in force, for a decision to keep. Raises MissingParameterError."""
    return rows_on([wanted.key], day)[wanted.key]


def rows_on(keys: Iterable[str], day: date) -> dict[str, Parameter]:
    """The rows in force of several parameters by their keys. One query. Raises MissingParameterError."""
    wanted = set(keys)
    rows = {row.key: row for row in Parameter.objects.in_force(day).filter(key__in=wanted)} if wanted else {}
    for missing in sorted(wanted - set(rows)):
        raise MissingParameterError(kind(missing), day)
    return rows


def value_on(wanted: ParameterKind, day: date) -> Any:
    """The value in force. Raises MissingParameterError."""
    return row_on(wanted, day).parsed


def office_calendar(day: date) -> OfficeCalendar:
    """The calendar by which the office counts: all hours that were and will be in force, each on its own days, and all
    days off known. One query. Raises MissingParameterError if no hours hold on this day."""
    stated = Parameter.objects.current().filter(key=OFFICE_HOURS.key).order_by("starts")
    rows = list(stated.annotate(days_off=ArraySubquery(DayOff.objects.values("day"))))
    if not any(row.holds_on(day) for row in rows):
        raise MissingParameterError(OFFICE_HOURS, day)
    later = tuple((row.starts, row.parsed) for row in rows[1:])
    return OfficeCalendar(rows[0].parsed, frozenset(rows[0].days_off), later=later)
