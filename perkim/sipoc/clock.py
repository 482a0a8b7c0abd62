"""The arithmetic of deadlines: when so much time is over, and how much is left. Pure functions over a calendar.

Units are those of `Unit`: minutes of office hours, working days, calendar days. Working days and minutes follow
`domain.md` §2.3; a calendar day ends at midnight of the office's zone, whatever day it is.
"""

from datetime import date, datetime, time, timedelta

from perkim.lib.calendar import OfficeCalendar
from perkim.sipoc.terms import Unit


def due(calendar: OfficeCalendar, unit: str, start: datetime, amount: int) -> datetime:
    """The moment at which `amount` units after `start` are over; `amount` <= 0 gives one not after the start's day.

    A whole day counts: of working days the n-th ends with office hours, of calendar days with the last second.
    """
    if unit == Unit.OFFICE_MINUTES:
        return calendar.due_in_minutes(start, amount) if amount > 0 else start
    if unit == Unit.WORKING_DAYS:
        return calendar.due_in_days(start, amount)
    return _end_of_day(calendar, _later(calendar.day_of(start), amount))


def left(calendar: OfficeCalendar, unit: str, now: datetime, falls_due: datetime) -> int:
    """Units from `now` until a deadline; negative when past, 0 on its own day. Inverse of `due` for whole days."""
    if unit == Unit.OFFICE_MINUTES:
        return calendar.minutes_until(now, falls_due)
    end = calendar.day_of(falls_due)
    if unit == Unit.WORKING_DAYS:
        return calendar.days_until(calendar.day_zero(now), end)
    return (end - calendar.day_of(now)).days


def is_provisional(calendar: OfficeCalendar, unit: str, falls_due: datetime) -> bool:
    """Whether the promise may still move because the days off of its year are not stated; calendar days never do."""
    return unit != Unit.CALENDAR_DAYS and calendar.is_provisional(falls_due)


def _later(day: date, days: int) -> date:
    """So many days after; the last (or first) day there is, where there are not so many."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _end_of_day(calendar: OfficeCalendar, day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), calendar.zone)
