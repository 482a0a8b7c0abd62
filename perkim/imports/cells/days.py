"""Cells that hold a date, or where and when somebody was born."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from perkim.imports.declarations import Cell, CellError, CellKind
from perkim.lib.days import DayError, WrittenDay, day_of_serial, read_day, sure_day
from perkim.lib.span import YEAR_WANTED, may_be_written

MEND_DAY = "Tulis tanggal, bulan, dan tahun empat angka, misalnya 27-09-1967."


class Birth(NamedTuple):
    """Place and date of birth out of one cell; the place may be empty. `written`: what stood there, if it can mean
    another day as well, or has the month first."""

    place: str
    day: date | None
    written: WrittenDay | None = None


def day(cell: Cell) -> date:
    """A date; text before it, such as a place, is passed over."""
    with _day_errors_as_cell_errors():
        parsed = _stored_day(cell) or sure_day(cell.text)
    return _in_bounds(parsed)


def birth(cell: Cell) -> Birth:
    """`Lumajang, 27-09-1967`, or a date alone. Two digits of a year mean the century in which somebody can be born who
    is alive; `09/27/1967` is read though its month stands first. What else it can mean is the business of the check,
    which knows the NIK."""
    if stored := _stored_day(cell):
        return Birth("", _in_bounds(stored))
    with _day_errors_as_cell_errors():
        parsed = read_day(cell.text)
    if parsed is None:
        return Birth("", _in_bounds(None))
    days = parsed.by_custom(timezone.localdate()) if parsed.short_year else parsed.readings[:1]
    if len(days) > 1:
        what = f"Tahun pada {parsed.written} dapat berarti {days[0].year} atau {days[1].year}."
        raise CellError(what, MEND_DAY, "tanggal")
    in_doubt = parsed.month_first or len(parsed.readings) > 1
    return Birth(parsed.place, _in_bounds(days[0] if days else None), parsed if in_doubt else None)


@contextmanager
def _day_errors_as_cell_errors() -> Iterator[None]:
    try:
        yield
    except DayError as error:
        raise CellError(str(error), MEND_DAY, "tanggal") from error


def _stored_day(cell: Cell) -> date | None:
    """The day that a spreadsheet keeps; None where it keeps text."""
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    return day_of_serial(cell.value) if cell.kind is CellKind.NUMBER else None


def _in_bounds(parsed: date | None) -> date:
    if parsed is None:
        raise CellError("Tanggal tidak terbaca.", MEND_DAY, "tanggal")
    if not may_be_written(parsed):
        raise CellError(f"Tahun {parsed.year} tidak mungkin.", YEAR_WANTED, "tanggal")
    return parsed
