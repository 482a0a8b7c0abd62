"""What holds on a day: values of parameters, and the office's calendar."""

from datetime import date
from typing import Any

from perkim.lib.calendar import OfficeCalendar
from perkim.parameters.kinds import OFFICE_HOURS, Kind
from perkim.parameters.models import DayOff, Parameter


class MissingParameterError(LookupError):
    """No row of this parameter holds on that day; somebody must state it before anything can be decided."""


def row_on(kind: Kind, day: date) -> Parameter:
    """The row in force, for a decision to keep. Raises MissingParameterError."""
    try:
        return Parameter.objects.in_force(day).get(key=kind.key)
    except Parameter.DoesNotExist:
        raise MissingParameterError(f"Parameter “{kind.title}” belum ditetapkan untuk {day:%d-%m-%Y}.") from None


def value_on(kind: Kind, day: date) -> Any:
    """The value in force. Raises MissingParameterError."""
    return row_on(kind, day).parsed


def office_calendar(day: date) -> OfficeCalendar:
    """The calendar by which the office counts on this day: hours in force that day, all days off known. Two queries."""
    return OfficeCalendar(value_on(OFFICE_HOURS, day), DayOff.objects.days())
