"""A household that meets every rule, to be changed one thing at a time; and the numbers of 2026."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from perkim.swadaya.parameters import FLOOR_AREA, SETS, UNSUITABLE, WEIGHTS
from perkim.swadaya.rules import HouseFacts, HouseholdFacts, PastAid, RuleResult, Thresholds, eligibility

UMK_2026 = 2_578_320
BSPS_2026 = Thresholds(name="BSPS_2026", **SETS["BSPS_2026"], umk=UMK_2026)
BSPS_LAMA = Thresholds(name="BSPS_LAMA", **SETS["BSPS_LAMA"], umk=UMK_2026)
MINIMUM = FLOOR_AREA.parse({"bantuan": "7.2", "spm": "9"})
UNFIT = UNSUITABLE.parse(
    {
        "kondisi": ["B", "C", "T"],
        "atap": ["RUMBIA"],
        "dinding": ["BAMBU"],
        "lantai": ["TANAH"],
        "air": ["SUMUR_TERBUKA", "SUNGAI"],
    }
)
POINTS = WEIGHTS.parse(
    {
        "struktur B": 1,
        "struktur C": 3,
        "struktur T": 3,
        "aladin B": 1,
        "aladin C": 3,
        "tanpa jamban": 3,
        "jamban bersama": 1,
        "air tak layak": 2,
        "luas kurang": 2,
        "lansia atau disabilitas": 2,
        "desil 1": 3,
        "desil 2": 2,
        "desil 3": 1,
    }
)
TODAY = date(2026, 6, 22)
PARTS = ("pondasi", "sloof", "kolom", "ring_balok", "rangka_atap")
SOUND = HouseFacts(
    area=Decimal(36),
    residents=4,
    structure=dict.fromkeys(PARTS, "A"),
    finish={"atap": "A", "dinding": "A", "lantai": "A"},
    material={"atap": "GENTENG", "dinding": "TEMBOK", "lantai": "KERAMIK"},
    water="PDAM",
    latrine="SENDIRI",
    daylight=True,
    ventilation=True,
)


def worn(house: HouseFacts = SOUND, **changes: Any) -> HouseFacts:
    """A house with some parts in another condition: `worn(dinding="C", kolom="T")`."""
    structure = {**house.structure, **{name: state for name, state in changes.items() if name in PARTS}}
    finish = {**house.finish, **{name: state for name, state in changes.items() if name in house.finish}}
    return replace(house, structure=structure, finish=finish)


GOOD = HouseholdFacts(
    on=TODAY,
    house=worn(dinding="C"),
    citizen=True,
    family_status="KELUARGA",
    birth_date=date(1985, 3, 15),
    has_elderly=False,
    has_disabled=False,
    decile=1,
    income=1_900_000,
    land_proof="SHM",
    land_status="SENDIRI",
    disputed=False,
    spatial="SESUAI",
    zone="BUKAN",
    other_house=False,
    occupied_years=12,
    aid_said=False,
    willing="SUDAH",
    stays="SUDAH",
)


def aid(granted_on: date, *, by: str = "nik", **fields: Any) -> PastAid:
    return PastAid(programme="BSPS", granted_on=granted_on, matched_by=frozenset(by.split()), **fields)


def answer(rule: str, limits: Thresholds = BSPS_2026, **changes: Any) -> RuleResult:
    """What one rule says about the good household with these changes."""
    found = eligibility(replace(GOOD, **changes), limits, MINIMUM, UNFIT)
    return next(each for each in found if each.rule == rule)
