"""Gives the rows of a sheet what stands for them elsewhere in it: in merged cells, in columns that hold several things,
in the lines between the rows."""

from collections.abc import Callable, Sequence

from perkim.imports.declarations import EMPTY, Cell, CellKind, Column, ImportRefused
from perkim.imports.spreadsheets.sheets import Merged, SourceSheet
from perkim.imports.tables.headers import Heading
from perkim.imports.tables.lines import SheetRow

Arrange = Callable[[dict[str, Cell]], None]


def complete(
    sheet: SourceSheet, heading: Heading, columns: Sequence[Column], rows: Sequence[SheetRow], arrange: Arrange | None
) -> None:
    """Fill the cells of all rows, in the order of trust: their own, merged ones, parts of their own, sections.

    Raises ImportRefused where two columns of one name say different things.
    """
    _unite_doubles(sheet, heading, columns, rows)
    _fill_down(sheet, heading, rows)
    known = {each.key for each in columns}
    for _, cells, from_sections in rows:
        if arrange:
            arrange(cells)
        for key, value in from_sections.items():
            if key in known and cells.get(key, EMPTY).kind is CellKind.EMPTY:
                cells[key] = Cell(value, CellKind.TEXT)


def _unite_doubles(sheet: SourceSheet, heading: Heading, columns: Sequence[Column], rows: Sequence[SheetRow]) -> None:
    """Two visible columns of one name: what only one of them says is taken; where they differ, nobody knows which one
    is meant."""
    for column in columns:
        if column.key not in heading.doubles:
            continue
        second = heading.doubles[column.key]
        matters = column.must_be_there or column.identifies or column.personal
        for index, cells, _ in rows:
            cell, other = cells[column.key], sheet.cell(index, second)
            if cell.kind is CellKind.EMPTY:
                cells[column.key] = other
            elif matters and other.kind is not CellKind.EMPTY and other.text != cell.text:
                raise ImportRefused(
                    f"Ada dua kolom berjudul {column.title} dengan isi yang berbeda, misalnya di baris "
                    f"{sheet.number(index)}. Hapus kolom yang lama, atau beri keduanya judul yang berbeda."
                )


def _fill_down(sheet: SourceSheet, heading: Heading, rows: Sequence[SheetRow]) -> None:
    """Cells merged downward: every row of the range has what its first one says."""
    keys = {sheet.first_column + place: key for key, place in heading.places.items()}
    spans: dict[str, list[Merged]] = {}
    for merged in sheet.merged:
        if merged.column in keys and merged.first >= sheet.number(heading.below):
            spans.setdefault(keys[merged.column], []).append(merged)
    for key, ranges in spans.items():
        _fill(sheet, key, heading.places[key], ranges, rows)


def _fill(sheet: SourceSheet, key: str, place: int, spans: Sequence[Merged], rows: Sequence[SheetRow]) -> None:
    """`spans` and `rows` in the order of the sheet."""
    at = 0
    for index, cells, _ in rows:
        line = sheet.number(index)
        while at + 1 < len(spans) and spans[at + 1].first <= line:
            at += 1
        if spans[at].first < line <= spans[at].last and cells.get(key, EMPTY).kind is CellKind.EMPTY:
            cells[key] = sheet.cell(spans[at].first - sheet.first_line, place)
