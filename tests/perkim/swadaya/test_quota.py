"""The quota is given out from the first place on, and what is left over helps nobody out of order."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from perkim.lib.calendar import JAKARTA
from perkim.swadaya.rules.quota import Applicant, Share, cut, ranked

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=JAKARTA)


def applicant(
    pk: int,
    *,
    score: int = 10,
    income: int = 1_000_000,
    residents: int = 4,
    days: int = 0,
    village="A",
    kind="PK",
    worth: int = 20,
):
    return Applicant(
        pk=pk,
        village=village,
        score=score,
        income=income,
        residents=residents,
        proposed_at=DAY + timedelta(days=days),
        kind=kind,
        worth=worth,
    )


def test_of_equals_in_all_else_the_earlier_proposal_goes_first() -> None:
    order = ranked([applicant(1, days=2), applicant(2, days=1), applicant(3, days=1, residents=5)])
    assert [each.pk for each in order] == [3, 2, 1]


def test_a_kind_of_work_that_has_had_its_share_does_not_hold_up_the_other() -> None:
    placed = cut(
        [applicant(1, score=9, kind="PB"), applicant(2, score=8, kind="PB"), applicant(3, score=7)],
        Share(units=2, rupiah=None, kinds={"PB": 1, "PK": 1}),
    )
    assert [(each.applicant.pk, each.reserve) for each in placed] == [(1, None), (2, 1), (3, None)]


def test_a_full_village_does_not_hold_up_the_next() -> None:
    placed = cut(
        [applicant(1, score=9), applicant(2, score=8), applicant(3, score=7, village="B")],
        Share(units=2, rupiah=None, villages={"A": 1}),
    )
    assert [(each.applicant.pk, each.reserve) for each in placed] == [(1, None), (2, 1), (3, None)]


def test_the_last_rupiah_pays_a_house_and_one_less_does_not() -> None:
    three = [applicant(number) for number in (1, 2, 3)]
    for rupiah, within in ((60, 3), (59, 2), (40, 2), (19, 0)):
        placed = cut(three, Share(units=None, rupiah=rupiah))
        assert sum(each.reserve is None for each in placed) == within


def test_houses_cost_what_their_kind_of_work_gets_and_a_dear_one_holds_no_cheaper_one_up() -> None:
    houses = [applicant(1, score=9, worth=35), applicant(2, score=8, worth=35), applicant(3, score=7, worth=17)]
    placed = cut(houses, Share(units=None, rupiah=60, villages={}))
    assert [(each.applicant.pk, each.reserve) for each in placed] == [(1, None), (2, 1), (3, None)]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from("ABC")), max_size=40),
    st.integers(1, 20),
    st.integers(0, 500),
    st.dictionaries(st.sampled_from("ABC"), st.integers(0, 5)),
)
def test_no_limit_is_ever_exceeded_and_everybody_has_one_place(people, units, rupiah, villages) -> None:
    given_in = [
        applicant(pk, score=score, income=income, village=village) for pk, (score, income, village) in enumerate(people)
    ]
    placed = cut(reversed(given_in), Share(units=units, rupiah=rupiah, villages=villages))
    assert placed == cut(given_in, Share(units=units, rupiah=rupiah, villages=villages))
    within = [each.applicant for each in placed if each.reserve is None]
    assert len(within) <= units
    assert len(within) * 20 <= rupiah
    assert all(sum(each.village == name for each in within) <= most for name, most in villages.items())
    assert [each.position for each in placed] == list(range(1, len(people) + 1))
    reserves = [each.reserve for each in placed if each.reserve]
    assert reserves == list(range(1, len(reserves) + 1))
