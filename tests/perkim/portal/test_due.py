"""A deadline in the words of a chip."""

from datetime import date, datetime, time

import pytest

from perkim.lib.calendar import JAKARTA, OfficeCalendar
from perkim.portal.due import due_of

HOURS = {day: (time(7), time(15, 30)) for day in range(5)}
# Friday, 26 June 2026 is a day off.
CALENDAR = OfficeCalendar(HOURS, frozenset({date(2026, 6, 26)}))
MONDAY = datetime(2026, 6, 22, 9, 0, tzinfo=JAKARTA)


def at(day: int, hour: int = 15, minute: int = 30, month: int = 6, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("due_at", "words", "level", "icon"),
    [
        (at(22), "Hari ini", "warn", "clock"),
        (at(22, 23, 59), "Hari ini", "warn", "clock"),
        (at(23), "Besok", "warn", "clock"),
        (at(25), "3 hari lagi", "warn", "clock"),
        # The day off in between does not count.
        (at(29), "29 Juni", "", "calendar"),
        (at(4, month=1, year=2027), "4 Januari 2027", "", "calendar"),
        (at(22, 8), "Lewat pukul 08.30", "bad", "triangle-alert"),
        (at(19), "Terlambat 1 hari", "bad", "triangle-alert"),
        (at(16), "Terlambat 4 hari", "bad", "triangle-alert"),
    ],
)
def test_it_says_how_many_working_days_are_left(due_at: datetime, words: str, level: str, icon: str) -> None:
    due = due_of(due_at, now=MONDAY, calendar=CALENDAR)
    assert due is not None
    assert (due.words, due.level, due.icon, due.at) == (words, level, icon, due_at)


def test_a_day_off_right_after_the_deadline_is_late_already() -> None:
    due = due_of(at(25), now=at(26, 9), calendar=CALENDAR)
    assert due is not None
    assert due.words == "Terlambat 1 hari"


def test_a_deadline_on_the_day_off_that_comes_is_told_by_days() -> None:
    due = due_of(at(28, 23, 59), now=at(26, 9), calendar=CALENDAR)
    assert due is not None
    assert due.words == "1 hari lagi"


def test_what_stands_still_and_what_is_over_counts_nothing() -> None:
    paused = due_of(at(19), now=MONDAY, calendar=CALENDAR, paused=True)
    over = due_of(at(19), now=MONDAY, calendar=CALENDAR, closed=True, paused=True)
    assert paused
    assert over
    assert (paused.words, paused.level) == ("Dijeda", "")
    assert (over.words, over.level) == ("Selesai", "")


def test_without_a_promise_there_is_no_chip() -> None:
    assert due_of(None, now=MONDAY, calendar=CALENDAR) is None


@pytest.mark.parametrize(
    ("due_at", "sentence"),
    [(at(23), "Tenggat besok"), (at(29), "Tenggat 29 Juni"), (at(16), "Terlambat 4 hari")],
)
def test_alone_it_says_that_it_is_a_deadline(due_at: datetime, sentence: str) -> None:
    due = due_of(due_at, now=MONDAY, calendar=CALENDAR)
    assert due is not None
    assert due.sentence == sentence
