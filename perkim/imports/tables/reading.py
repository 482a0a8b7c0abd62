"""Reads tables as offices send them: titles above, a heading of some rows, sections, totals and signatures, and the
same table on several sheets.

What the office sees is what counts: hidden sheets are not read, hidden columns only for want of a visible one, hidden
rows are marked. Only reads: what the values mean is the business of the columns' parsers, what they are worth of the
kind's check.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from perkim.imports.cells.addresses import PARTS, section
from perkim.imports.declarations import SHEET_LINES, Cell, Column, ImportRefused
from perkim.imports.spreadsheets import csvfile, workbook
from perkim.imports.spreadsheets.sheets import MOST_COLUMNS, MOST_ROWS, TOO_MANY_COLUMNS, SourceSheet, written
from perkim.imports.tables.completing import Arrange, complete
from perkim.imports.tables.headers import MOST_DEPTH, SEARCHED_LINES, Heading, find_heading
from perkim.imports.tables.lines import Lines, SheetRows, Why
from perkim.imports.tables.rounding import mark_rounded

# More of a heading is not compared.
_LONGEST_NAME = 200
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in its sheet, a cell for each column that the sheet has, whether the file hides it, and what
    tells it from all others of the file."""

    line: int
    cells: dict[str, Cell]
    hidden: bool
    sheet: str = ""
    key: int = 0


@dataclass(frozen=True, kw_only=True)
class SheetRead:
    """One sheet that was read: numbers of its lines that are no rows by why, and what of its columns was not read."""

    name: str
    rows: int
    passed: Mapping[Why, Sequence[int]]
    unknown: tuple[str, ...]
    hidden: tuple[str, ...]
    unread_hidden: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """What was read, and what was not: titles of columns that are absent, names of sheets with the reason. `above`:
    what stands above the headings."""

    rows: list[TableRow]
    sheets: tuple[SheetRead, ...]
    absent: tuple[str, ...] = ()
    other_sheets: tuple[tuple[str, str], ...] = ()
    above: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        return ", ".join(each.name for each in self.sheets)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in self.sheets for name in each.unknown))

    @property
    def passed_over(self) -> tuple[int, ...]:
        """Lines of the first sheet that are no rows, without its heading where it stands again."""
        passed = self.sheets[0].passed.items()
        return tuple(sorted(line for why, lines in passed if why is not Why.HEADING for line in lines))


@dataclass
class _Reading:
    """What is gathered while the sheets go by."""

    columns: Sequence[Column]
    arrange: Arrange | None
    rows: list[list[TableRow]] = field(default_factory=list)
    sheets: list[SheetRead] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    # Of the sheets that could not be read, what the nearest one lacks.
    missing: list[Column] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(map(len, self.rows))

    def lacks(self, sheet: SourceSheet, missing: list[Column]) -> None:
        self.others.append((sheet.name, f"kolom {_titles(missing)} tidak ditemukan"))
        if not self.missing or len(missing) < len(self.missing):
            self.missing = missing


def read_table(file: IO[bytes], columns: Sequence[Column], arrange: Arrange | None = None) -> Table:
    """The rows of all sheets whose heading has what must be there. Raises ImportRefused with a sentence for a file that
    cannot be read, or in which no sheet has all columns that must be there. `arrange`: see `ImportKind`."""
    reading = _Reading(columns, arrange)
    for sheet, heading in _headed(file, reading):
        _read_sheet(reading, sheet, heading)
    if not reading.sheets:
        raise ImportRefused(_why_none(reading))
    if not reading.count:
        raise ImportRefused("Tidak ada baris yang terisi di bawah judul kolom. Periksa lembar kerjanya.")
    mark_rounded([[row.cells for row in rows] for rows in reading.rows])
    return Table(
        rows=[row for rows in reading.rows for row in rows],
        sheets=tuple(reading.sheets),
        absent=tuple(each.title for each in columns if each.key not in reading.places and not each.fills),
        other_sheets=tuple(each for each in reading.others if each[0]),
        above=tuple(reading.above),
    )


def _headed(file: IO[bytes], reading: _Reading) -> Iterator[tuple[SourceSheet, Heading]]:
    """The sheets with a heading."""
    file.seek(0)
    head = file.read(len(workbook.OLE))
    if head.startswith(_ZIP) or head == workbook.OLE:
        for sheet in workbook.sheets_of(file):
            if heading := _heading(sheet, reading.columns):
                yield sheet, heading
            else:
                reading.others.append((sheet.name, "judul kolomnya tidak ditemukan" if sheet.shown else "tersembunyi"))
    elif table := csvfile.headed_sheet(file, lambda sheet: _heading(sheet, reading.columns)):
        yield table


def _heading(sheet: SourceSheet, columns: Sequence[Column]) -> Heading | None:
    """Raises ImportRefused for more columns than a list has."""
    top = sheet.lines[: SEARCHED_LINES + MOST_DEPTH]
    if any(value not in ("", None) for line in top for value in line[MOST_COLUMNS:]):
        raise ImportRefused(TOO_MANY_COLUMNS)
    texts = [[written(value)[:_LONGEST_NAME] for value in line[:MOST_COLUMNS]] for line in top]
    return find_heading(texts, columns, sheet.hidden_places())


def _read_sheet(reading: _Reading, sheet: SourceSheet, heading: Heading) -> None:
    there = {*heading.places, *(key for each in reading.columns if each.key in heading.places for key in each.fills)}
    missing = [each for each in reading.columns if each.must_be_there and each.key not in there]
    # Parts of addresses may stand in lines between the rows, or above them.
    if any(each.key not in PARTS for each in missing):
        reading.lacks(sheet, missing)
        return
    above = [text for line in sheet.lines[: heading.first] for text in map(written, line) if text]
    lines = Lines(sheet, heading, reading.columns, _parts_above(sheet, above), MOST_ROWS - reading.count)
    sorted_lines = lines.sort()
    complete(sheet, heading, reading.columns, sorted_lines.rows, reading.arrange)
    filled = {key for _, cells, _ in sorted_lines.rows for key in cells}
    if missing := [each for each in missing if each.key not in filled]:
        reading.lacks(sheet, missing)
        return
    reading.above += above
    reading.places |= {*heading.places, *filled}
    before = len(reading.sheets) * SHEET_LINES
    numbered = [(sheet.number(index), cells) for index, cells, _ in sorted_lines.rows]
    reading.rows.append(
        [TableRow(line, cells, line in sheet.hidden, sheet.name, before + line) for line, cells in numbered]
    )
    reading.sheets.append(_sheet_read(sheet, heading, sorted_lines, reading.columns))


def _sheet_read(sheet: SourceSheet, heading: Heading, sorted_lines: SheetRows, columns: Sequence[Column]) -> SheetRead:
    # Columns that only fill others, all of which the sheet has itself; where the village is, is known anyway.
    fillers = [each for each in columns if each.fills and each.key in heading.places]
    unused = [each.title for each in fillers if {*each.fills} - {"village", "kecamatan"} <= {*heading.places}]
    return SheetRead(
        name=sheet.name,
        rows=len(sorted_lines.rows),
        passed={why: [sheet.number(index) for index in indexes] for why, indexes in sorted_lines.passed.items()},
        unknown=(*heading.unknown, *unused),
        hidden=heading.hidden,
        unread_hidden=heading.unread_hidden,
    )


def _parts_above(sheet: SourceSheet, above: Sequence[str]) -> dict[str, str]:
    """What the name of a sheet and the titles above its table say of all of its rows; where the village is, is judged
    by the kind."""
    parts: dict[str, str] = {}
    for text in (sheet.name, *above):
        parts |= {key: value for key, value in section(text).items() if key in ("dusun", "rt", "rw")}
    return parts


def _why_none(reading: _Reading) -> str:
    if not reading.missing:
        needed = [each for each in reading.columns if each.must_be_there] or reading.columns
        return f"Judul kolom tidak ditemukan. Beri judul {_titles(needed)} di atas tabelnya, lalu unggah lagi."
    mend = "Tambahkan di tabelnya, atau tulis judulnya seperti pada file kosong."
    return f"Kolom {_titles(reading.missing)} tidak ditemukan. {mend}"


def _titles(columns: Sequence[Column]) -> str:
    """`Nama, NIK, dan Nomor KK`."""
    # A title with a comma would look like two.
    titles = [f"“{each.title}”" if "," in each.title else each.title for each in columns]
    if len(titles) < 3:
        return " dan ".join(titles)
    return f"{', '.join(titles[:-1])}, dan {titles[-1]}"
