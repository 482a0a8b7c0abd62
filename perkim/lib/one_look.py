"""Within one look nothing is read twice: what several parts of a page, or several requirements of a stage, ask of the
same cases. Nothing may be written while it lasts, so a look is taken only around what reads."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")
# What each reader has read in the look that is being taken here, by the id of the case; nothing outside of looks.
_READ: ContextVar[dict[Callable[..., Any], dict[int, Any]] | None] = ContextVar("read in this look", default=None)
_NOTHING = object()


@contextmanager
def one_look() -> Iterator[None]:
    """One within another is the same look."""
    if _READ.get() is not None:
        yield
        return
    token = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(token)


def read_once(read: Callable[[Iterable[int]], dict[int, T]]) -> Callable[[Iterable[int]], dict[int, T]]:
    """For what answers by the ids of cases: within one look each case is read once. What it gives is not changed by
    who asked."""

    @wraps(read)
    def reader(ids: Iterable[int]) -> dict[int, T]:
        look = _READ.get()
        if look is None:
            return read(ids)
        wanted, known = list(ids), look.setdefault(read, {})
        if new := [pk for pk in wanted if pk not in known]:
            known.update(dict.fromkeys(new, _NOTHING) | read(new))
        return {pk: known[pk] for pk in wanted if known[pk] is not _NOTHING}

    return reader
