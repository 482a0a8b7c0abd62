"""Things that other modules register and a page shows in a stated order."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Placed(Protocol):
    """`place` is a number with gaps, so that something may be put between two others later; equal ones go by key."""

    @property
    def key(self) -> str: ...

    @property
    def place(self) -> int: ...


PlacedThing = TypeVar("PlacedThing", bound=Placed)


def in_place(things: Iterable[PlacedThing]) -> list[PlacedThing]:
    """In the order of their places, whatever order they were registered in."""
    return sorted(things, key=lambda thing: (thing.place, thing.key))
