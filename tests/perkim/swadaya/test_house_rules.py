"""Floor area, two of six, repair or new house, score, progress: the examples of `domain.md` §3.3, §4.5 and §19."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perkim.swadaya.rules import (
    HouseFacts,
    floor_area,
    indicators,
    progress,
    rank_key,
    repair_kind,
    score,
    shares_of,
    unfit_because,
    weights_shown,
)
from perkim.swadaya.rules.building import STRUCTURE
from tests.perkim.swadaya.households import GOOD, MINIMUM, PARTS, POINTS, SOUND, UMK_2026, UNFIT, worn

AREAS = st.decimals(min_value="0.1", max_value=2000, places=2)
STATES = st.sampled_from("ABCT")
STRUCTURES = st.fixed_dictionaries(dict.fromkeys(STRUCTURE, STATES))


def six(house: HouseFacts, income: int | None = UMK_2026, umk: int | None = UMK_2026):
    return indicators(house, income, umk, UNFIT, 2)


@pytest.mark.parametrize(
    ("area", "residents", "each", "aid", "spm"),
    [(30, 5, "6.00", False, False), (36, 4, "9.00", True, True), (32, 4, "8.00", True, False)],
)
def test_floor_area_of_the_examples(area: int, residents: int, each: str, aid: bool, spm: bool) -> None:
    found = floor_area(Decimal(area), residents, MINIMUM)
    assert (str(found.each), found.meets_aid, found.meets_spm) == (each, aid, spm)


def test_thirty_square_metres_for_five_lack_six() -> None:
    found = floor_area(Decimal(30), 5, MINIMUM)
    assert (found.needed, found.shortage) == (36, 6)


def test_rounding_does_not_lift_a_house_over_the_minimum() -> None:
    found = floor_area(Decimal("21.59"), 3, MINIMUM)
    assert (str(found.each), found.meets_aid) == ("7.20", False)


def test_a_half_is_rounded_up() -> None:
    assert str(floor_area(Decimal("25"), 8, MINIMUM).each) == "3.13"


@given(AREAS, st.integers(1, 30))
def test_there_is_a_shortage_exactly_where_the_minimum_is_not_met(area: Decimal, residents: int) -> None:
    found = floor_area(area, residents, MINIMUM)
    assert (found.shortage == 0) == found.meets_aid
    assert floor_area(area + found.shortage, residents, MINIMUM).meets_aid
    assert found.meets_aid or not found.meets_spm


@given(AREAS, st.integers(1, 29))
def test_one_more_resident_never_gives_more_room(area: Decimal, residents: int) -> None:
    fewer, more = (floor_area(area, number, MINIMUM) for number in (residents, residents + 1))
    assert more.each <= fewer.each
    assert more.shortage >= fewer.shortage


def test_three_of_six_may_be_proposed() -> None:
    house = worn(replace(SOUND, material={**SOUND.material, "lantai": "TANAH"}), dinding="C")
    found = six(house, income=1_900_000)
    assert [name for name, fails in found.fails.items() if fails] == ["lantai", "dinding", "penghasilan"]
    assert (found.count, found.proposed) == (3, True)


def test_low_income_alone_is_not_enough() -> None:
    found = six(SOUND, income=1_900_000)
    assert (found.count, found.proposed) == (1, False)


def test_an_income_at_the_minimum_wage_does_not_fail() -> None:
    assert six(SOUND, income=UMK_2026).fails["penghasilan"] is False
    assert six(SOUND, income=UMK_2026 - 1).fails["penghasilan"] is True


@pytest.mark.parametrize("part", ["sloof", "kolom", "ring_balok", "rangka_atap"])
def test_one_part_of_the_frame_makes_the_structure_fail(part: str) -> None:
    found = six(worn(**{part: "T"}))
    assert [name for name, fails in found.fails.items() if fails] == ["struktur"]


def test_it_is_open_while_what_is_unknown_could_decide() -> None:
    unknown_wall = replace(SOUND, finish={**SOUND.finish, "dinding": ""})
    assert six(unknown_wall, income=UMK_2026).proposed is False
    assert six(unknown_wall, income=1).proposed is None
    assert six(worn(unknown_wall, atap="C"), income=1).proposed is True


def test_six_answers_are_open_in_an_empty_survey() -> None:
    found = six(HouseFacts(), income=None)
    assert set(found.fails.values()) == {None}
    assert found.proposed is None


@pytest.mark.parametrize(("states", "kind"), [("CCCCC", "PB"), ("TTTTT", "PB"), ("CTCTC", "PB"), ("CCCCB", "PK")])
def test_a_new_house_only_where_all_five_parts_are_gone(states: str, kind: str) -> None:
    assert repair_kind(dict(zip(PARTS, states, strict=True))) == kind


def test_the_kind_is_open_until_all_parts_were_looked_at() -> None:
    assert repair_kind({"pondasi": "C"}) is None
    assert repair_kind({"pondasi": "B"}) == "PK"


def test_why_a_house_is_unfit() -> None:
    assert unfit_because(SOUND, MINIMUM, UNFIT) == ()
    assert unfit_because(HouseFacts(), MINIMUM, UNFIT) is None
    all_three = worn(replace(SOUND, area=Decimal(20), water="SUNGAI"), atap="B")
    assert unfit_because(all_three, MINIMUM, UNFIT) == ("keselamatan bangunan", "luas lantai", "kesehatan penghuni")


def points(**changes) -> int:
    return score(replace(GOOD, **changes), POINTS, MINIMUM, UNFIT).total


def test_the_score_of_a_house_in_ruins() -> None:
    ruin = worn(**dict.fromkeys(PARTS, "C"), atap="C", dinding="C", lantai="C")
    ruin = replace(ruin, area=Decimal(20), latrine="TIDAK_ADA", water="SUNGAI")
    assert points(house=ruin, has_elderly=True, decile=1) == 5 * 3 + 3 * 3 + 3 + 2 + 2 + 2 + 3


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ({"house": worn(kolom="B")}, 1),
        ({"house": worn(kolom="C")}, 3),
        ({"house": worn(kolom="T")}, 3),
        ({"house": worn(lantai="B")}, 1),
        ({"house": worn(lantai="C")}, 3),
        ({"house": replace(SOUND, latrine="BERSAMA")}, 1),
        ({"house": replace(SOUND, latrine="TIDAK_ADA")}, 3),
        ({"house": replace(SOUND, water="SUMUR_TERBUKA")}, 2),
        ({"house": replace(SOUND, area=Decimal(28))}, 2),
        ({"has_disabled": True}, 2),
        ({"has_disabled": True, "has_elderly": True}, 2),
        ({"decile": 1}, 3),
        ({"decile": 2}, 2),
        ({"decile": 3}, 1),
        ({"decile": 4}, 0),
    ],
)
def test_each_thing_wrong_gives_its_points(changes: dict, more: int) -> None:
    sound = {"house": SOUND, "decile": None}
    assert points(**{**sound, **changes}) - points(**sound) == more


def test_the_lines_of_the_score_add_up_and_are_seven() -> None:
    found = score(GOOD, POINTS, MINIMUM, UNFIT)
    assert len(found.lines) == 7
    assert found.total == sum(line.points for line in found.lines)
    assert found.complete


def test_a_score_of_an_unfinished_survey_says_so() -> None:
    assert not score(replace(GOOD, house=replace(SOUND, water="")), POINTS, MINIMUM, UNFIT).complete


@given(STRUCTURES, st.sampled_from(PARTS))
def test_a_part_that_gets_worse_never_lowers_the_score(structure: dict, part: str) -> None:
    assume(structure[part] in "AB")
    before = replace(SOUND, structure=structure)
    after = replace(SOUND, structure={**structure, part: "C"})
    assert points(house=after) > points(house=before)


@given(STRUCTURES)
def test_no_score_is_below_nothing_or_above_the_most(structure: dict) -> None:
    assert 0 <= points(house=replace(SOUND, structure=structure)) <= 36


def test_equal_points_are_decided_by_income_then_people_then_day() -> None:
    early, late = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC)
    order = [
        rank_key(9, 2_000_000, 2, late, 1),
        rank_key(8, 1_000_000, 2, late, 2),
        rank_key(8, 1_500_000, 6, late, 3),
        rank_key(8, 1_500_000, 5, early, 4),
        rank_key(8, 1_500_000, 5, late, 5),
        rank_key(8, 1_500_000, 5, late, 6),
    ]
    assert sorted(order) == order


STANDARD = {"pondasi": 15, "sloof": 8, "kolom": 12, "ring_balok": 8, "dinding": 22, "rangka_atap": 12}
STANDARD |= {"penutup_atap": 10, "lantai": 8, "sanitasi": 5}


def test_finished_work_is_a_hundred_per_cent() -> None:
    shares = shares_of({}, STANDARD)
    assert progress(dict.fromkeys(STANDARD, 100), shares) == 100
    assert progress({"pondasi": 100, "sloof": 50}, shares) == 19


@given(st.dictionaries(st.sampled_from(list(STANDARD)), st.integers(0, 20_000_000)))
def test_weights_as_shown_add_up_to_a_hundred(costs: dict) -> None:
    weights = weights_shown(shares_of(costs, STANDARD))
    assert sum(weights.values()) == 100
    assert all(weight >= 0 for weight in weights.values())


def test_a_repair_is_weighed_by_what_its_plan_pays() -> None:
    weights = weights_shown(shares_of({"lantai": 3_000_000, "dinding": 1_000_000, "kolom": 0}, STANDARD))
    assert weights == {"lantai": 75, "dinding": 25}
