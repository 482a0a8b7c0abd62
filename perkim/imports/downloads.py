"""Workbooks that an import gives back: the empty form of a list, and the rows that were not stored.

Everything is written as text: what a village typed can never become a formula on the desk of the office. The rows that
were not stored can be mended there and imported again as they are.
"""

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from perkim.imports.declarations import Column, ImportKind
from perkim.imports.models import Batch
from perkim.imports.staging import Staged, read
from perkim.imports.states import LEFT

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH, _WIDE = 20, 48
_LONGEST = 32_767
Lines = Sequence[Sequence[str]]


def empty_form(kind: ImportKind) -> HttpResponse:
    """A workbook with the heading alone, and a second sheet that explains it."""
    explained = [
        (column.title, "Wajib" if column.required else "Boleh kosong", column.hint, column.example)
        for column in kind.columns
    ]
    heading = [column.title for column in kind.columns]
    guide = [("Kolom", "Isian", "Cara mengisi", "Contoh"), *explained]
    return _answer([("Daftar", [heading]), ("Petunjuk", guide)], f"contoh-{kind.key}.xlsx")


def left_rows(batch: Batch, kind: ImportKind) -> HttpResponse:
    """The rows that are not stored, as they stand, with what is wrong with them behind."""
    columns = kind.columns
    heading = [*(column.title for column in columns), "Baris di file", "Masalah", "Yang perlu dilakukan"]
    rows = [_as_text(each, columns) for each in left_of(batch)]
    return _answer([("Bermasalah", [heading, *rows])], f"baris-bermasalah-{kind.key}.xlsx")


def left_of(batch: Batch) -> Iterator[Staged]:
    return (each for each in read(batch) if each.state in LEFT)


def _as_text(staged: Staged, columns: Sequence[Column]) -> list[str]:
    row = staged.row
    what = " ".join(each.what for each in row.findings)
    mend = " ".join(each.mend for each in row.findings)
    return [*(row.text(column.key) for column in columns), str(row.line), what, mend]


def _answer(sheets: Sequence[tuple[str, Lines]], name: str) -> HttpResponse:
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            for title, lines in sheets:
                _write(book, title, lines)
        file.seek(0)
        answer = HttpResponse(file.read(), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _write(book: Any, title: str, lines: Lines) -> None:
    page = book.add_worksheet(title)
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    wide = {place for line in lines for place, value in enumerate(line) if len(value) > _WIDTH}
    for place in range(len(lines[0])):
        # Text before anybody types: only so does Excel keep numbers of 16 digits whole.
        page.set_column(place, place, _WIDE if place in wide else _WIDTH, text)
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            if value:
                page.write_string(number, place, value[:_LONGEST], bold if number == 0 else text)
    page.freeze_panes(1, 0)
