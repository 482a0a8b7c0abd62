"""Finds the heading of a table among title rows: one row, or two of which the upper one spans several columns.

A heading is told by its words alone, without case, marks and units in brackets: "PENGHASILAN / BULAN (Rp)" is
"penghasilan bulan". Nothing is guessed: a name that no column lists is unknown.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from perkim.imports.declarations import Column

# Titles, addressees and logos stand above a heading; none needs more lines.
SEARCHED_LINES = 40
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORDS = re.compile(r"[^\W_]+")

Line = Sequence[str]


@dataclass(frozen=True)
class Heading:
    """Where the heading stands: indexes of its first line and of the first line below it, the place of each column
    that was found, and the names of the others as written."""

    first: int
    below: int
    places: dict[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def normal(name: str) -> str:
    """What names are compared by."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", name).casefold()))


def find_heading(lines: Sequence[Line], columns: Sequence[Column]) -> Heading | None:
    """The heading that names most of the columns; the upper one of two equals, and one row rather than two. None if
    none names at least two, or all there are."""
    known = _known(columns)
    best: Heading | None = None
    for at in range(min(len(lines), SEARCHED_LINES)):
        for depth in (1, 2):
            found = _heading(lines, at, depth, known)
            if found and (best is None or len(found.places) > len(best.places)):
                best = found
    if best is None or len(best.places) < min(2, len(columns)):
        return None
    return best


def _known(columns: Sequence[Column]) -> dict[str, str]:
    """Keys of columns by their names; the first column that claims a name has it."""
    known: dict[str, str] = {}
    for column in columns:
        for name in (column.title, *column.names):
            for written in (name, _BRACKETS.sub(" ", name)):
                known.setdefault(normal(written), column.key)
    known.pop("", None)
    return known


def _heading(lines: Sequence[Line], at: int, depth: int, known: dict[str, str]) -> Heading | None:
    if at + depth > len(lines):
        return None
    names = [(name,) for name in lines[at]] if depth == 1 else _joined(lines[at], lines[at + 1])
    places: dict[str, int] = {}
    unknown = []
    for place, spelled in enumerate(names):
        key = next((known[name] for name in _spellings(spelled) if name in known), None)
        if key is not None and key not in places:
            places[key] = place
        elif written := " ".join(part.strip() for part in spelled[0].split()):
            unknown.append(written)
    return Heading(at, at + depth, places, tuple(unknown)) if places else None


def _joined(upper: Line, lower: Line) -> list[tuple[str, ...]]:
    """Names of two merged rows, most telling first: "ALAMAT DUSUN", then "DUSUN", then "ALAMAT"."""
    names: list[tuple[str, ...]] = []
    spanning = ""
    for place in range(max(len(upper), len(lower))):
        top = upper[place].strip() if place < len(upper) else ""
        bottom = lower[place].strip() if place < len(lower) else ""
        # A merged cell holds its text in its first column only; a column with nothing below ends what it spans.
        spanning = top or (spanning if bottom else "")
        if spanning and bottom:
            names.append((f"{spanning} {bottom}", bottom))
        else:
            names.append((top or bottom,))
    return names


def _spellings(names: Sequence[str]) -> list[str]:
    found = [normal(written) for name in names for written in (name, _BRACKETS.sub(" ", name))]
    return [name for name in found if name]
