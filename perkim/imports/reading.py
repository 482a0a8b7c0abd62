"""Reads a table as offices send it: titles above, a heading of one or two rows, totals and signatures below.

Only reads: what the values mean is the business of the columns' parsers, what they are worth of the kind's check.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from perkim.imports import csvfile, workbook
from perkim.imports.declarations import Cell, CellKind, Column, ImportRefused
from perkim.imports.headers import SEARCHED_LINES, Heading, find_heading, normal
from perkim.imports.sheets import Sheet, written

MOST_ROWS = 20_000
TOO_MANY_ROWS = "File ini memuat lebih dari 20.000 baris. Bagi menjadi beberapa file lalu unggah satu per satu."
# Words that begin what stands below a table.
_BELOW = ("jumlah", "total", "rekapitulasi", "mengetahui", "catatan", "keterangan", "menyetujui", "disetujui")
# A line with so many filled cells is neither blank nor a number alone.
_FEW = 3
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the file, a cell for each column that the file has, whether the file hides it."""

    line: int
    cells: dict[str, Cell]
    hidden: bool


@dataclass(frozen=True, kw_only=True)
class Table:
    """What was read, and what was not: names of columns that nobody knows, titles of those that are absent, numbers of
    lines that hold something but are no row, names of other sheets. `above`: what stands above the heading."""

    sheet: str
    rows: list[TableRow]
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    passed_over: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


def read_table(file: IO[bytes], columns: Sequence[Column]) -> Table:
    """The table of the sheet whose heading names most of the columns. Raises ImportRefused with a sentence for a file
    that cannot be read, or in which a column is missing that must be there."""
    file.seek(0)
    head = file.read(len(workbook.OLE))
    is_book = head.startswith(_ZIP) or head == workbook.OLE
    sheets = workbook.sheets_of(file) if is_book else csvfile.sheets_of(file)
    best, heading, others = _best(sheets, columns)
    missing = [each for each in columns if each.must_be_there and (heading is None or each.key not in heading.places)]
    if best is None or heading is None:
        names = _titles(missing or columns)
        raise ImportRefused(f"Judul kolom tidak ditemukan. Beri judul {names} di atas tabelnya, lalu unggah lagi.")
    if missing:
        raise ImportRefused(f"Kolom {_titles(missing)} tidak ditemukan. Beri judul kolomnya seperti pada contoh file.")
    rows, passed_over = _rows(best, heading, columns)
    if not rows:
        raise ImportRefused("Tidak ada baris yang terisi di bawah judul kolom. Periksa lembar kerjanya.")
    return Table(
        sheet=best.name,
        rows=rows,
        unknown=heading.unknown,
        absent=tuple(each.title for each in columns if each.key not in heading.places),
        passed_over=tuple(passed_over),
        other_sheets=tuple(others),
        above=tuple(text for line in best.lines[: heading.first] for text in map(written, line) if text),
    )


def _best(sheets: Iterable[Sheet], columns: Sequence[Column]) -> tuple[Sheet | None, Heading | None, list[str]]:
    """The sheet with the best heading, and the names of the other sheets."""
    best: Sheet | None = None
    heading: Heading | None = None
    names = []
    for sheet in sheets:
        names.append(sheet.name)
        head = [[written(value) for value in line] for line in sheet.lines[: SEARCHED_LINES + 1]]
        found = find_heading(head, columns)
        if found and (heading is None or len(found.places) > len(heading.places)):
            best, heading = sheet, found
    return best, heading, [name for name in names if name and best and name != best.name]


def _rows(sheet: Sheet, heading: Heading, columns: Sequence[Column]) -> tuple[list[TableRow], list[int]]:
    telling = [column.key for column in columns if column.identifies and column.key in heading.places]
    rows: list[TableRow] = []
    passed_over = []
    # After a total or a signature, what has only a name is a signature too.
    ended = False
    for index in _filled(sheet, heading):
        cells = {key: sheet.cell(index, place) for key, place in heading.places.items()}
        told = _told_by(cells, telling)
        if _is_below(sheet, index) or told < (2 if ended and len(telling) > 1 else min(1, len(telling))):
            passed_over.append(sheet.number(index))
            ended = ended or bool(rows)
            continue
        ended = False
        if len(rows) == MOST_ROWS:
            raise ImportRefused(TOO_MANY_ROWS)
        rows.append(TableRow(sheet.number(index), cells, sheet.number(index) in sheet.hidden))
    return rows, passed_over


def _filled(sheet: Sheet, heading: Heading) -> Iterator[int]:
    """Indexes of the lines below the heading that hold something: not blank, not the numbers of the columns, not a
    number alone that waits for a name."""
    for index in range(heading.below, len(sheet.lines)):
        values = [value for value in sheet.lines[index] if value not in ("", None)]
        # Most lines are full: only the others are looked at closely.
        if (len(values) < _FEW or index == heading.below) and not _tells(values, first=index == heading.below):
            continue
        yield index


def _tells(values: Sequence[Any], *, first: bool) -> bool:
    texts = [text for text in map(written, values) if text]
    if not texts or (len(texts) == 1 and _bare(texts[0]).isdigit()):
        return False
    return not (first and len(texts) > 2 and _counts(texts))


def _told_by(cells: dict[str, Cell], telling: Sequence[str]) -> int:
    return sum(cells[key].kind is not CellKind.EMPTY for key in telling)


def _is_below(sheet: Sheet, index: int) -> bool:
    """Whether a line begins with a word of what stands below tables."""
    for value in sheet.lines[index]:
        if not isinstance(value, str):
            return False
        if value.strip():
            return normal(value).startswith(_BELOW)
    return False


def _counts(values: Sequence[str]) -> bool:
    """`1 2 3 …`, `(1) (2) (3) …`: the line that numbers the columns."""
    return [_bare(value) for value in values] == [str(number) for number in range(1, len(values) + 1)]


def _bare(value: str) -> str:
    return value.strip("()[]. ")


def _titles(columns: Sequence[Column]) -> str:
    """`Nama, NIK, dan Nomor KK`."""
    titles = [column.title for column in columns]
    if len(titles) < 3:
        return " dan ".join(titles)
    return f"{', '.join(titles[:-1])}, dan {titles[-1]}"
