"""What kinds of outside work there are, and who does each. A kind without a doer cannot be put into the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Doer = Callable[[dict[str, Any]], None]
_doers: dict[str, "Kind"] = {}


class UnknownWorkError(LookupError):
    """Nobody declared to do this kind of work."""


@dataclass(frozen=True)
class Kind:
    """`do` takes the payload; it may run twice and must then do no harm. Raising means: try again later."""

    name: str
    do: Doer
    lease_seconds: int


def does(name: str, *, lease_seconds: int = 120) -> Callable[[Doer], Doer]:
    """Declare the function that does this kind of work. The lease must outlast its longest run."""

    def declare(do: Doer) -> Doer:
        if name in _doers:
            raise ValueError(f"outside work {name!r} has two doers")
        _doers[name] = Kind(name, do, lease_seconds)
        return do

    return declare


def kind(name: str) -> Kind:
    """The declared kind; raises UnknownWorkError."""
    try:
        return _doers[name]
    except KeyError:
        raise UnknownWorkError(name) from None
