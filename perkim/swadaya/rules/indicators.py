"""The 2-of-6 rule: a household may be proposed when at least two of six indicators fail. Source: `domain.md` §3.3."""

from collections.abc import Mapping
from dataclasses import dataclass

from perkim.swadaya.rules.building import STRUCTURE, Unsuitable
from perkim.swadaya.rules.facts import HouseFacts

TITLES: Mapping[str, str] = {
    "lantai": "lantai",
    "pondasi": "pondasi",
    "dinding": "dinding",
    "struktur": "struktur",
    "atap": "atap",
    "penghasilan": "penghasilan di bawah UMK",
}
# What stands between foundation and roof cover.
_FRAME = STRUCTURE[1:]


@dataclass(frozen=True, kw_only=True)
class Indicators:
    """For each indicator whether it fails (None: unknown), and how many must at least."""

    fails: Mapping[str, bool | None]
    least: int

    @property
    def count(self) -> int:
        return sum(1 for answer in self.fails.values() if answer)

    @property
    def proposed(self) -> bool | None:
        """Whether enough of them fail; None while those unknown could still decide it."""
        if self.count >= self.least:
            return True
        unknown = sum(1 for answer in self.fails.values() if answer is None)
        return None if self.count + unknown >= self.least else False


def indicators(
    house: HouseFacts, income: int | None, umk: int | None, unsuitable: Unsuitable, least: int
) -> Indicators:
    """The six answers about a house and its income (Rp a month): floor, foundation, wall, structure, roof, income.

    A part fails by its condition, or by its material (a floor of earth). Income fails below the UMK, not at it.
    """
    frame = [unsuitable.part(house, name) for name in _FRAME]
    return Indicators(
        fails={
            "lantai": unsuitable.part(house, "lantai"),
            "pondasi": unsuitable.part(house, "pondasi"),
            "dinding": unsuitable.part(house, "dinding"),
            "struktur": True if any(frame) else (None if None in frame else False),
            "atap": unsuitable.part(house, "atap"),
            "penghasilan": None if income is None or umk is None else income < umk,
        },
        least=least,
    )
