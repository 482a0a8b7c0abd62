"""What kinds of outside work there are, and who does each. A kind without a doer cannot be put into the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from perkim.lib.registry import Registry
from perkim.outbox.limits import LONGEST_SECONDS, MOST_SECONDS, lease_for

Doer = Callable[[dict[str, Any]], None]


class UnknownWorkError(LookupError):
    """Nobody declared to do this kind of work."""


@dataclass(frozen=True, kw_only=True)
class OutboxKind:
    """`do` takes the payload; it may run twice and must then do no harm. Raising means: try again later.

    It may take `most_seconds`; what takes longer, or takes its worker's life again and again, is given up, and `tell`
    then says so to whoever waits for it.
    """

    name: str
    do: Doer
    most_seconds: float
    lease_seconds: float
    tell: Doer | None = None


_kinds: Registry[OutboxKind] = Registry("outside work", UnknownWorkError)


def does(name: str, *, most_seconds: float = MOST_SECONDS, tell: Doer | None = None) -> Callable[[Doer], Doer]:
    """Declare the function that does this kind of work; its lease outlasts the longest run. Raises ValueError for a
    time that no worker grants."""
    if not 0 < most_seconds <= LONGEST_SECONDS:
        raise ValueError(f"{name}: a piece of work takes at most {LONGEST_SECONDS} seconds; share it out in pieces")

    def declare(do: Doer) -> Doer:
        lease = lease_for(most_seconds)
        _kinds.add(name, OutboxKind(name=name, do=do, most_seconds=most_seconds, lease_seconds=lease, tell=tell))
        return do

    return declare


def kind(name: str) -> OutboxKind:
    """The declared kind; raises UnknownWorkError."""
    return _kinds.get(name)


def kinds() -> tuple[OutboxKind, ...]:
    return _kinds.all()
