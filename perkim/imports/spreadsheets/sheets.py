"""The sheets of a file as lines of cells, whatever the file is: what `workbook.py` and `csvfile.py` hand to
`perkim/imports/tables`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from math import isfinite
from typing import Any, NamedTuple

from perkim.imports.declarations import EMPTY, Cell, CellKind
from perkim.lib.money import in_thousands

# What offices write into a cell that holds nothing; an apostrophe alone keeps a cell as text.
_NOTHING = frozenset({"", "-", "--", "–", "—", "'", "\u2019"})
# The longest text of a cell that is read as one value: more than any column takes, and as much as a form of a row.
LONGEST_TEXT = 1_000
# No list has more columns; no cell of Excel holds a third of so many letters. `TOO_LONG` takes the place.
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 100_000
TOO_MANY_COLUMNS = f"File ini memuat lebih dari {MOST_COLUMNS} kolom. Simpan kolom tabelnya saja lalu unggah lagi."
TOO_MANY_ROWS = (
    f"File ini memuat lebih dari {in_thousands(MOST_ROWS)} baris. Bagi menjadi beberapa file lalu unggah satu per satu."
)
TOO_LONG = f"Satu sel {{}} memuat lebih dari {in_thousands(LONGEST_CELL)} huruf."
FAULT = Cell(None, CellKind.FAULT, formula=True)
Values = Sequence[Any]
# Lines that are looked at for how wide a sheet is: those in which a heading may stand.
SEARCHED = 50
_COLUMNS = 16_384


class Merged(NamedTuple):
    """A cell that spans several lines: their first and last number, and the number of its column."""

    first: int
    last: int
    column: int


def cell_number(line: int, column: int) -> int:
    """One number for a cell of a sheet, which costs less memory than two."""
    return line * _COLUMNS + column


@dataclass(frozen=True)
class SourceSheet:
    """One sheet. `first_line` and `first_column` are the numbers of `lines[0]` and `lines[0][0]` in the file; `hidden`
    are numbers of lines, `hidden_columns` of columns; `merged` cells that go on downward."""

    name: str
    lines: Sequence[Values]
    first_line: int = 1
    first_column: int = 1
    formulas: Collection[int] = frozenset()
    hidden: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merged: Sequence[Merged] = ()
    shown: bool = True

    def number(self, index: int) -> int:
        """The number in the file of a line."""
        return self.first_line + index

    def hidden_places(self) -> frozenset[int]:
        """Places in the lines whose column is not shown."""
        width = max(map(len, self.lines[:SEARCHED]), default=0)
        shown = range(self.first_column, self.first_column + width)
        return frozenset(
            column - self.first_column
            for column in shown
            if any(first <= column <= last for first, last in self.hidden_columns)
        )

    def cell(self, index: int, place: int) -> Cell:
        line = self.lines[index]
        value = line[place] if place < len(line) else None
        if not self.formulas or cell_number(self.number(index), self.first_column + place) not in self.formulas:
            return cell_of(value)
        cell = cell_of(value, formula=True)
        return FAULT if cell.kind is CellKind.EMPTY else cell


def cell_of(value: Any, *, formula: bool = False) -> Cell:
    """A value as a file or a form gives it: text on one line, with single blanks, before any parser sees it. Text that
    begins with `=` is text."""
    kind = type(value)
    if kind is str:
        text = (value if value.isprintable() else _plain(value)).strip()
        if "  " in text:
            text = " ".join(text.split())
        if len(text) > LONGEST_TEXT:
            return Cell(text[:LONGEST_TEXT], CellKind.LONG, formula)
        return EMPTY if text in _NOTHING else Cell(text, CellKind.TEXT, formula)
    if kind is float:
        return Cell(value, CellKind.NUMBER, formula) if isfinite(value) else FAULT
    if value is None:
        return EMPTY
    if kind is bool:
        return Cell(value, CellKind.BOOLEAN, formula)
    if kind is int:
        return Cell(float(value), CellKind.NUMBER, formula)
    if isinstance(value, date):
        return Cell(value, CellKind.DATE, formula)
    if isinstance(value, time | timedelta):
        return Cell(str(value), CellKind.TEXT, formula)
    raise TypeError(f"no cell holds {kind.__name__}")


def _plain(text: str) -> str:
    """On one line, and without what cannot be seen: no column of a database takes a zero byte."""
    return "".join(each if each.isprintable() else " " if each.isspace() else "" for each in text)


def written(value: Any) -> str:
    """A value as text, for what is only looked at: headings, totals."""
    return " ".join(value.split())[:LONGEST_TEXT] if isinstance(value, str) else cell_of(value).text
