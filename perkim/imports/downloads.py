"""Workbooks that an import gives back: the empty form of a list, and the rows that were not stored.

Rows that are given back mean what they meant when they are imported again as they are. So numbers are numbers (99,125
as text would be ninety-nine thousand), and a number of which a spreadsheet lost digits is not there at all: its cell is
empty and coloured, and the reason stands in front. Text is written as text: what a village typed can never become a
formula on the desk of the office.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from perkim.imports.declarations import EMPTY, Cell, CellKind, Column, ImportKind, Row
from perkim.imports.models import Batch
from perkim.imports.parsing import damaged
from perkim.imports.staging import Staged, read
from perkim.imports.states import LEFT

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH, _WIDE = 20, 48
_LONGEST = 32_767
_YELLOW = "#FFF2B3"


@dataclass(frozen=True, slots=True)
class _Given:
    """One cell of a row: None leaves it empty; `wrong`: something was found about it."""

    value: str | float | bool | None
    wrong: bool


Line = Sequence[str | _Given]


class _Looks:
    """How cells look. In a cell made for text Excel turns a number that somebody edits into text: numbers have
    cells made for numbers."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True})
        self.text, self.wrong_text = (
            book.add_format({"num_format": "@", **more}) for more in ({}, {"bg_color": _YELLOW})
        )
        self.number, self.wrong_number = book.add_format({}), book.add_format({"bg_color": _YELLOW})

    def of(self, value: object, *, heading: bool, wrong: bool) -> Any:
        if heading:
            return self.heading
        if isinstance(value, float | bool):
            return self.wrong_number if wrong else self.number
        return self.wrong_text if wrong else self.text


def empty_form(kind: ImportKind) -> HttpResponse:
    """A workbook with the heading alone, and a second sheet that explains it."""
    explained = [(column.title, column.filling, column.hint, column.example) for column in kind.fields_of()]
    heading = [column.title for column in kind.fields_of()]
    guide = [("Kolom", "Isian", "Cara mengisi", "Contoh"), *explained]
    return _answer([("Daftar", [heading]), ("Petunjuk", guide)], f"contoh-{kind.key}.xlsx")


def left_rows(batch: Batch, kind: ImportKind) -> HttpResponse:
    """The rows that are not stored, with what is wrong with them in front and the cells in question coloured."""
    left = [each.row for each in left_of(batch)]
    columns = kind.fields_of(*left)
    heading = ["Baris di file", "Masalah", "Yang perlu dilakukan", *(column.title for column in columns)]
    rows = [_given_back(row, columns) for row in left]
    return _answer([("Bermasalah", [heading, *rows])], f"baris-bermasalah-{kind.key}.xlsx")


def left_of(batch: Batch) -> Iterator[Staged]:
    return (each for each in read(batch) if each.state in LEFT)


def _given_back(row: Row, columns: Sequence[Column]) -> Line:
    what = " ".join(each.what for each in row.findings)
    mend = " ".join(each.mend for each in row.findings)
    lost, wrong = damaged(row), {each.column for each in row.findings}
    cells = (
        _Given(None if each.key in lost else _of(row.raw.get(each.key, EMPTY), each), each.key in wrong)
        for each in columns
    )
    return [f"{row.sheet} {row.number}".strip(), what, mend, *cells]


def _of(cell: Cell, column: Column) -> str | float | bool:
    """A cell as it is read again: a date is read from its text without doubt. Numbers of people and accounts are text,
    so that a digit that is added to them does not round them."""
    is_number = cell.kind in (CellKind.NUMBER, CellKind.BOOLEAN) and not column.personal
    return cell.value if is_number else cell.text


def _answer(sheets: Sequence[tuple[str, Sequence[Line]]], name: str) -> HttpResponse:
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            looks = _Looks(book)
            for title, lines in sheets:
                _write(book.add_worksheet(title), looks, lines)
        file.seek(0)
        answer = HttpResponse(file.read(), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _write(page: Any, looks: _Looks, lines: Sequence[Line]) -> None:
    wide = {
        place for line in lines for place, value in enumerate(line) if isinstance(value, str) and len(value) > _WIDTH
    }
    for place in range(len(lines[0])):
        # Text before anybody types: only so does Excel keep numbers of 16 digits whole.
        page.set_column(place, place, _WIDE if place in wide else _WIDTH, looks.text)
    for number, line in enumerate(lines):
        for place, cell in enumerate(line):
            value, wrong = (cell.value, cell.wrong) if isinstance(cell, _Given) else (cell, False)
            look = looks.of(value, heading=number == 0, wrong=wrong)
            if isinstance(value, bool):
                page.write_boolean(number, place, value, look)
            elif isinstance(value, float):
                page.write_number(number, place, value, look)
            elif value:
                page.write_string(number, place, value[:_LONGEST], look)
            elif wrong:
                page.write_blank(number, place, None, look)
    page.freeze_panes(1, 0)
