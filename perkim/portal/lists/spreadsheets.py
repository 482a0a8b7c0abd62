"""Lists as spreadsheets: the rows that the reader sees on the screen, with who took them and when on top.

Rows are written one after the other into a temporary file, and only the packed result, some hundred kilobytes, is held
in memory. Text is always written as text: what a village typed can never become a formula on the desk of the office.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from xlsxwriter.worksheet import Worksheet

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.audit.kinds import declare
from perkim.portal.lists.columns import Cell, SpreadsheetColumn
from perkim.portal.lists.keyset import SortOrder
from perkim.sipoc.querysets import united

MOST_ROWS = 20_000
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOWNLOADED = declare("daftar.diunduh", "Daftar diunduh")
# Title, filters, who and when, for whom it is counted; then the names of the columns.
_HEAD = 4
_CHUNK = 2_000
# The longest text that a cell holds.
_LONGEST = 32_767


@dataclass(frozen=True)
class Spreadsheet:
    """One spreadsheet. `name` begins its file name; `filters` says in words what was chosen, empty for everything."""

    name: str
    title: str
    filters: str
    columns: Sequence[SpreadsheetColumn]
    counted: str = ""  # for whom its rows are counted


def rows_of(queryset: QuerySet, branches: Sequence[Q], order: SortOrder) -> Iterator[Any]:
    """The rows of a list in its order, up to one above the bound, read in chunks by their places."""
    left, place = MOST_ROWS + 1, ""
    while left > 0:
        values = order.place(place)
        listed = queryset.filter(order.beyond(values, backwards=False)) if values else queryset
        size = min(_CHUNK, left)
        chunk = list(united(listed, branches, order.names(), size))
        yield from chunk
        if len(chunk) < size:
            return
        left, place = left - size, order.place_of(chunk[-1])


def answer(sheet: Spreadsheet, rows: Iterable[Any], *, actor: User, now: datetime) -> HttpResponse:
    """The spreadsheet as a file to be saved; that it was taken is recorded with it."""
    with tempfile.TemporaryFile() as file:
        written = _write(file, sheet, rows, actor, now)
        file.seek(0)
        response = HttpResponse(file.read(), content_type=CONTENT_TYPE)
    data = {"daftar": sheet.title, "saringan": sheet.filters, "baris": written}
    record(actor=actor, action=DOWNLOADED.action, at=now, event=Event(subject="", data=data))
    name = f"{sheet.name}-{timezone.localdate(now):%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _write(file: IO[bytes], sheet: Spreadsheet, rows: Iterable[Any], actor: User, now: datetime) -> int:
    """Write everything; returns the number of rows."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "remove_timezone": True})
    page = book.add_worksheet("Daftar")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    rupiah = book.add_format({"num_format": '"Rp"#,##0'})
    _write_head(page, sheet, actor, now, bold)
    number = 0
    for row in rows:
        if number == MOST_ROWS:
            sentence = f"Hanya {MOST_ROWS:,} baris pertama yang dimuat. Persempit saringannya untuk melihat sisanya."
            page.write_string(_HEAD + 2 + number, 0, sentence.replace(",", ".", 1), bold)
            break
        number += 1
        for place, column in enumerate(sheet.columns):
            _write_cell(page, _HEAD + number, place, column.value(row), rupiah if column.rupiah else day)
    page.freeze_panes(_HEAD + 1, 0)
    page.autofilter(_HEAD, 0, _HEAD + max(number, 1), len(sheet.columns) - 1)
    book.set_properties({"title": sheet.title, "author": actor.name})
    book.close()
    return number


def _write_head(page: Worksheet, sheet: Spreadsheet, actor: User, now: datetime, bold: Any) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    page.write_string(0, 0, sheet.title, bold)
    page.write_string(1, 0, sheet.filters or "Tanpa saringan")
    taken = date_format(timezone.localtime(now), "j F Y, H.i")
    page.write_string(2, 0, f"Diunduh oleh {actor.name} pada {taken} WIB")
    page.write_string(3, 0, sheet.counted)
    for place, column in enumerate(sheet.columns):
        page.write_string(_HEAD, place, column.title, bold)


def _write_cell(page: Worksheet, row: int, place: int, value: Cell, form: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        page.write_string(row, place, value[:_LONGEST])
    elif isinstance(value, int):
        page.write_number(row, place, value, form)
    else:
        page.write_datetime(row, place, value, form)
