"""Cells that hold words: text on one line, and the names of people."""

from perkim.imports.declarations import Cell, CellError, Parse
from perkim.lib.person_names import MEND, fault_of_name

_DITTO = frozenset({'"', '""', "〃", "”", "“", "idem", "ditto", "sda", "s.d.a", "s d a", "sama dengan atas"})
# With dots and blanks around it.
_LONGEST_DITTO = 24


def text(longest: int = 120) -> Parse:
    """Text on one line, without the apostrophe that keeps numbers as text."""

    def parse(cell: Cell) -> str:
        value = " ".join(cell.text.split()).lstrip("'")
        if len(value) <= _LONGEST_DITTO and value.casefold().strip(" .") in _DITTO:
            raise CellError(f"“{value}” hanya menunjuk ke baris lain.", "Tulis isinya di setiap baris.", "isi")
        if len(value) > longest:
            raise CellError(f"Isian ini {len(value)} huruf, paling panjang {longest}.", "Persingkat isinya.", "panjang")
        return value

    return parse


_name = text(100)


def person(cell: Cell) -> str:
    """The name of somebody; digits may stand in it, as some number their namesakes."""
    name: str = _name(cell)
    if what := fault_of_name(name):
        raise CellError(what, MEND, "nama")
    return name
