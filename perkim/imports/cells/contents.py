"""What parsers of all sorts ask of a cell: its number, and its words for a sentence about it."""

from decimal import Decimal

from perkim.imports.declarations import Cell
from perkim.lib.text import shortened


def quoted(cell: Cell) -> str:
    """The beginning of what stands in it, within quotation marks."""
    return f"“{shortened(cell.text, 30)}”"


def decimal_of(value: float) -> Decimal:
    """A number by its shortest spelling: 7.2 is seven and two tenths, not what binary makes of it."""
    return Decimal(repr(float(value)))
