"""Reads CSV and text as Excel and others write it: any of three separators, UTF-8, Windows-1252 or UTF-16, with or
without a mark of its encoding.

Row by row, and never more of it in memory than a list can have: a file of 20 MB may hold twenty million cells.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from typing import IO, Protocol, TextIO, TypeVar

from perkim.files.sniffing import UTF_16, chunks
from perkim.files.structure import NOT_TEXT
from perkim.imports.declarations import ImportRefused
from perkim.imports.spreadsheets.sheets import (
    LONGEST_CELL,
    MOST_COLUMNS,
    SEARCHED,
    TOO_LONG,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    SourceSheet,
)

SEPARATORS = (";", ",", "\t")
# What a separator is judged by, before the whole file is parted by it.
_PROBED = 64 * 1024
# As many as a sheet of Excel has, which saves its empty lines too; those that hold something: titles and sections among
# 20,000 rows; and cells: sixty columns of these.
MOST_LINES, MOST_FILLED_LINES, MOST_CELLS = 1_048_576, 40_000, 1_500_000
# Sixteen thousand empty cells, with room.
_LONGEST_LINE = 1_000_000
_SAVED_AGAIN = "Simpan ulang sebagai XLSX lalu unggah lagi."
_BROKEN = f"CSV ini tidak utuh: ada tanda kutip yang tidak ditutup. {_SAVED_AGAIN}"
TOO_MANY_LINES = (
    "File ini memuat lebih dari 1.048.576 baris, termasuk yang kosong. "
    "Hapus baris kosong di bawah tabelnya lalu unggah lagi."
)
TOO_MANY_CELLS = "File ini memuat terlalu banyak isian. Bagi menjadi beberapa file lalu unggah satu per satu."
# Excel's own line that names the separator, and its way to keep a number as text.
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NUMBER_OF_SOMEBODY = re.compile(r"[0-9]{8}")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_NOTHING: tuple[str, ...] = ()


class Fitting(Protocol):
    """A heading, of which the one that fits best is taken."""

    @property
    def fit(self) -> tuple[int, int]: ...


HeadingT = TypeVar("HeadingT", bound=Fitting)


def headed_sheet(
    file: IO[bytes], look: Callable[[SourceSheet], HeadingT | None]
) -> tuple[SourceSheet, HeadingT] | None:
    """The table parted by that separator by which `look` finds the best heading in its first lines; None if it finds
    none by any. Raises ImportRefused."""
    encoding = _encoding(file)
    best: tuple[str, HeadingT] | None = None
    refused: ImportRefused | None = None
    for separator in _separators(file, encoding):
        try:
            head = _sheet(file, encoding, separator, only=SEARCHED)
        except ImportRefused as refusal:
            refused = refusal
            continue
        heading = look(head)
        if heading and (best is None or heading.fit > best[1].fit):
            best = separator, heading
    if best:
        return _sheet(file, encoding, best[0]), best[1]
    if refused:
        raise refused
    return None


def _separators(file: IO[bytes], encoding: str) -> list[str]:
    with _opened(file, encoding) as text:
        head = text.read(_PROBED)
    named = _NAMED_SEPARATOR.match(head)
    return [named[1]] if named else [each for each in SEPARATORS if each in head] or [","]


def _sheet(file: IO[bytes], encoding: str, separator: str, only: int | None = None) -> SourceSheet:
    """The table parted by this separator, or `only` so many lines of it. Lines are counted as a spreadsheet counts
    them: a cell that holds two lines does not make two. Cells that are empty to the end of a line, and lines to the end
    of the file, are left out. Raises ImportRefused."""
    kept: list[Sequence[str]] = []
    widths: Counter[int] = Counter()
    blank = filled = cells = swallowed = 0
    with closing(_rows(file, encoding, separator)) as rows:
        for number, row in enumerate(islice(rows, only), start=1):
            if number > MOST_LINES:
                raise ImportRefused(TOO_MANY_LINES)
            if not any(row):
                blank += 1
                continue
            widths[len(row)] += 1
            while not row[-1]:
                row.pop()
            filled, cells = filled + 1, cells + len(row)
            _refuse_beyond(number, row, filled, cells)
            swallowed = max(swallowed, _swallowed(row, separator))
            kept += [_NOTHING] * blank
            kept.append(_unwrapped(row))
            blank = 0
    most = widths.most_common(1)[0][0] - 1 if widths else 0
    if 1 < most <= swallowed:
        raise ImportRefused(_BROKEN)
    return SourceSheet(name="", lines=kept)


def _refuse_beyond(number: int, row: Sequence[str], filled: int, cells: int) -> None:
    if len(row) > MOST_COLUMNS:
        raise ImportRefused(TOO_MANY_COLUMNS)
    if filled > MOST_FILLED_LINES:
        raise ImportRefused(TOO_MANY_ROWS)
    if cells > MOST_CELLS:
        raise ImportRefused(TOO_MANY_CELLS)
    if max(map(len, row)) > LONGEST_CELL:
        raise ImportRefused(_too_long(number))


def _unwrapped(row: list[str]) -> list[str]:
    for place, value in enumerate(row):
        if value.startswith("=") and (kept := _KEPT_AS_TEXT.fullmatch(value)):
            row[place] = kept[1]
    return row


def _swallowed(row: Sequence[str], separator: str) -> int:
    """How many separators a cell holds that has lines of the table in it: a quotation mark stands before them, and the
    next one far below."""
    return max(
        (value.count(separator) for value in row if "\n" in value and _NUMBER_OF_SOMEBODY.search(value)), default=0
    )


def _rows(file: IO[bytes], encoding: str, separator: str) -> Generator[list[str]]:
    with _opened(file, encoding) as text:
        rows, begun = csv.reader(_written_lines(text, separator), delimiter=separator, strict=False), 1
        try:
            for row in rows:
                yield row
                begun = rows.line_num + 1
        except csv.Error as error:
            # The reader takes cells up to a length of its own.
            raise ImportRefused(_too_long(begun)) from error


def _written_lines(text: TextIO, separator: str) -> Iterator[str]:
    number = 0
    while line := text.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE and line[-1] not in "\r\n":
            raise ImportRefused(TOO_MANY_COLUMNS if line.count(separator) > MOST_COLUMNS else _too_long(number))
        yield line


def _too_long(line: int) -> str:
    return f"{TOO_LONG.format(f'di baris {line}')} Biasanya ada tanda kutip yang tidak ditutup. {_SAVED_AGAIN}"


@contextmanager
def _opened(file: IO[bytes], encoding: str) -> Iterator[TextIO]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield text
    finally:
        # Otherwise the file would be closed with it.
        text.detach()


def _encoding(file: IO[bytes]) -> str:
    """The encoding in which the whole file can be read. Raises ImportRefused."""
    file.seek(0)
    marked = file.read(len(UTF_16[0])) in UTF_16
    readable = (each for each in (("utf-16",) if marked else ("utf-8-sig", "cp1252")) if _is_in(file, each))
    if encoding := next(readable, ""):
        return encoding
    raise ImportRefused(NOT_TEXT)


def _is_in(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in chunks(file):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
