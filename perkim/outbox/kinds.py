"""What kinds of outside work there are, and who does each. A kind without a doer cannot be put into the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from perkim.lib.registry import Registry

Doer = Callable[[dict[str, Any]], None]


class UnknownWorkError(LookupError):
    """Nobody declared to do this kind of work."""


@dataclass(frozen=True)
class Kind:
    """`do` takes the payload; it may run twice and must then do no harm. Raising means: try again later."""

    name: str
    do: Doer
    lease_seconds: int


_kinds: Registry[Kind] = Registry("outside work", UnknownWorkError)


def does(name: str, *, lease_seconds: int = 120) -> Callable[[Doer], Doer]:
    """Declare the function that does this kind of work. The lease must outlast its longest run."""

    def declare(do: Doer) -> Doer:
        _kinds.add(name, Kind(name, do, lease_seconds))
        return do

    return declare


def kind(name: str) -> Kind:
    """The declared kind; raises UnknownWorkError."""
    return _kinds.get(name)
