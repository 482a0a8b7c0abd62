"""The examples of `domain.md` §4.5 by their numbers, and the edges of the gates."""

from dataclasses import replace
from decimal import Decimal

import pytest

from perkim.funds.gates import Ceilings, Slowest, TermReport, payment_of, recap, slowest
from perkim.funds.physical import progress, shares_of, weights_shown

HOUSE = Ceilings(material=17_500_000, wages=2_500_000)
GATES = {1: 30, 2: 100}
WHOLE = TermReport(
    term=1,
    physical=Decimal("34.00"),
    checked=True,
    receipts=8_750_000,
    delivered=True,
    attendance=True,
    wage_receipt=True,
)
STANDARD = {"pondasi": 15, "sloof": 8, "kolom": 12, "ring_balok": 8, "dinding": 22, "rangka_atap": 12}
STANDARD |= {"penutup_atap": 10, "lantai": 8, "sanitasi": 5}


def decide(spent: int = 0, **changes):
    return payment_of(replace(WHOLE, **changes), HOUSE, GATES, spent)


def test_example_1_too_little_work_blocks_and_says_how_much_is_lacking() -> None:
    assert decide(physical=Decimal("28.00")).obstacles == ("Fisik 28 %, kurang 2 % dari batas tahap 1 (30 %).",)


def test_example_2_what_the_first_term_leaves_goes_to_the_second() -> None:
    paid = decide(receipts=8_690_000)
    assert (paid.material, paid.wages, paid.total, paid.carried) == (8_690_000, 1_250_000, 9_940_000, 60_000)
    assert paid.obstacles == ()
    assert HOUSE.material_left(2, 8_690_000) == 8_810_000


def test_example_3_no_more_than_the_ceiling_is_paid_and_the_rest_is_settled() -> None:
    blocked = decide(receipts=8_900_000, physical=Decimal("31.00"))
    assert (blocked.material, blocked.excess) == (8_750_000, 150_000)
    (sentence,) = blocked.obstacles
    assert sentence.startswith("Nota melebihi sisa pagu bahan sebesar Rp150.000.")
    assert decide(receipts=8_900_000, physical=Decimal("31.00"), settled=True).obstacles == ()


def test_example_4_both_terms_use_the_whole_aid() -> None:
    second = decide(term=2, physical=Decimal("100.00"), receipts=8_810_000, spent=8_690_000)
    assert second.obstacles == ()
    assert 8_690_000 + second.material == 17_500_000
    assert 9_940_000 + second.total == HOUSE.total == 20_000_000


def test_example_5_an_unfinished_house_is_not_paid_at_the_end_of_the_year() -> None:
    blocked = decide(term=2, physical=Decimal("92.00"), receipts=8_810_000, spent=8_690_000)
    assert blocked.obstacles == ("Fisik 92 %, kurang 8 % dari batas tahap 2 (100 %).",)


def test_example_6_each_house_has_its_own_gate_and_a_group_that_of_its_slowest() -> None:
    houses = [Decimal("30.00")] * 17 + [Decimal("20.00")]
    assert sum(not decide(physical=each).obstacles for each in houses) == 17
    assert decide(physical=slowest(houses)).obstacles


def test_example_6_where_a_group_waits_all_seventeen_are_told_for_whom() -> None:
    behind = Slowest(group="KPB Krajan 1", house="Slamet", physical=Decimal("20.00"))
    told = "menunggu yang paling lambat: Slamet, fisik 20 %, kurang 10 % dari batas tahap 1 (30 %)."
    assert decide(physical=Decimal("30.00"), slowest=behind).obstacles == (f"Semua rumah KPB Krajan 1 {told}",)
    own = decide(physical=Decimal("20.00"), slowest=behind).obstacles
    assert own == ("Fisik 20 %, kurang 10 % dari batas tahap 1 (30 %).",)
    enough = Slowest(group="KPB Krajan 1", house="Slamet", physical=Decimal("30.00"))
    assert not decide(physical=Decimal("31.00"), slowest=enough).obstacles


def test_example_7_the_money_of_eighteen_houses() -> None:
    group = [HOUSE] * 18
    assert (recap(group).material, recap(group).wages, recap(group).total) == (315_000_000, 45_000_000, 360_000_000)
    first = recap(group, 1)
    assert (first.material, first.wages, first.total) == (157_500_000, 22_500_000, 180_000_000)
    assert recap(group, 2) == first


@pytest.mark.parametrize(("physical", "open_"), [("29.99", False), ("30.00", True), ("30.01", True)])
def test_exactly_thirty_is_enough(physical: str, open_: bool) -> None:
    assert (not decide(physical=Decimal(physical)).obstacles) is open_


@pytest.mark.parametrize(("physical", "open_"), [("99.99", False), ("100.00", True)])
def test_the_second_term_needs_the_whole_house(physical: str, open_: bool) -> None:
    assert (not decide(term=2, physical=Decimal(physical)).obstacles) is open_


@pytest.mark.parametrize("lacking", ["checked", "delivered", "attendance", "wage_receipt"])
def test_nothing_is_paid_while_one_proof_is_lacking(lacking: str) -> None:
    assert len(decide(**{lacking: False}).obstacles) == 1


def test_without_attendance_there_are_no_wages() -> None:
    assert decide(attendance=False).wages == 0


def test_without_any_measure_the_gate_is_closed() -> None:
    assert decide(physical=None).obstacles == ("Kemajuan fisik belum dicatat; batas tahap 1 adalah 30 %.",)


def test_an_odd_amount_is_split_without_a_loss() -> None:
    odd = Ceilings(material=17_500_001, wages=2_500_001)
    assert odd.wages_of(1) + odd.wages_of(2) == odd.wages
    assert odd.material_left(1, 0) + odd.material_left(2, odd.material_left(1, 0)) == odd.material


def test_weights_of_a_whole_house() -> None:
    done = {"pondasi": Decimal(100), "sloof": Decimal(100), "kolom": Decimal(50), "ring_balok": Decimal("12.5")}
    assert progress(done, shares_of({}, STANDARD)) == Decimal("30.00")


def test_a_repair_counts_by_what_its_plan_pays_for() -> None:
    shares = shares_of({"penutup_atap": 6_000_000, "lantai": 3_000_000, "dinding": 0}, STANDARD)
    assert weights_shown(shares) == {"penutup_atap": Decimal("66.67"), "lantai": Decimal("33.33")}
    assert progress({"penutup_atap": 45}, shares) == Decimal("30.00")


@pytest.mark.parametrize(
    ("left_undone", "whole", "shown"),
    [
        (1, 20_000, "99.99"),  # 99,995 per cent
        (1, 26_000_000, "99.99"),
        (1, 10**12, "99.99"),
        (0, 26_000_000, "100.00"),
    ],
)
def test_what_is_not_finished_never_counts_as_a_hundred(left_undone: int, whole: int, shown: str) -> None:
    shares = {"dinding": whole - left_undone, "lantai": left_undone}
    percent = progress({"dinding": 100, "lantai": 0 if left_undone else 100}, {k: v for k, v in shares.items() if v})
    assert percent == Decimal(shown)
    assert (not decide(term=2, physical=percent).obstacles) is (shown == "100.00")


@pytest.mark.parametrize(("cost", "open_"), [(2_999_999, False), (3_000_000, True)])
def test_the_first_gate_opens_at_exactly_thirty(cost: int, open_: bool) -> None:
    percent = progress({"lantai": 100}, {"lantai": cost, "dinding": 10_000_000 - cost})
    assert (not decide(physical=percent).obstacles) is open_
