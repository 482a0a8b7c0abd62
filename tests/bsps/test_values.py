"""What a house gets in BSPS, by day, kind of work and region. Source: `domain.md` §4.1."""

from datetime import date

import pytest

from bsps.scheme import SCHEME
from perkim.accounts.roles import Role
from perkim.funds.gates import Ceilings
from perkim.parameters.actions import NewValue, set_value
from perkim.parameters.kinds import ParameterValueError, kind
from perkim.schemes.values import worth_on
from tests.every_programme.walker import Walker

REGULAR = Ceilings(material=17_500_000, wages=2_500_000)


def test_repairs_and_new_houses_had_values_of_their_own_until_2021(walker: Walker) -> None:
    assert worth_on(SCHEME)(date(2021, 12, 31)) == {
        "PK": Ceilings(material=15_000_000, wages=2_500_000),
        "PB": Ceilings(material=30_000_000, wages=5_000_000),
    }


def test_since_2022_each_house_gets_twenty_million(walker: Walker) -> None:
    assert worth_on(SCHEME)(date(2026, 6, 22)) == {"PK": REGULAR, "PB": REGULAR}
    assert REGULAR.total == 20_000_000


@pytest.mark.parametrize(("tier", "total"), [("papua_kota", 23_500_000), ("terpencil", 40_000_000)])
def test_an_office_elsewhere_states_its_region(walker: Walker, tier: str, total: int) -> None:
    day = date(2026, 6, 22)
    new = NewValue(kind=kind("bsps.tingkat_nilai"), value=tier, starts=day, basis="Juknis BSPS")
    set_value(actor=walker.holder(Role.ADMIN), new=new, now=walker.tick())
    assert {each.total for each in worth_on(SCHEME)(day).values()} == {total}


def test_another_word_is_refused_with_the_known_ones(walker: Walker) -> None:
    with pytest.raises(ParameterValueError, match="Pilihannya: umum, papua_kota, terpencil"):
        kind("bsps.tingkat_nilai").refuse_unfit("jawa")
