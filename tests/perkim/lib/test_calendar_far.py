"""Counting over any range is arithmetic: it agrees with a walk from day to day, and its cost does not grow."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perkim.lib.calendar import JAKARTA, LONGEST_CLOSURE, CalendarError, OfficeCalendar
from perkim.portal.due import due_of
from perkim.sipoc import clock
from perkim.sipoc.terms import Unit
from tests.processor import processor_seconds

DAY = timedelta(days=1)
MORNING, LONG = (time(7, 30), time(12, 0)), (time(8, 0), time(16, 15))
WEEKDAYS = dict.fromkeys(range(5), LONG)

days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
hours = st.dictionaries(st.integers(0, 6), st.sampled_from([MORNING, LONG]), min_size=1, max_size=7)
runs = st.tuples(days, st.integers(1, 75)).map(lambda run: {run[0] + n * DAY for n in range(run[1])})
off = st.builds(lambda single, run, more: frozenset(single | run | more), st.sets(days, max_size=20), runs, runs)
later = st.dictionaries(days, st.one_of(hours, st.just({})), max_size=3).map(lambda found: tuple(sorted(found.items())))
calendars = st.builds(lambda first, off, later: OfficeCalendar(first, off, later=later), hours, off, later)
moments = st.builds(
    lambda day, hour, minute: datetime.combine(day, time(hour, minute), JAKARTA),
    days,
    st.integers(0, 23),
    st.integers(0, 59),
)


def walked(office: OfficeCalendar, day: date, step: timedelta) -> date:
    """The next working day, looked for day by day."""
    for _ in range(LONGEST_CLOSURE):
        day += step
        if office.is_working_day(day):
            return day
    raise CalendarError


def walked_shift(office: OfficeCalendar, day: date, amount: int) -> date | None:
    """None where the walk meets too long a closure."""
    try:
        for _ in range(abs(amount)):
            day = walked(office, day, DAY if amount > 0 else -DAY)
    except CalendarError:
        return None
    return day


def walked_spans(office: OfficeCalendar, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    day = start.astimezone(JAKARTA).date()
    if not office.is_working_day(day) or start >= office.closing(day):
        day = walked(office, day, DAY)
    while True:
        yield max(start, office.opening(day)), office.closing(day)
        day = walked(office, day, DAY)


def walked_due(office: OfficeCalendar, start: datetime, minutes: int) -> datetime | None:
    left = timedelta(minutes=minutes)
    try:
        for opens, closes in walked_spans(office, start):
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
    except CalendarError:
        pass
    return None


def walked_minutes(office: OfficeCalendar, start: datetime, end: datetime) -> int:
    """Every day between is asked, so that no closure is too long."""
    day, last = start.astimezone(JAKARTA).date(), end.astimezone(JAKARTA).date()
    worked = timedelta()
    while day <= last:
        if office.is_working_day(day):
            worked += max(timedelta(), min(end, office.closing(day)) - max(start, office.opening(day)))
        day += DAY
    return worked // timedelta(minutes=1)


def or_none(act: Callable[..., Any], *told: object) -> Any:
    try:
        return act(*told)
    except CalendarError:
        return None


@given(calendars, days, days)
def test_working_days_between_two_days_are_those_met_on_the_way(office: OfficeCalendar, one: date, other: date) -> None:
    start, end = sorted((one, other))
    met = sum(office.is_working_day(start + n * DAY) for n in range(1, (end - start).days + 1))
    assert (office.days_until(start, end), office.days_until(end, start)) == (met, -met)


@given(calendars, days, st.integers(-300, 300))
def test_a_day_so_many_working_days_away_is_where_a_walk_ends(office: OfficeCalendar, day: date, amount: int) -> None:
    assert or_none(office.shift, day, amount) == walked_shift(office, day, amount)


@given(calendars, moments, st.integers(0, 90_000), st.booleans())
def test_minutes_end_where_a_walk_ends(office: OfficeCalendar, start: datetime, minutes: int, utc: bool) -> None:
    start = start.astimezone(UTC) if utc else start
    assert or_none(office.due_in_minutes, start, minutes) == walked_due(office, start, minutes)


@given(calendars, moments, moments)
@example(OfficeCalendar({}, frozenset()), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC))
def test_minutes_between_two_moments_are_those_met_on_the_way(
    office: OfficeCalendar, one: datetime, other: datetime
) -> None:
    start, end = sorted((one, other))
    assert office.minutes_until(start, end) == walked_minutes(office, start, end)


def test_from_the_first_day_to_the_last_costs_nothing() -> None:
    first, last = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)

    def count() -> None:
        office = OfficeCalendar(WEEKDAYS, frozenset({date(2026, 12, 25), date(2027, 1, 1)}))
        for _ in range(100):
            far = office.days_until(date.min, date.max)
            assert office.days_until(date.max, date.min) == -far
            assert office.shift(date.max, -far + 1) == date(1, 1, 2)
            assert office.shift(office.shift(date.min, far - 5), -(far - 7)) == date(1, 1, 3)
            assert office.due_in_minutes(first, office.minutes_until(first, last)) < last
            assert clock.left(office, Unit.WORKING_DAYS, first, last) > 0

    assert processor_seconds(count) < 1


def test_ten_thousand_rows_that_are_due_at_the_end_of_days_are_counted_at_once() -> None:
    office = OfficeCalendar(WEEKDAYS, frozenset(date(year, 1, 1) for year in range(2000, 2100)))
    assert processor_seconds(lambda: [office.days_until(date(2026, 1, 1), date.max) for _ in range(10_000)]) < 1


@pytest.mark.parametrize(
    "moment",
    [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))],
    ids=["after the last", "before the first"],
)
def test_moments_outside_of_all_days_of_the_office_are_counted_all_the_same(moment: datetime) -> None:
    office, now = OfficeCalendar(WEEKDAYS, frozenset()), datetime(2026, 6, 22, 3, tzinfo=UTC)
    sign = 1 if moment > now else -1
    for unit in Unit:
        assert clock.left(office, unit, now, moment) * sign > 0
    assert office.is_provisional(moment)
    assert office.day_of(moment) == (date.max if sign > 0 else date.min)
    chip = due_of(moment, now=now, calendar=office)
    assert chip is not None
    assert chip.level == ("" if sign > 0 else "bad")


def test_calendar_days_beyond_the_last_day_end_with_it() -> None:
    office, now = OfficeCalendar(WEEKDAYS, frozenset()), datetime(2026, 6, 22, 3, tzinfo=UTC)
    assert clock.due(office, Unit.CALENDAR_DAYS, now, 10**9).date() == date.max
    assert clock.due(office, Unit.CALENDAR_DAYS, now, -(10**9)).date() == date.min


@pytest.mark.parametrize(("day", "amount"), [(date.max, 1), (date.min, -1), (date(2026, 1, 1), 10**9)])
def test_a_working_day_beyond_all_days_is_an_error_of_the_calendar(day: date, amount: int) -> None:
    with pytest.raises(CalendarError):
        OfficeCalendar(WEEKDAYS, frozenset()).shift(day, amount)
