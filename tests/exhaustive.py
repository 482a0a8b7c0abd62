"""What has a great many cases is tried in two parts: one case in four by `make test`, the others by `make test-slow`.

Tests with the mark `exhaustive` run in both. The parts are the same each time, so that a run can be repeated.
"""

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
THE_OTHERS = os.environ.get("PERKIM_EXHAUSTIVE") == "others"
ONE_IN = 4


def some(cases: Iterable[T], turn: int = 0) -> list[T]:
    """One case in four, other ones for each of four turns; or those that this leaves."""
    return [case for number, case in enumerate(cases) if ((number - turn) % ONE_IN == 0) is not THE_OTHERS]


def examples(number: int) -> int:
    """With how many examples of this number a property is tried here."""
    part = -(-number // ONE_IN)
    return number - part if THE_OTHERS else part
