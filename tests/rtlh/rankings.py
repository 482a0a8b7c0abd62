"""A year whose villages are verified, with households that wait to be ranked."""

from datetime import timedelta

from perkim.accounts.roles import Role
from perkim.funds.gates import Ceilings
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Assessment, HouseSurvey, Place, Ranking
from perkim.swadaya.ranking.actions import freeze_ranking
from perkim.swadaya.ranking.announcing import announce, approve_ranking, close_objections
from perkim.swadaya.ranking.quota import QuotaLimits, state_quota
from tests.every_programme.walker import Walker
from tests.rtlh.walks import above, reach
from tests.worlds import kept

EACH = 20_000_000
HOUSE = Ceilings(material=17_500_000, wages=2_500_000)
# What every kind of work gets unless a test says otherwise, and a ceiling that binds nobody.
SAME = {"PK": HOUSE, "PB": HOUSE}


@kept
def year_with(walker: Walker, *scores: int) -> tuple[Berkas, list[Berkas]]:
    """An activity that stands in penetapan, and households of one village with these scores."""
    year, houses = _year_of(walker, len(scores))
    for house, score in zip(houses, scores, strict=True):
        Assessment.objects.filter(berkas=house).update(score=score)
    return Berkas.objects.get(pk=year.pk), [Berkas.objects.get(pk=house.pk) for house in houses]


@kept
def _year_of(walker: Walker, households: int) -> tuple[Berkas, list[Berkas]]:
    houses = [reach(walker, "layak")]
    village = above(houses[0], "usulan")
    houses += [reach(walker, "layak", parent=village) for _ in range(households - 1)]
    walker.pass_by(village, ("draf", "pemeriksaan", "verifikasi"))
    year = above(houses[0], "kegiatan")
    walker.pass_by(year, ("tim",))
    return year, houses


def earns(house: Berkas, income: int) -> None:
    HouseSurvey.objects.filter(berkas=house).update(income_method="BULANAN", income_amount=income)


def houses_live_in(house: Berkas, residents: int) -> None:
    HouseSurvey.objects.filter(berkas=house).update(residents=residents)


def quota(walker: Walker, year: Berkas, *, units: int | None = None, rupiah: int | None = None, **villages: int):
    limits = QuotaLimits(
        units=units, rupiah=rupiah, aid=SAME, villages={code.replace("_", "."): n for code, n in villages.items()}
    )
    return state_quota(actor=walker.holder(Role.KABID_PRM), case=year, limits=limits, now=walker.tick())


def frozen(walker: Walker, year: Berkas, *, units: int, seen: int | None = None) -> Ranking:
    quota(walker, year, units=units)
    return freeze_ranking(actor=walker.holder(Role.KABID_PRM), case=year, seen=seen, now=walker.tick())


def announced(walker: Walker, ranking: Ranking) -> Ranking:
    now = walker.tick()
    return announce(actor=walker.holder(Role.KABID_PRM), ranking=ranking, starts=now.date(), now=now)


def closed(walker: Walker, ranking: Ranking) -> Ranking:
    """Announced, and the days over without an objection."""
    if ranking.announcement is None:
        ranking = announced(walker, ranking)
    walker.now += timedelta(days=8)
    return close_objections(actor=walker.holder(Role.STAF), ranking=ranking, now=walker.tick())


def approved(walker: Walker, ranking: Ranking) -> Ranking:
    return approve_ranking(actor=walker.holder(Role.KADIS), ranking=closed(walker, ranking), now=walker.tick())


def order_of(ranking: Ranking) -> list[tuple[int, int | None]]:
    """Households in order, each with its place among the reserves."""
    return list(Place.objects.filter(ranking=ranking).order_by("position").values_list("berkas", "reserve"))
