"""Working days and working minutes of an office. Source: `domain.md` §2.3.

The calendar is a value: which days are off and when the office is open. Where it comes from (dated parameters) is not
known here. Moments carry a time zone; days are days of the office's zone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
ONE_DAY = timedelta(days=1)
# No office is closed for longer than this without a break; a calendar that says so is a mistake, not a long wait.
LONGEST_CLOSURE = 60


Hours = Mapping[int, tuple[time, time]]


class CalendarError(ValueError):
    """The calendar has no working day where one is needed."""


@dataclass(frozen=True)
class OfficeCalendar:
    """When the office works. `hours` gives opening and closing by weekday (Monday is 0); a weekday without is off.
    Where they change, `later` holds the days from which others count, in their order: each day has its own hours."""

    hours: Hours
    days_off: frozenset[date]
    zone: ZoneInfo = JAKARTA
    later: tuple[tuple[date, Hours], ...] = ()

    def hours_on(self, day: date) -> Hours:
        """Opening and closing by weekday as they hold on this day."""
        return next((hours for since, hours in reversed(self.later) if since <= day), self.hours)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.hours_on(day) and day not in self.days_off

    def is_provisional(self, moment: datetime) -> bool:
        """Whether a promise of working time until then rests on a year whose days off nobody has stated yet."""
        year = moment.astimezone(self.zone).year
        return all(day.year != year for day in self.days_off)

    def opening(self, day: date) -> datetime:
        """When the office opens on this working day."""
        return datetime.combine(day, self.hours_on(day)[day.weekday()][0], self.zone)

    def closing(self, day: date) -> datetime:
        """When the office closes on this working day: the moment a deadline of that day ends."""
        return datetime.combine(day, self.hours_on(day)[day.weekday()][1], self.zone)

    def day_zero(self, received: datetime) -> date:
        """The day that counts as day of receipt: the next working day for what comes after closing or on a day off."""
        day = received.astimezone(self.zone).date()
        if self.is_working_day(day) and received <= self.closing(day):
            return day
        return self.shift(day, 1)

    def shift(self, day: date, working_days: int) -> date:
        """The day that lies so many working days after (or, negative, before) this one; the day itself for 0."""
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        for _ in range(abs(working_days)):
            day = self._next(day, step)
        return day

    def due_in_days(self, received: datetime, working_days: int) -> datetime:
        """End of office hours of the n-th working day after the day of receipt.

        With 0 it is the day of receipt itself, or the working day that counts as such.
        """
        return self.closing(self.shift(self.day_zero(received), working_days))

    def due_in_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment at which so many minutes of office hours have passed since the start."""
        left = timedelta(minutes=minutes)
        for opens, closes in self._spans(start):
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
        raise CalendarError("the spans of an office never end")

    def days_until(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative if `end` comes first. Inverse of `shift`."""
        if end < start:
            return -self.days_until(end, start)
        return sum(self.is_working_day(start + n * ONE_DAY) for n in range(1, (end - start).days + 1))

    def minutes_until(self, start: datetime, end: datetime) -> int:
        """Whole minutes of office hours between two moments; negative if `end` comes first."""
        if end < start:
            return -self.minutes_until(end, start)
        worked = timedelta()
        for opens, closes in self._spans(start):
            if opens >= end:
                break
            worked += min(closes, end) - opens
        return int(worked.total_seconds() // 60)

    def _next(self, day: date, step: timedelta) -> date:
        for _ in range(LONGEST_CLOSURE):
            day += step
            if self.is_working_day(day):
                return day
        raise CalendarError(f"no working day within {LONGEST_CLOSURE} days of {day:%d-%m-%Y}: check days off and hours")

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Office hours from the start on, as pairs of moments; without end."""
        day = start.astimezone(self.zone).date()
        if not self.is_working_day(day) or start >= self.closing(day):
            day = self._next(day, ONE_DAY)
        while True:
            yield max(start, self.opening(day)), self.closing(day)
            day = self._next(day, ONE_DAY)
