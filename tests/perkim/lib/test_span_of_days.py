"""The span of days and moments: what lies in it, also at its ends and in the zones that are furthest away."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django import forms
from django.core.exceptions import ValidationError

from perkim.lib import span
from perkim.lib.day_field import DayField, PastDayField
from perkim.lib.days import DayError, read_day
from perkim.lib.time_fields import refuse_outside_span
from perkim.portal.office.row_fields import RowDateField

WEST, EAST = timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))
FARTHEST = timezone(timedelta(hours=-23, minutes=-59))
YEARS = "Tahunnya harus antara 1900 dan 2100"


@pytest.mark.parametrize(
    ("told", "within"),
    [
        (date(1899, 12, 31), False),
        (date(1900, 1, 1), True),
        (date(2199, 12, 31), True),
        (date(2200, 1, 1), False),
        (date.min, False),
        (date.max, False),
        (datetime(1900, 1, 1, tzinfo=EAST), True),
        (datetime(2199, 12, 31, 23, 59, 59, tzinfo=WEST), True),
        (datetime(1899, 12, 30, 23, 59, tzinfo=UTC), False),
        (datetime(2200, 1, 3, tzinfo=UTC), False),
        # Comparing must not fail either: these have no counterpart in other zones.
        (datetime.max.replace(tzinfo=FARTHEST), False),
        (datetime.min.replace(tzinfo=EAST), False),
        (datetime(2026, 11, 22), False),
    ],
)
def test_what_lies_within(told: date, within: bool) -> None:
    assert span.within_span(told) is within
    if within:
        refuse_outside_span(told)
    else:
        with pytest.raises(ValidationError, match=YEARS):
            refuse_outside_span(told)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "10000-01-01", "-1", "", "besok", None, 5, "2026-13-01"])
def test_a_stored_text_that_names_no_day_of_the_span_is_none(text: object) -> None:
    assert span.day_of_iso(text) is None
    assert span.moment_of_iso(text) is None


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+14:00", "2026-11-22T09:15:00"])
def test_a_stored_moment_beyond_or_without_a_zone_is_none(text: str) -> None:
    assert span.moment_of_iso(text) is None


def test_stored_texts_are_read() -> None:
    assert span.day_of_iso("2026-11-22") == date(2026, 11, 22)
    assert span.moment_of_iso("2026-11-22T09:15:00Z") == datetime(2026, 11, 22, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    ["0001-01-01", "01-01-0001", "31-12-9999", "31 Desember 1899", "2101-01-01", date(1, 1, 1), date(9999, 1, 1)],
)
@pytest.mark.parametrize("field", [DayField, PastDayField])
def test_a_form_names_the_years_that_may_be_written(field: type[DayField], typed: object) -> None:
    with pytest.raises(forms.ValidationError, match=YEARS):
        field().clean(typed)


@pytest.mark.parametrize("typed", ["10000-01-01", "-1", "-0001-01-01", "01-01-10000", "٠٠٠١-٠١-٠١"])
@pytest.mark.parametrize("field", [DayField, RowDateField])
def test_what_is_no_day_at_all_is_refused(field: type[forms.DateField], typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        field().clean(typed)


def test_what_has_happened_is_not_of_tomorrow() -> None:
    today = datetime.now(UTC).date()
    assert PastDayField().clean(today - timedelta(days=1)) == today - timedelta(days=1)
    with pytest.raises(forms.ValidationError, match="belum tiba"):
        PastDayField().clean(today + timedelta(days=2))
    assert PastDayField(required=False).clean("") is None


def test_a_day_that_does_not_exist_is_still_reported_as_one() -> None:
    with pytest.raises(DayError, match=r"Tanggal 31-02-2026 tidak ada\."):
        read_day("31-02-2026")
