"""How much is tried of what has a great many cases: a part by `make test`, everything by `make test-slow`.

Tests with the mark `exhaustive` run in both. The part is the same each time, so that a run can be repeated.
"""

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
EVERYTHING = os.environ.get("PERKIM_EXHAUSTIVE") == "1"
ONE_IN = 4


def some(cases: Iterable[T], turn: int = 0) -> list[T]:
    """One case in four, other ones for each turn of four turns; or all of them."""
    return list(cases) if EVERYTHING else list(cases)[turn % ONE_IN :: ONE_IN]


def examples(number: int) -> int:
    """How many examples a property is tried with, of this number."""
    return number if EVERYTHING else -(-number // ONE_IN)
