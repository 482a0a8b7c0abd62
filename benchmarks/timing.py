"""How things are timed here: a measured and a reference action in turns, best of three rounds, one ratio. What was
promised in seconds is measured against the machine's own pace."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from perkim.lib.pdf import render_pdf

ROUNDS = 3
ONE_LINE = '<!doctype html><html lang="id"><head><title>Surat</title></head><body><p>Surat</p></body></html>'
# One line as PDF, in seconds, on the machine on which goals in seconds are stated (`docs/figures.md`).
_STATED_PACE = 0.00704
_LINES = 10


@dataclass(frozen=True)
class Measurement:
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


def pace() -> float:
    """How many times slower this machine is at this moment than the one on which goals in seconds are stated."""
    render_pdf(ONE_LINE)
    return min(seconds(lambda: render_pdf(ONE_LINE), repeat=1) for _ in range(_LINES)) / _STATED_PACE


def promised(name: str, taken: float, within: float, paces: Sequence[float]) -> Measurement:
    """Seconds against those that were promised, at the mean of the paces that were taken around them."""
    allowed = within * sum(paces) / len(paces)
    return Measurement(name, taken * 1000, "ms", f"{within:g} s at pace", allowed * 1000, taken / allowed, 1.0)


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
) -> Measurement:
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
    return Measurement(name, value * 1000, "ms", reference, base * 1000, value / base, goal)
