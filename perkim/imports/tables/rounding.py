"""Finds numbers that a spreadsheet had rounded before somebody made text of them again.

A spreadsheet holds fifteen digits; of a NIK, a No. KK or a long account number kept as a number it makes zeros of what
stands behind them. As text such a number looks whole: only the list as a whole betrays it. Of honest numbers about one
in ten ends in 0.

The rule: in one column of one sheet, or of the whole file, `z` of `n` different numbers of sixteen digits or more have
nothing but zeros behind the fifteenth. If chance would do that less than once in 50,000 lists (binomial with one
tenth; five of five, ten of twenty, sixteen of fifty), those `z` are damaged. Columns that have nothing but such
numbers are also taken together: three NIK and three No. KK, all ending in 0.

Judged once, when the file is read, and kept in the cell: while rows are mended one by one, the rest stays damaged.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp, lgamma, log

from perkim.imports.declarations import Cell, CellKind
from perkim.lib.nik import clean_number
from perkim.lib.whole_number import is_digits

EXACT_DIGITS = 15
_LONG = float(10**EXACT_DIGITS)
RAREST = 1 / 50_000
_CHANCE = 0.1
_FEWEST = 5
Cells = dict[str, Cell]


def mark_rounded(sheets: Sequence[Sequence[Cells]]) -> None:
    """Mark the damaged cells of all rows, given sheet by sheet."""
    whole = [cells for sheet in sheets for cells in sheet]
    for rows in (*sheets, whole) if len(sheets) > 1 else (whole,):
        for key in _damaged_columns(rows):
            for cells in rows:
                if key in cells and _is_rounded(cells[key]):
                    cells[key] = cells[key]._replace(kind=CellKind.DAMAGED)


def _damaged_columns(rows: Iterable[Cells]) -> set[str]:
    seen: dict[str, dict[str, bool]] = defaultdict(dict)
    for cells in rows:
        for key, cell in cells.items():
            if digits := _long_number(cell):
                seen[key][digits] = _ends_in_zeros(digits)
    damaged = {key for key, numbers in seen.items() if _is_no_chance(sum(numbers.values()), len(numbers))}
    all_zeros = {key: numbers for key, numbers in seen.items() if all(numbers.values())}
    together = sum(map(len, all_zeros.values()))
    return damaged | set(all_zeros) if _is_no_chance(together, together) else damaged


def _is_rounded(cell: Cell) -> bool:
    return cell.kind is CellKind.TEXT and bool(digits := _long_number(cell)) and _ends_in_zeros(digits)


def _long_number(cell: Cell) -> str:
    """The digits of a cell with more of them than a spreadsheet holds; else empty."""
    value = cell.value
    # Nearly all cells end here.
    if type(value) is str:
        if len(value) <= EXACT_DIGITS:
            return ""
    elif type(value) is not float or value < _LONG:
        return ""
    if cell.kind is CellKind.NUMBER:
        return cell.text
    digits = clean_number(cell.value)
    return digits if len(digits) > EXACT_DIGITS and is_digits(digits) else ""


def _ends_in_zeros(digits: str) -> bool:
    return not digits[EXACT_DIGITS:].strip("0")


def _is_no_chance(zeros: int, of: int) -> bool:
    """Whether so many of so many numbers end in zeros less often than once in 50,000 lists."""
    if zeros < _FEWEST or zeros <= of * _CHANCE:
        return False
    # The terms fall quickly: what is left out does not count.
    return sum(_binomial(number, of) for number in range(zeros, min(of, zeros + 200) + 1)) < RAREST


def _binomial(zeros: int, of: int) -> float:
    ways = lgamma(of + 1) - lgamma(zeros + 1) - lgamma(of - zeros + 1)
    return exp(ways + zeros * log(_CHANCE) + (of - zeros) * log(1 - _CHANCE))
