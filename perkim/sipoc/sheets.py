"""The office's SIPOC sheets as drawn: what the process column looks like, and what stands around it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Box:
    """One box of the process column: a step as the office draws it, with what is done in it."""

    title: str
    activities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One SIPOC sheet of the office. Several kinds of case may stand on one sheet."""

    key: str
    title: str
    supplier: tuple[str, ...]
    input: tuple[str, ...]
    boxes: tuple[Box, ...]
    output: tuple[str, ...]
    customer: tuple[str, ...]
    map_code: str = ""

    def box_title(self, number: int) -> str:
        """The name of a box as a rail shows it; box 0 is what comes before the process column."""
        return self.boxes[number - 1].title if number else "Usulan"
