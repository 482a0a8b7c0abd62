"""What a weekly pattern adds up to over any number of days, by arithmetic: nobody walks from day to day.

A calendar of eras (from a day on, each weekday weighs so much) less the days off. Whole weeks are multiplied, days off
are counted by bisection; so a range of eight thousand years costs what a range of a week costs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

LAST = date.max.toordinal()
WEEK = 7


class _Era(NamedTuple):
    """`before` is the sum of all days before `first`. `week` and `less` are running sums: of a week that begins with
    the weekday of `first`, and of what the days `off` take away."""

    first: int
    before: int
    week: Sequence[int]
    off: Sequence[int]
    less: Sequence[int]

    def through(self, day: int) -> int:
        weeks, rest = divmod(day - self.first + 1, WEEK)
        taken = self.less[bisect_right(self.off, day)]
        return self.before + weeks * self.week[WEEK] + self.week[rest] - taken


class WeeklyTally:
    """Sums of weights by weekday (Monday is 0), not negative. Days are ordinals, as `date.toordinal` gives them."""

    def __init__(self, eras: Iterable[tuple[date, Mapping[int, int]]], days_off: Iterable[date]) -> None:
        off = sorted(day.toordinal() for day in days_off)
        begun = [(since.toordinal(), weights) for since, weights in eras]
        self._eras: list[_Era] = []
        for (first, weights), (following, _) in zip(begun, [*begun[1:], (LAST + 1, {})], strict=True):
            before = self._eras[-1].through(first - 1) if self._eras else 0
            own = off[bisect_left(off, first) : bisect_left(off, following)]
            taken = accumulate((weights.get(_weekday(day), 0) for day in own), initial=0)
            week = accumulate((weights.get(_weekday(first + n), 0) for n in range(WEEK)), initial=0)
            self._eras.append(_Era(first, before, list(week), own, list(taken)))
        self._firsts = [era.first for era in self._eras]

    def through(self, day: int) -> int:
        """The sum of all days up to and with this one; 0 before the first day there is."""
        return self._eras[bisect_right(self._firsts, day) - 1].through(day) if day > 0 else 0

    def reaches(self, amount: int) -> int:
        """The first day with which the sum is `amount` or more; one after the last day there is, if it never is."""
        return bisect_left(range(LAST + 1), amount, key=self.through)


def _weekday(day: int) -> int:
    return (day + 6) % WEEK
