"""A cell in the words of a sentence about it."""

from perkim.imports.declarations import Cell
from perkim.lib.text import shortened


def quoted(cell: Cell) -> str:
    """The beginning of what stands in it, within quotation marks."""
    return f"“{shortened(cell.text, 30)}”"
