"""What the rules read: one household with its house and land, and the thresholds in force. None or "" is unknown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """One set of numbers by which eligibility is decided. Source: `domain.md` §3.2, §2.4.

    `huni`: years lived in the house before; `jeda`: years since the last aid; `huni_pasca`: years they will stay
    afterwards; `lansia`: age from which somebody alone counts; `pengecualian`: codes of earlier aid that shuts nobody
    out; `umk`, `ump`: Rp a month, None where not stated.
    """

    name: str
    huni: int
    jeda: int
    huni_pasca: int
    lansia: int
    pengecualian: Collection[str]
    umk: int | None
    ump: int | None = None

    @property
    def income_limit(self) -> tuple[str, int] | None:
        """By which wage income is measured, and its amount: the UMP where it is stated, else the UMK."""
        if self.ump is not None:
            return "UMP", self.ump
        return ("UMK", self.umk) if self.umk is not None else None


@dataclass(frozen=True, kw_only=True)
class PastAid:
    """Aid for a house, received before. `matched_by` says what matched: nik, kk, pasangan, koordinat, or pengakuan
    (they said so themselves). `granted_on` is the day of the decree; where only the year is known, its last day. `case`
    is the number of the case by which this portal gave it."""

    programme: str
    granted_on: date
    year_only: bool = False
    exception: str = ""
    matched_by: frozenset[str] = frozenset()
    metres: float | None = None
    amount: int | None = None
    case: str = ""

    @property
    def of_the_house_alone(self) -> bool:
        """It matches only by place: it may have been a former owner's."""
        return self.matched_by == {"koordinat"}


@dataclass(frozen=True, kw_only=True)
class Rival:
    """An earlier candidate of the same person, family or couple, whose case still runs. `same`: nik, kk or
    pasangan."""

    case: str
    same: str


@dataclass(frozen=True, kw_only=True)
class HouseFacts:
    """The house as surveyed. `area` in m²; parts by name with their condition A, B, C or T."""

    area: Decimal | None = None
    residents: int | None = None
    structure: Mapping[str, str] = field(default_factory=dict)  # pondasi, sloof, kolom, ring_balok, rangka_atap
    finish: Mapping[str, str] = field(default_factory=dict)  # atap, dinding, lantai
    material: Mapping[str, str] = field(default_factory=dict)  # atap, dinding, lantai
    water: str = ""
    latrine: str = ""
    daylight: bool | None = None
    ventilation: bool | None = None


@dataclass(frozen=True, kw_only=True)
class HouseholdFacts:
    """Everything that E1 to E9, the indicators and the score read. `on` is the day of the verdict; earlier aid is
    counted to `aid_until`, the day of the decree that names the household, or to `on` where that is None. Money in Rp a
    month, `occupied_years` in whole years."""

    on: date
    aid_until: date | None = None
    house: HouseFacts = HouseFacts()
    citizen: bool | None = None
    family_status: str = ""
    birth_date: date | None = None
    has_elderly: bool | None = None
    has_disabled: bool | None = None
    decile: int | None = None
    income: int | None = None
    land_proof: str = ""
    land_status: str = ""
    land_letter: bool | None = None
    disputed: bool | None = None
    spatial: str = ""
    zone: str = ""
    other_house: bool | None = None
    occupied_years: int | None = None
    aid_said: bool | None = None
    aid: tuple[PastAid, ...] = ()
    house_aid: str = ""
    rivals: tuple[Rival, ...] = ()
    willing: str = ""
    stays: str = ""

    @property
    def age(self) -> int | None:
        """Full years on the day of the verdict."""
        if self.birth_date is None:
            return None
        before = (self.on.month, self.on.day) < (self.birth_date.month, self.birth_date.day)
        return self.on.year - self.birth_date.year - before
