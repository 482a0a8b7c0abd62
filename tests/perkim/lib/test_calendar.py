"""Working days and minutes: the table of the domain, and laws that hold for any calendar."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkim.lib.calendar import JAKARTA, CalendarError, OfficeCalendar

HOURS = {
    **dict.fromkeys(range(4), (time(7, 30), time(16, 0))),
    4: (time(7, 0), time(15, 0)),
}
DAYS_OFF_2026 = frozenset(
    date(2026, month, day)
    for month, days in {
        1: [1, 16],
        2: [16, 17],
        3: [18, 19, 20, 21, 22, 23, 24],
        4: [3, 5],
        5: [1, 14, 15, 27, 28, 31],
        6: [1, 16],
        8: [17, 25],
        12: [24, 25],
    }.items()
    for day in days
)
OFFICE = OfficeCalendar(HOURS, DAYS_OFF_2026)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), JAKARTA)


@pytest.mark.parametrize(
    ("received", "working_days", "due"),
    [
        (date(2026, 3, 13), 1, date(2026, 3, 16)),
        (date(2026, 3, 17), 1, date(2026, 3, 25)),
        (date(2026, 3, 17), 3, date(2026, 3, 27)),
        (date(2026, 3, 9), 10, date(2026, 3, 30)),
        (date(2026, 3, 30), 7, date(2026, 4, 9)),
        (date(2026, 5, 13), 1, date(2026, 5, 18)),
    ],
)
def test_the_table_of_the_domain_holds(received: date, working_days: int, due: date) -> None:
    assert OFFICE.due_in_days(at(received), working_days) == OFFICE.closing(due)


def test_what_comes_after_closing_counts_as_received_the_next_working_day() -> None:
    assert OFFICE.day_zero(at(date(2026, 3, 13), 15, 1)) == date(2026, 3, 16)


def test_what_comes_at_closing_counts_today() -> None:
    assert OFFICE.day_zero(at(date(2026, 3, 12), 16)) == date(2026, 3, 12)


def test_what_comes_before_opening_counts_today() -> None:
    assert OFFICE.day_zero(at(date(2026, 3, 12), 5)) == date(2026, 3, 12)


def test_what_comes_on_a_day_off_counts_as_received_the_next_working_day() -> None:
    assert OFFICE.day_zero(at(date(2026, 3, 14))) == date(2026, 3, 16)


def test_a_deadline_on_friday_ends_when_friday_closes() -> None:
    assert OFFICE.due_in_days(at(date(2026, 3, 12)), 1) == at(date(2026, 3, 13), 15)


def test_the_walk_in_hour_runs_over_the_weekend() -> None:
    assert OFFICE.due_in_minutes(at(date(2026, 3, 13), 14, 30), 60) == at(date(2026, 3, 16), 8)


def test_an_hour_that_ends_at_closing_ends_today() -> None:
    assert OFFICE.due_in_minutes(at(date(2026, 3, 13), 14), 60) == at(date(2026, 3, 13), 15)


def test_minutes_outside_office_hours_do_not_count() -> None:
    assert OFFICE.minutes_until(at(date(2026, 3, 12), 15), at(date(2026, 3, 13), 8)) == 60 + 60


def test_another_time_zone_is_the_same_moment() -> None:
    moment = at(date(2026, 3, 13), 14, 30)
    assert OFFICE.due_in_days(moment.astimezone(tz=None), 1) == OFFICE.due_in_days(moment, 1)


def test_an_office_that_never_opens_is_named_as_the_mistake() -> None:
    with pytest.raises(CalendarError, match="check days off"):
        OfficeCalendar({}, frozenset()).shift(date(2026, 1, 1), 1)


days = st.dates(date(2026, 1, 1), date(2027, 6, 30))
moments = st.builds(at, days, st.integers(0, 23), st.integers(0, 59))
calendars = st.builds(OfficeCalendar, st.just(HOURS), st.frozensets(days, max_size=30))


@given(calendars, days, st.integers(-25, 25))
def test_shift_and_days_until_are_inverse(office: OfficeCalendar, day: date, amount: int) -> None:
    if not office.is_working_day(day):
        day = office.shift(day, 1)
    assert office.days_until(day, office.shift(day, amount)) == amount


@given(calendars, moments, st.integers(0, 30))
def test_a_deadline_ends_with_a_working_day_and_never_before_its_start(
    office: OfficeCalendar, received: datetime, amount: int
) -> None:
    due = office.due_in_days(received, amount)
    assert due == office.closing(due.date())
    assert office.is_working_day(due.date())
    assert due >= received


@given(calendars, moments, st.integers(1, 3000))
def test_minutes_counted_are_the_minutes_given(office: OfficeCalendar, start: datetime, minutes: int) -> None:
    due = office.due_in_minutes(start, minutes)
    assert office.minutes_until(start, due) == minutes
    assert office.opening(due.date()) < due <= office.closing(due.date())


@given(calendars, moments, st.integers(0, 20), days)
def test_another_day_off_never_brings_a_deadline_forward(
    office: OfficeCalendar, received: datetime, amount: int, extra: date
) -> None:
    later = OfficeCalendar(office.hours, office.days_off | {extra})
    assert later.due_in_days(received, amount) >= office.due_in_days(received, amount)


@given(moments, moments)
def test_minutes_between_two_moments_change_sign_with_their_order(first: datetime, second: datetime) -> None:
    assert OFFICE.minutes_until(first, second) == -OFFICE.minutes_until(second, first)
    assert abs(OFFICE.minutes_until(first, second)) <= abs(second - first) / timedelta(minutes=1)
