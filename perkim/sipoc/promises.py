"""What a programme declares of time: a deadline, with its first lengths, reminders and extensions."""

from collections.abc import Mapping
from dataclasses import dataclass

from perkim.sipoc.terms import Start, Unit

# A deadline that ends only when the case does.
END_OF_CASE = "akhir"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A promise about time. It opens when its stage is entered (or, with classes, when a class is chosen).

    `amounts` holds the first value of a dated parameter, in units: one number for each cycle (the last one repeats),
    and where the deadline depends on a class, such numbers for each class. `until` is the stage whose leaving meets the
    deadline: its own stage if empty, END_OF_CASE if it lives as long as the case. `reminders` are units after the
    start; past the deadline, and after all reminders, the system takes the move `expires_by`. A deadline
    over several stages goes on when the case is sent back; one that is `renewed` ends then, and the next stay in its
    stage opens it again with the length of its cycle.
    """

    key: str
    title: str
    unit: Unit
    amounts: tuple[int, ...] | Mapping[str, tuple[int, ...]]
    basis: str
    start: Start = Start.ENTRY
    until: str = ""
    extensions: tuple[int, ...] = ()
    reminders: tuple[int, ...] = ()
    expires_by: str = ""
    renewed: bool = False

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes among which one must be chosen; empty for a deadline without classes."""
        return tuple(self.amounts) if isinstance(self.amounts, Mapping) else ()

    @property
    def lengths(self) -> list[tuple[int, ...]]:
        """The declared lengths by cycle, once for each class."""
        return list(self.amounts.values()) if isinstance(self.amounts, Mapping) else [self.amounts]
