"""What a programme declares: SIPOC boxes of each of its processes. Plain frozen data, no behaviour of any programme.

SIPOC is the office's process sheet: who supplies, what must come in, what is done, what goes out, who receives it.
Source: `domain.md` §1.2 and the office's sheets of 2019 (seed 000).
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Box:
    """One box of the process column: a step as the office draws it, with what is done in it."""

    title: str
    activities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Process:
    """One kind of case."""

    key: str
    title: str
    supplier: tuple[str, ...]
    input: tuple[str, ...]
    boxes: tuple[Box, ...]
    output: tuple[str, ...]
    customer: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One service of the agency. `open=False`: known to the public, not yet served by this portal."""

    slug: str
    title: str
    service: str  # what a person asks for, as a verb: the name of the link on the services page
    summary: str
    for_whom: str
    icon: str
    legal_basis: tuple[str, ...]
    processes: tuple[Process, ...]
    open: bool
