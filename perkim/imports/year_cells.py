"""Cells that hold a year. It is no amount: nobody writes or reads it with a point."""

from perkim.imports.cells import whole
from perkim.imports.declarations import Cell, CellError, Parse

_any = whole(0, 10**12)


def year(least: int, most: int) -> Parse:
    """A year within bounds, both included."""

    def parse(cell: Cell) -> int:
        found: int = _any(cell)
        if not least <= found <= most:
            raise CellError(f"Tahun {found} tidak mungkin.", f"Isi tahun dari {least} sampai {most}.", "batas")
        return found

    return parse
