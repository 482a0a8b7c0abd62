"""What shows days and moments does so for every one that the database takes, at both ends of the span."""

import io
from datetime import date, datetime, time, timedelta, timezone

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from perkim.documents.templatetags.naskah import hari, tanggal_terbilang
from perkim.documents.templatetags.naskah import tanggal as written_day
from perkim.lib.calendar import JAKARTA, OfficeCalendar
from perkim.lib.nik import read_nik
from perkim.lib.span import FIRST_DAY, FIRST_MOMENT, LAST_DAY, LAST_MOMENT
from perkim.portal.case.sentences import _day as day_of_entry
from perkim.portal.due import due_of
from perkim.portal.lists.columns import _day as day_of_cell
from perkim.portal.lists.spreadsheets import _write_cell
from perkim.portal.templatetags.berkas import waktu
from perkim.portal.templatetags.portal import tanggal

ZONES = [timezone(timedelta(hours=hours)) for hours in (-12, 0, 7, 14)]
ENDS = [each.astimezone(zone) for each in (FIRST_MOMENT, LAST_MOMENT) for zone in ZONES]
CALENDAR = OfficeCalendar({day: (time(7), time(15, 30)) for day in range(5)}, frozenset())
NOW = datetime(2026, 6, 22, 9, tzinfo=JAKARTA)
YEARS = {"1899", "1900", "2199", "2200"}
days = st.dates(FIRST_DAY, LAST_DAY)
moments = st.builds(
    lambda seconds, zone: (FIRST_MOMENT + timedelta(seconds=seconds)).astimezone(zone),
    st.integers(0, int((LAST_MOMENT - FIRST_MOMENT).total_seconds())),
    st.sampled_from(ZONES),
)


def in_a_sheet(value: date) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        _write_cell(book.add_worksheet(), 0, 0, value, book.add_format())
    return content.getvalue()


@pytest.mark.parametrize("moment", ENDS, ids=str)
def test_the_ends_are_shown(moment: datetime) -> None:
    for said in (waktu(moment), tanggal(moment), day_of_entry(moment.isoformat())):
        assert YEARS & {*said.replace(",", "").split()}, said
    due = due_of(moment, now=NOW, calendar=CALENDAR)
    assert due is not None
    assert due.words.startswith("Terlambat ") if moment < NOW else due.words.endswith(("2199", "2200"))
    assert in_a_sheet(day_of_cell(moment)).startswith(b"PK")


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_first_and_the_last_day_are_shown(day: date) -> None:
    assert (
        written_day(day.isoformat())
        == tanggal(day)
        == f"{day.day} {'Januari' if day.day == 1 else 'Desember'} {day.year}"
    )
    assert hari(day.isoformat()) in {"Senin", "Selasa"}
    assert tanggal_terbilang(day.isoformat()).startswith("tanggal ")
    assert in_a_sheet(day).startswith(b"PK")


@given(moments)
def test_every_moment_is_shown(moment: datetime) -> None:
    year = moment.astimezone(JAKARTA).year
    assert f" {year}, " in waktu(moment)
    assert tanggal(moment).endswith(str(year))
    assert day_of_entry(moment.isoformat()) == tanggal(moment)


@given(days, days)
def test_every_age_is_counted(born: date, today: date) -> None:
    typed = born.replace(day=min(born.day, 28))
    nik = read_nik(f"350803{typed:%d%m}{typed.year % 100:02}9901")
    found = nik.birth_date(None, today)
    assert found is None or (found <= today and nik.fits_birth(found))


@pytest.mark.parametrize("value", ["9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+14:00", "", None, "besok"])
def test_a_stored_word_that_is_no_moment_is_passed_over(value: object) -> None:
    assert day_of_entry(value) == ""


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "", "besok"])
def test_a_paper_has_no_such_day(day: str) -> None:
    assert (written_day(day), hari(day), tanggal_terbilang(day)) == ("", "", "")
