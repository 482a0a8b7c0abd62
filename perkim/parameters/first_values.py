"""First values that come from declarations instead of the committed files: each is written when it is missing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from perkim.lib.registry import Registry


@dataclass(frozen=True, kw_only=True)
class FirstValue:
    """What a parameter holds until the office states something else. One that ended before another began says when."""

    key: str
    value: Any
    starts: date
    basis: str
    ends: date | None = None


_stated: Registry[FirstValue] = Registry("first value", LookupError)


def state_first_value(first: FirstValue) -> None:
    """Called where the parameter is declared; once for each span of days."""
    _stated.add(f"{first.key} {first.starts}", first)


def first_values() -> tuple[FirstValue, ...]:
    return _stated.all()
