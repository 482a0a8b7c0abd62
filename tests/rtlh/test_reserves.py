"""After the decree: who is within is awarded in one decision, and vacancies go to the reserves in their order."""

from uuid import uuid4

import pytest

from perkim.accounts.roles import Role
from perkim.schemes.papers import year as papers
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.exceptions import BlockedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Relation
from perkim.swadaya.models import Ranking
from perkim.swadaya.ranking.actions import fill_vacancy, freeze_ranking
from perkim.swadaya.ranking.requirements import NOT_WITHIN
from rtlh.scheme import SCHEME
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import approved, frozen, year_with
from tests.rtlh.walks import reach, sentences, take


def award(walker: Walker, houses: list[Berkas]) -> list[Berkas]:
    fresh = list(Berkas.objects.filter(pk__in=[house.pk for house in houses]).order_by("pk"))
    return move_many(
        actor=walker.holder(Role.KABID_PRM),
        cases=fresh,
        decision=Decision(move="tetapkan", key=uuid4()),
        lock_versions={case.pk: case.lock_version for case in fresh},
        now=walker.tick(),
    )


def decreed(walker: Walker, year: Berkas, units: int) -> Ranking:
    """The year after its decree."""
    ranking = approved(walker, frozen(walker, year, units=units))
    walker.pass_by(year, ("penetapan",))
    return ranking


def test_one_decision_awards_who_is_within_and_leaves_the_reserves(walker: Walker) -> None:
    year, (a, b, c) = year_with(walker, 30, 20, 10)
    decreed(walker, year, 2)
    with pytest.raises(BlockedError) as blocked:
        award(walker, [a, b, c])
    assert blocked.value.blockers == {c.pk: [NOT_WITHIN]}
    assert {case.stage for case in award(walker, [a, b])} == {"ditetapkan"}
    assert Berkas.objects.get(pk=c.pk).stage == "layak"


def test_after_the_decree_the_ranking_stays(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    decreed(walker, year, 1)
    take(walker, year, "ubah_sk")
    with pytest.raises(SipocError, match="SK penerima sudah dicatat"):
        freeze_ranking(actor=walker.holder(Role.KABID_PRM), case=year, seen=Ranking.objects.get().pk, now=walker.tick())


def test_the_next_reserve_takes_the_place_of_who_died(walker: Walker) -> None:
    year, (a, b, c) = year_with(walker, 30, 20, 10)
    ranking = decreed(walker, year, 1)
    award(walker, [a])
    place = ranking.places.get(berkas=a)
    kabid = walker.holder(Role.KABID_PRM)
    with pytest.raises(SipocError, match="masih ditempati"):
        fill_vacancy(actor=kabid, place=place, now=walker.tick())
    take(walker, a, "gugur", by=Role.KABID_PRM)
    assert fill_vacancy(actor=kabid, place=place, now=walker.tick()).berkas == b
    with pytest.raises(StaleError):
        fill_vacancy(actor=kabid, place=place, now=walker.tick())
    assert Relation.objects.get().other == a
    with pytest.raises(BlockedError, match="SK perubahan"):
        award(walker, [b])
    provide(papers.sk_perubahan(SCHEME), walker, Berkas.objects.get(pk=year.pk))
    assert award(walker, [b])[0].stage == "ditetapkan"
    assert sentences(c, "tetapkan") == [NOT_WITHIN]


def test_without_reserves_the_place_goes_to_who_became_eligible_later(walker: Walker) -> None:
    year, (a,) = year_with(walker, 30)
    ranking = decreed(walker, year, 1)
    take(walker, a, "gugur", by=Role.KABID_PRM)
    kabid = walker.holder(Role.KABID_PRM)
    with pytest.raises(SipocError, match="Tidak ada cadangan"):
        fill_vacancy(actor=kabid, place=ranking.places.get(), now=walker.tick())
    late = reach(walker, "layak", parent=Berkas.objects.get(pk=a.parent_id))
    assert fill_vacancy(actor=kabid, place=ranking.places.get(), now=walker.tick()).berkas == late
