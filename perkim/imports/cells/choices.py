"""Cells that hold one of a few answers: a choice, yes or no, the number of a neighbourhood."""

from collections.abc import Mapping

from perkim.imports.cells.contents import quoted
from perkim.imports.declarations import Cell, CellError, CellKind, Parse
from perkim.lib.choices import Ambiguous, Names
from perkim.lib.neighbourhood import neighbourhood

_YES = frozenset({"ya", "y", "iya", "ada", "sudah", "punya", "benar", "true", "1", "v", "√", "✓", "✔", "☑", "ok"})
_NO = frozenset(
    {"tidak", "tdk", "tak", "t", "tidak ada", "tdk ada", "belum", "blm", "tanpa", "nihil", "false", "0", "no"}
)


def choice(names: Mapping[str, tuple[str, ...]], *, shown: str = "") -> Parse:
    """One of the values, given by its own name or one of its other names. `shown`: the choices in words for people."""
    known = Names(names)
    options = shown or ", ".join(names)

    def parse(cell: Cell) -> str:
        try:
            value = known.meant(cell.text)
        except Ambiguous as error:
            what = f"{quoted(cell)} menyebut lebih dari satu pilihan."
            raise CellError(what, f"Isi salah satu dari: {options}.", "pilihan") from error
        if value is None:
            raise CellError(f"{quoted(cell)} tidak dikenal.", f"Isi salah satu dari: {options}.", "pilihan")
        return value

    return parse


def yes_no(cell: Cell) -> bool:
    """`ada`, `v` and `√` are yes, `tdk` and `belum` no. A cross is neither: some strike out with it, some tick."""
    if cell.kind is CellKind.BOOLEAN:
        return bool(cell.value)
    word = " ".join(cell.text.casefold().strip(" .").split())
    if word not in _YES and word not in _NO:
        raise CellError(f"{quoted(cell)} tidak dikenal.", "Isi ya atau tidak.", "pilihan")
    return word in _YES


def rt_rw(cell: Cell) -> str:
    """`2`, `02`, `RT 2` and `II` are `002`; `000`, which registers write where there is none, is empty."""
    digits = neighbourhood(cell.text)
    if digits is None:
        raise CellError(f"{quoted(cell)} bukan nomor RT atau RW.", "Isi 1 sampai 3 angka.", "angka")
    return digits
