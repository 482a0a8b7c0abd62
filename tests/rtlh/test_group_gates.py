"""A group (KPB) whose houses wait for each other, where the office says so: `domain.md` §4.5, example 6."""

import pytest

from perkim.accounts.roles import Role
from perkim.parameters.models import Parameter
from perkim.schemes import money
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.actions import Seat, form_kpb
from perkim.swadaya.kpb.models import KpbOffice
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.rtlh.building import PENERIMA, neighbours, pay_now, work
from tests.rtlh.walks import sentences, take

# Each walks several households through many stages.
pytestmark = pytest.mark.slow

WAITS = (
    "Semua rumah KPB Krajan 1 menunggu yang paling lambat: Rumah 3, fisik 20 %, kurang 10 % dari batas tahap 1 (30 %)."
)


@pytest.fixture
def houses(walker: Walker) -> list[Berkas]:
    """Three houses of one group at work, at 31, 34 and 20 per cent; each with a name of its own."""
    found = neighbours(walker, "pengerjaan_1", 3)
    for number, (house, percent) in enumerate(zip(found, (31, 34, 20), strict=True), start=1):
        Berkas.objects.filter(pk=house.pk).update(title=f"Rumah {number}")
        work(walker, house, 1, percent)
    seats = [
        Seat(berkas=house, office=office)
        for house, office in zip(found, (KpbOffice.CHAIR, KpbOffice.SECRETARY, KpbOffice.TREASURER), strict=True)
    ]
    now = walker.tick()
    form_kpb(
        actor=walker.holder(Role.KORFAS),
        usulan=found[0].parent,
        name="KPB Krajan 1",
        formed_on=now.date(),
        seats=seats,
        now=now,
    )
    return found


def wait_for_each_other(on: int = 1) -> None:
    Parameter.objects.filter(key="dana.gerbang_kpb").update(value=on)


def test_by_default_each_house_has_its_own_gate(houses) -> None:
    said = [[each for each in sentences(house, "ajukan") if "batas tahap" in each] for house in houses]
    assert said == [[], [], ["Fisik 20 %, kurang 10 % dari batas tahap 1 (30 %)."]]


def test_where_houses_wait_for_each_other_the_slowest_is_named(houses, walker: Walker) -> None:
    wait_for_each_other()
    assert WAITS in sentences(houses[0], "ajukan")
    assert WAITS in sentences(houses[1], "ajukan")
    assert "Fisik 20 %, kurang 10 % dari batas tahap 1 (30 %)." in sentences(houses[2], "ajukan")
    work(walker, houses[2], 1, 30)
    assert not [each for house in houses for each in sentences(house, "ajukan") if "batas tahap" in each]


def test_a_house_that_was_closed_holds_nobody_up(houses, walker: Walker) -> None:
    wait_for_each_other()
    take(walker, houses[2], "gugur", by=Role.KABID_PRM)
    assert WAITS not in sentences(houses[0], "ajukan")


def test_nothing_is_paid_while_the_group_waits(houses, walker: Walker) -> None:
    house = houses[0]
    walker.pass_by(house, ("pengerjaan_1",))
    for asked in PENERIMA.stage("lpd_1").requirements[:3]:
        provide(asked, walker, Berkas.objects.get(pk=house.pk))
    wait_for_each_other()
    with pytest.raises(SipocError, match="menunggu yang paling lambat: Rumah 3, fisik 20 %"):
        pay_now(walker, house)
    wait_for_each_other(0)
    assert len(pay_now(walker, house)) == 2


def test_a_group_is_read_in_as_many_queries_for_one_house_and_for_all(houses, django_assert_num_queries) -> None:
    wait_for_each_other()
    for number in (1, 3):
        cases = Berkas.objects.filter(pk__in=[each.pk for each in houses[:number]])
        with django_assert_num_queries(11):
            assert len(money.measured(1).missing(cases)) == number
