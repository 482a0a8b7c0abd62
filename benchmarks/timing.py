"""How things are timed here: a measured and a reference action in turns, best of three rounds, one ratio."""

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True)
class Measured:
    """One figure. `goal` is the largest ratio that is good enough (or the smallest, with `at_least`)."""

    name: str
    value: float
    unit: str
    reference: str
    reference_value: float
    ratio: float
    goal: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal


def seconds(action: Callable[[], object], *, repeat: int) -> float:
    """Seconds that one call takes, as the mean of `repeat` calls."""
    start = time.perf_counter()
    for _ in range(repeat):
        action()
    return (time.perf_counter() - start) / repeat


def compare(
    name: str,
    action: Callable[[], object],
    *,
    reference: str,
    against: Callable[[], object],
    goal: float,
    repeat: int = 20,
    place: Callable[[], object] = lambda: None,
    reference_place: Callable[[], object] = lambda: None,
) -> Measured:
    """Time both in alternating rounds, so that a busy moment of the machine hits both; keep the best round of each.

    `place` and `reference_place` go, untimed, to where each is done: to another database, say.
    """
    sides = ((place, action), (reference_place, against))
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for side, (go, do) in enumerate(sides):
            go()
            do()
            best[side] = min(best[side], seconds(do, repeat=repeat))
    value, base = best
    return Measured(name, value * 1000, "ms", reference, base * 1000, value / base, goal)
