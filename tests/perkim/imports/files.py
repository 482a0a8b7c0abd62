"""Files of these tests: workbooks and CSV made on the spot, good and bad."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter.worksheet import Worksheet

DATA = Path(__file__).parent / "data"
BNBA = DATA / "bnba_sumberwuluh.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADING = ("NO", "NAMA", "NIK", "NO. KK", "JML PENGHUNI")
GOOD = (1, "Sulastri", "3508036709679901", "3508032203089001", 4)
SECOND = (2, "Wahyudi", "3508031212699903", "3508032008239003", 2)


def workbook(lines: Sequence[Sequence[Any]], *, name: str = "BNBA", more: Callable[..., None] | None = None) -> bytes:
    """A workbook with one sheet; None leaves a cell out. `more` takes the book and the sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(name)
        write(sheet, lines)
        if more:
            more(book, sheet)
    return file.getvalue()


def write(sheet: Worksheet, lines: Sequence[Sequence[Any]], *, first: int = 0) -> None:
    for number, line in enumerate(lines, start=first):
        for place, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif value is not None:
                sheet.write(number, place, value)


def many(count: int) -> list[tuple[Any, ...]]:
    """A heading and so many good rows, each with a NIK of its own (born on 1 January of some year)."""
    return [HEADING, *((n, f"Calon {n}", _nik(n), "3508032203089001", 3) for n in range(1, count + 1))]


def _nik(number: int) -> str:
    return f"35080301{number // 8000 % 12 + 1:02}{number % 80 + 10:02}{number // 80 % 100 + 9900:04}"


def rezipped(content: bytes, change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """The workbook with parts changed, left out (None) or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in added.items():
            new.writestr(name, part)
    return file.getvalue()


def uploaded(content: bytes, name: str = "bnba.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
