"""The house itself: floor area for each person, what makes it unfit, and whether it is repaired or built anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from perkim.swadaya.rules.facts import HouseFacts
from perkim.swadaya.terms import Condition, Latrine, WorkKind

STRUCTURE = ("pondasi", "sloof", "kolom", "ring_balok", "rangka_atap")
ALADIN = ("atap", "lantai", "dinding")
_CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class FloorMinimum:
    """m² for each person: `aid` decides for the aid (7,2 of BSPS), `spm` is reported apart (9 of the SPM)."""

    aid: Decimal
    spm: Decimal


@dataclass(frozen=True, kw_only=True)
class Unsuitable:
    """What counts as not fit: conditions of any part, materials of roof, wall and floor, and sources of water."""

    conditions: frozenset[str]
    materials: Mapping[str, frozenset[str]]
    water: frozenset[str]

    def part(self, house: HouseFacts, name: str) -> bool | None:
        """Whether roof, wall, floor or a part of the structure fails; None if nobody has looked."""
        condition, material = {**house.structure, **house.finish}.get(name, ""), house.material.get(name, "")
        if condition in self.conditions or material in self.materials.get(name, frozenset()):
            return True
        return False if condition and (material or name not in ALADIN) else None


@dataclass(frozen=True, kw_only=True)
class FloorArea:
    """m² for each person, rounded for reading; the comparisons are exact. `shortage`: m² that lack for the aid's
    minimum."""

    each: Decimal
    meets_aid: bool
    meets_spm: bool
    needed: Decimal
    shortage: Decimal


def floor_area(area: Decimal, residents: int, minimum: FloorMinimum) -> FloorArea:
    """Floor area for each person. Source: `domain.md` §3.3, examples 1 to 3."""
    needed = minimum.aid * residents
    return FloorArea(
        each=(area / residents).quantize(_CENT, ROUND_HALF_UP),
        meets_aid=area >= needed,
        meets_spm=area >= minimum.spm * residents,
        needed=needed,
        shortage=max(needed - area, Decimal(0)),
    )


def repair_kind(structure: Mapping[str, str]) -> WorkKind | None:
    """PB when all five parts of the structure are broken or absent, else PK; None while one was not looked at, unless a
    sound one settles it. Source: `domain.md` §3.3 [D]."""
    states = [structure.get(name, "") for name in STRUCTURE]
    if any(state in (Condition.GOOD, Condition.PARTLY) for state in states):
        return WorkKind.REPAIR
    return WorkKind.NEW if all(states) else None


def unfit_because(house: HouseFacts, minimum: FloorMinimum, unsuitable: Unsuitable) -> tuple[str, ...] | None:
    """Why the house is unfit to live in: safety, floor area, health (`domain.md` §3.1). Empty if it is fit; None while
    too little is known to say so."""
    parts = [unsuitable.part(house, name) for name in (*STRUCTURE, *ALADIN)]
    area = None
    if house.area is not None and house.residents:
        area = not floor_area(house.area, house.residents, minimum).meets_aid
    health = _any([_water(house, unsuitable), _latrine(house), _not(house.daylight), _not(house.ventilation)])
    failures = {"keselamatan bangunan": _any(parts), "luas lantai": area, "kesehatan penghuni": health}
    reasons = tuple(name for name, fails in failures.items() if fails)
    return reasons if reasons or None not in failures.values() else None


def _any(answers: list[bool | None]) -> bool | None:
    if any(answers):
        return True
    return None if None in answers else False


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _water(house: HouseFacts, unsuitable: Unsuitable) -> bool | None:
    return house.water in unsuitable.water if house.water else None


def _latrine(house: HouseFacts) -> bool | None:
    return house.latrine != Latrine.OWN if house.latrine else None
