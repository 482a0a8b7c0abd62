"""Bars drawn by the server as SVG, each drawing with the same numbers as a table.

Widths are in percent and heights in pixels, so that bars stretch with the window and letters keep their size. A drawing
is hidden from screen readers: its title says what it shows, its table says everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

STEP = 41
# What opens the table below a drawing.
NUMBERS = "Angkanya dalam tabel"
_LABEL, _BAR = 15, 22
# The narrowest bar, in percent: what is there must be seen.
_NARROWEST = 0.5


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar with its words; `y` places are in pixels."""

    label: str
    words: str
    width: str
    label_y: int
    y: int
    strong: bool


@dataclass(frozen=True, kw_only=True)
class ChartRow:
    """One line of the table. `url` leads to the list behind its numbers; `hint` says more about its name."""

    title: str
    cells: Sequence[str]
    url: str = ""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class ChartTable:
    """Numbers in words, with the names of their columns: of the rows first, then of each cell."""

    summary: str
    caption: str
    head: Sequence[str]
    rows: Sequence[ChartRow]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A drawing: the sentence that says what it shows, the line below it, the bars, and the tables of its numbers."""

    key: str
    finding: str
    note: str
    bars: Sequence[Bar] = ()
    tables: Sequence[ChartTable] = ()

    @property
    def height(self) -> int:
        return STEP * len(self.bars)


def bars(values: Sequence[tuple[str, int, str]], strong: str = "") -> list[Bar]:
    """Bars for label, value and words, in this order, the largest as wide as the drawing; `strong` stands out."""
    most = max((value for _, value, _ in values), default=0) or 1
    return [
        Bar(
            label=label,
            words=words,
            width=f"{max(_NARROWEST, 100 * value / most):.1f}%" if value else "0%",
            label_y=number * STEP + _LABEL,
            y=number * STEP + _BAR,
            strong=label == strong,
        )
        for number, (label, value, words) in enumerate(values)
    ]
