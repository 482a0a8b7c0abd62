"""The published score by which eligible households are ranked, and what decides between equal ones. Source:
`domain.md` §3.3 [D]: points = structure (C 3, B 1, T 3) + roof, floor, wall (C 3, B 1) + sanitation (none 3, shared 1)
+ unfit water 2 + floor area below the minimum 2 + elderly or disabled 2 + decile (1: 3, 2: 2, 3: 1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from perkim.swadaya.rules.building import ALADIN, STRUCTURE, FloorMinimum, Unsuitable, floor_area
from perkim.swadaya.rules.facts import HouseholdFacts


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Points for each thing that is wrong; by condition, by kind of latrine, by decile."""

    structure: Mapping[str, int]
    finish: Mapping[str, int]
    latrine: Mapping[str, int]
    water: int
    area: int
    frail: int
    decile: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class Points:
    """One line of the published sum."""

    title: str
    points: int


@dataclass(frozen=True, kw_only=True)
class Score:
    """The lines in the order of the formula; `complete` is False while something that could give points is unknown;
    a household without a decile gets none."""

    lines: tuple[Points, ...]
    complete: bool

    @property
    def total(self) -> int:
        return sum(line.points for line in self.lines)


def score(household: HouseholdFacts, weights: Weights, minimum: FloorMinimum, unsuitable: Unsuitable) -> Score:
    """How urgent the repair is, in points."""
    house = household.house
    structure = [house.structure.get(name, "") for name in STRUCTURE]
    finish = [house.finish.get(name, "") for name in ALADIN]
    small = None
    if house.area is not None and house.residents:
        small = not floor_area(house.area, house.residents, minimum).meets_aid
    frail = _either(household.has_elderly, household.has_disabled)
    known = [*structure, *finish, house.water, house.latrine, small is not None, frail is not None]
    return Score(
        lines=(
            Points(title="Struktur", points=sum(weights.structure.get(state, 0) for state in structure)),
            Points(title="Atap, lantai, dinding", points=sum(weights.finish.get(state, 0) for state in finish)),
            Points(title="Sanitasi", points=weights.latrine.get(house.latrine, 0)),
            Points(title="Air minum tak layak", points=weights.water if house.water in unsuitable.water else 0),
            Points(title="Luas per orang di bawah minimum", points=weights.area if small else 0),
            Points(title="Lansia atau penyandang disabilitas", points=weights.frail if frail else 0),
            Points(title="Desil", points=weights.decile.get(household.decile or 0, 0)),
        ),
        complete=all(known),
    )


def rank_key(points: int, income: int, residents: int, proposed_at: datetime, pk: int) -> tuple:
    """Sorts the most urgent first: more points, then lower income, larger household, earlier proposal; the id last, so
    that the order is always the same."""
    return (-points, income, -residents, proposed_at, pk)


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False
