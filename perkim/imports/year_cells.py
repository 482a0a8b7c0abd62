"""Cells that hold a year. It is no amount: nobody writes or reads it with a point."""

from perkim.imports.cells import whole
from perkim.imports.declarations import Cell, CellError, Parse

_any = whole(0, 10**12)


def year(least: int, most: int) -> Parse:
    """A year within bounds, both included."""

    def parse(cell: Cell) -> int:
        value: int = _any(cell)
        if not least <= value <= most:
            raise CellError(f"Tahun {value} tidak mungkin.", f"Isi tahun dari {least} sampai {most}.", "batas")
        return value

    return parse
