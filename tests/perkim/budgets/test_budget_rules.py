"""What RAB and DRPB must be: `domain.md` §4.1, §4.3 (DAK-03a), §4.6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkim.budgets.rules import Amounts, faults_of
from perkim.funds.gates import Ceilings
from perkim.parameters.kinds import ParameterValueError, yes_or_no

ADDED_UP = (
    "Jumlah RAB tertulis Rp26.500.000, sedangkan bahan + upah + swadaya Rp26.000.000: selisih Rp500.000. "
    "Cocokkan dengan naskahnya."
)
PARTLY = (
    "Biaya semua komponen Rp6.000.000, sedangkan jumlah RAB Rp26.000.000: selisih Rp20.000.000. "
    "Cocokkan dengan naskahnya."
)
AID = Ceilings(material=17_500_000, wages=2_500_000)


def amounts(**changes: int) -> Amounts:
    told = {"material": 17_500_000, "wages": 2_500_000, "own_cash": 3_000_000, "own_material": 2_000_000}
    told |= {"own_labour": 1_000_000, "drpb_material": 17_500_000, "drpb_wages": 2_500_000, **changes}
    whole = sum(told[name] for name in ("material", "wages", "own_cash", "own_material", "own_labour"))
    told = {"total": whole, **told}
    return Amounts(**{"components": {"dinding": told["total"]}, **told})


def said(leftover: bool = False, **changes: int) -> dict[str, str]:
    return {each.name: each.sentence for each in faults_of(amounts(**changes), AID, leftover=leftover)}


def test_a_plan_that_fits_has_no_fault() -> None:
    assert said() == {}
    assert said(own_cash=0, own_material=0, own_labour=0) == {}
    assert said(material=19_000_000, wages=3_000_000) == {}


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        (
            {"total": 26_500_000},
            "total",
            ADDED_UP,
        ),
        (
            {"material": 17_499_999, "drpb_material": 17_500_000, "own_cash": 1},
            "material",
            "Bahan RAB Rp17.499.999, kurang Rp1 dari bantuan bahan Rp17.500.000.",
        ),
        ({"wages": 2_400_000}, "wages", "Upah RAB Rp2.400.000, kurang Rp100.000 dari bantuan upah Rp2.500.000."),
        (
            {"drpb_material": 17_450_000},
            "drpb_material",
            "Bahan DRPB Rp17.450.000, kurang Rp50.000 dari bantuan bahan Rp17.500.000.",
        ),
        (
            {"drpb_material": 17_500_001, "material": 18_000_000},
            "drpb_material",
            "Bahan DRPB Rp17.500.001, lebih Rp1 dari bantuan bahan Rp17.500.000.",
        ),
        (
            {"drpb_wages": 2_600_000},
            "drpb_wages",
            "Upah DRPB Rp2.600.000, lebih Rp100.000 dari bantuan upah Rp2.500.000.",
        ),
    ],
)
def test_each_fault_names_its_difference(changes, name, sentence) -> None:
    assert said(**changes)[name] == sentence


@pytest.mark.parametrize(
    ("components", "sentence"),
    [
        ({}, "Isi biaya tiap komponen menurut RAB. Kemajuan fisik dihitung darinya."),
        (
            {"penutup_atap": 6_000_000},
            PARTLY,
        ),
        ({"penutup_atap": 6_000_000, "dinding": 20_000_000}, None),
    ],
)
def test_the_components_cost_what_the_whole_house_costs(components, sentence) -> None:
    assert said(components=components).get("components") == sentence


def test_all_faults_are_said_at_once() -> None:
    assert set(said(total=1, material=0, wages=0, drpb_material=0, drpb_wages=0)) == {
        "total",
        "material",
        "wages",
        "drpb_material",
        "drpb_wages",
    }


def test_where_a_rest_may_be_left_less_is_bought_but_the_house_costs_the_aid_all_the_same() -> None:
    assert said(leftover=True, material=17_000_000, drpb_material=17_000_000) == {}
    assert said(leftover=True, drpb_material=17_500_001, material=18_000_000)["drpb_material"].startswith("Bahan DRPB")
    more = said(leftover=True, material=17_000_000, drpb_material=17_200_000)
    assert more == {
        "drpb_material": "Bahan DRPB melebihi bahan RAB sebesar Rp200.000. Yang dibeli harus ada di RAB.",
    }
    bare = {"material": 16_000_000, "drpb_material": 16_000_000, "own_cash": 0, "own_material": 0, "own_labour": 0}
    assert said(leftover=True, **bare) == {
        "total": "Jumlah RAB Rp18.500.000, kurang Rp1.500.000 dari nilai bantuan Rp20.000.000."
    }


_money = st.integers(0, 40_000_000)


@given(_money, _money, _money, _money, _money, _money, _money, _money, st.booleans())
def test_what_has_no_fault_adds_up_and_spends_no_more_than_the_aid(
    total, material, wages, cash, own, labour, buys, pays, leftover
) -> None:
    told = Amounts(
        total=total,
        material=material,
        wages=wages,
        own_cash=cash,
        own_material=own,
        own_labour=labour,
        drpb_material=buys,
        drpb_wages=pays,
        components={"dinding": total},
    )
    if not faults_of(told, AID, leftover=leftover):
        assert told.total == told.added_up >= AID.total
        assert told.drpb <= AID.total
        assert told.drpb_material <= told.material


def test_a_switch_is_one_or_nought() -> None:
    assert (yes_or_no(1), yes_or_no(0)) == (True, False)
    for wrong in (2, -1, True, "1", None, [1]):
        with pytest.raises(ParameterValueError, match="Isi 1 bila ya, 0 bila tidak"):
            yes_or_no(wrong)
