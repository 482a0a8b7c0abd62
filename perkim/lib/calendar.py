"""Working days and working minutes of an office. Source: `domain.md` §2.3.

The calendar is a value: which days are off and when the office is open. Where it comes from (dated parameters) is not
known here. Moments carry a time zone; days are days of the office's zone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from perkim.lib.tally import LAST, WEEK, WeeklyTally

JAKARTA = ZoneInfo("Asia/Jakarta")
ONE_DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
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
        return self.day_of(moment).year not in self._stated_years

    def day_of(self, moment: datetime) -> date:
        """The office's day of a moment; the last (or first) day there is for one that lies outside all days."""
        try:
            return moment.astimezone(self.zone).date()
        except OverflowError:
            return date.max if moment.year == MAXYEAR else date.min

    def opening(self, day: date) -> datetime:
        """When the office opens on this working day."""
        return datetime.combine(day, self.hours_on(day)[day.weekday()][0], self.zone)

    def closing(self, day: date) -> datetime:
        """When the office closes on this working day: the moment a deadline of that day ends."""
        return datetime.combine(day, self.hours_on(day)[day.weekday()][1], self.zone)

    def day_zero(self, received: datetime) -> date:
        """The day that counts as day of receipt: the next working day for what comes after closing or on a day off."""
        day = self.day_of(received)
        if self.is_working_day(day) and received <= self.closing(day):
            return day
        return self.shift(day, 1)

    def shift(self, day: date, working_days: int) -> date:
        """The day that lies so many working days after (or, negative, before) this one; the day itself for 0. Raises
        CalendarError if there is none, or the office is closed for too long on the way."""
        if working_days == 0:
            return day
        here = day.toordinal()
        passed = self._days.through(here) if working_days > 0 else self._days.through(here - 1) + 1
        ordinal = self._days.reaches(passed + working_days)
        self._check_open(here, ordinal)
        return date.fromordinal(ordinal)

    def due_in_days(self, received: datetime, working_days: int) -> datetime:
        """End of office hours of the n-th working day after the day of receipt.

        With 0 it is the day of receipt itself, or the working day that counts as such.
        """
        return self.closing(self.shift(self.day_zero(received), working_days))

    def due_in_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment at which so many minutes of office hours have passed since the start; for none, the first moment
        from the start on at which the office is open. Raises CalendarError as `shift` does."""
        day = self.day_of(start)
        if minutes <= 0:
            open_on = day if self.is_working_day(day) and start < self.closing(day) else self.shift(day, 1)
            return max(start, self.opening(open_on)) + timedelta(minutes=minutes)
        wanted = self._worked_until(start) + timedelta(minutes=minutes) // TICK
        ordinal = self._ticks.reaches(wanted)
        self._check_open(day.toordinal(), ordinal)
        return self.opening(date.fromordinal(ordinal)) + (wanted - self._ticks.through(ordinal - 1)) * TICK

    def days_until(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative if `end` comes first. Inverse of `shift`."""
        if end < start:
            return -self.days_until(end, start)
        return self._days.through(end.toordinal()) - self._days.through(start.toordinal())

    def minutes_until(self, start: datetime, end: datetime) -> int:
        """Whole minutes of office hours between two moments; negative if `end` comes first."""
        if end < start:
            return -self.minutes_until(end, start)
        return (self._worked_until(end) - self._worked_until(start)) * TICK // timedelta(minutes=1)

    @cached_property
    def _eras(self) -> Sequence[tuple[date, Hours]]:
        return [(date.min, self.hours), *self.later]

    @cached_property
    def _days(self) -> WeeklyTally:
        return WeeklyTally([(since, dict.fromkeys(hours, 1)) for since, hours in self._eras], self.days_off)

    @cached_property
    def _ticks(self) -> WeeklyTally:
        """Time of office hours, in ticks."""
        lengths = [(since, {day: _ticks_between(*each) for day, each in hours.items()}) for since, hours in self._eras]
        return WeeklyTally(lengths, self.days_off)

    @cached_property
    def _stated_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.days_off)

    @cached_property
    def _closures(self) -> Sequence[tuple[int, int]]:
        """Where the office is closed for too long: the working days before and after, as ordinals. Such a closure takes
        every week's working days for so many weeks, or lies where the hours change."""
        met = Counter(self._days.through(day.toordinal()) for day in self.days_off)
        suspected = {passed for passed, days in met.items() if days >= LONGEST_CLOSURE // WEEK}
        suspected |= {self._days.through(since.toordinal() - 1) for since, _ in self._eras}
        between = [(self._days.reaches(passed), self._days.reaches(passed + 1)) for passed in sorted(suspected)]
        return [(before, after) for before, after in between if after - before > LONGEST_CLOSURE]

    def _worked_until(self, moment: datetime) -> int:
        """All ticks of office hours before this moment."""
        day = self.day_of(moment)
        whole = self._ticks.through(day.toordinal() - 1)
        if not self.is_working_day(day):
            return whole
        return whole + max(0, (min(moment, self.closing(day)) - self.opening(day)) // TICK)

    def _check_open(self, here: int, there: int) -> None:
        """Raises CalendarError if there is no such day, or none is worked on the way for longer than may be."""
        low, high = sorted((here, there))
        long = any(min(after, high) - max(before, low) > LONGEST_CLOSURE for before, after in self._closures)
        if long or not 0 < there <= LAST:
            day = date.fromordinal(here)
            raise CalendarError(
                f"no working day within {LONGEST_CLOSURE} days of {day:%d-%m-%Y}, or on the way from it: "
                "check days off and hours"
            )


def _ticks_between(opens: time, closes: time) -> int:
    length = datetime.combine(date.min, closes) - datetime.combine(date.min, opens)
    return max(0, length // TICK)
