"""Who was eligible when surveyed is asked again: when the list is frozen and agreed to, and when he is awarded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.roles import Role
from perkim.people.actions import record_aid_many
from perkim.people.identities import ListedAid
from perkim.people.models import Aid
from perkim.schemes.approval import recipients
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, Place
from perkim.swadaya.ranking.actions import fill_vacancy, freeze_ranking
from perkim.swadaya.ranking.announcing import approve_ranking
from perkim.swadaya.ranking.page import waiting_for_award
from perkim.swadaya.terms import EligibilityRule, RuleOutcome
from perkim.swadaya.verdict.deciding import decide
from perkim.swadaya.verdict.eligibility import eligibility_of
from perkim.swadaya.verdict.overriding import override
from perkim.swadaya.verdict.still_eligible import findings, recheck
from rtlh.scheme import SCHEME
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import approved, closed, frozen, quota, year_with
from tests.rtlh.walks import sentences, take

BAZNAS = "Bedah rumah Baznas"


def aided(walker: Walker, house: Berkas, programme: str = BAZNAS) -> None:
    """A list of another donor comes in after the survey."""
    told = ListedAid(
        holder_name="Contoh",
        programme=programme,
        source=Aid.Source.BAZNAS,
        year=walker.now.year,
        nik=Calon.objects.get(berkas=house).person.nik,
        granted_on=walker.now.date(),
    )
    record_aid_many(actor=walker.holder(Role.STAF), aids=[told], origin=programme, now=walker.tick())


def test_the_list_is_not_frozen_with_who_was_aided_since_the_survey(walker: Walker) -> None:
    year, (a, b) = year_with(walker, 20, 10)
    aided(walker, a)
    with pytest.raises(SipocError) as refused:
        frozen(walker, year, units=1)
    for words in (str(a), "(E5)", BAZNAS, "Minta survei ulang", "Gugurkan calon"):
        assert words in str(refused.value)
    take(walker, a, "gugur", by=Role.KABID_PRM)
    assert [place.berkas for place in frozen(walker, year, units=1).places.all()] == [b]


def test_the_head_reads_who_does_not_meet_the_rules_any_more_and_cannot_agree(walker: Walker) -> None:
    year, (a, _b) = year_with(walker, 20, 10)
    ranking = closed(walker, frozen(walker, year, units=2))
    good = [each.words for each in recipients(SCHEME, year).checks if each.good]
    assert "2 calon di dalam kuota memenuhi syarat menurut data hari ini" in good
    aided(walker, a)
    bad = [each.words for each in recipients(SCHEME, year).checks if not each.good]
    assert any(str(a) in words and BAZNAS in words for words in bad)
    with pytest.raises(SipocError, match=BAZNAS):
        approve_ranking(actor=walker.holder(Role.KADIS), ranking=ranking, now=walker.tick())


def test_an_award_is_asked_for_anew_and_a_reserve_takes_the_place(walker: Walker) -> None:
    year, (a, b, c) = year_with(walker, 30, 20, 10)
    ranking = approved(walker, frozen(walker, year, units=2))
    walker.pass_by(year, ("penetapan",))
    aided(walker, a)
    assert any(
        each.startswith("Belum menerima bantuan rumah (E5)") and BAZNAS in each for each in sentences(a, "tetapkan")
    )
    assert sentences(b, "tetapkan") == []
    assert take(walker, b, "tetapkan", by=Role.KABID_PRM).stage == "ditetapkan"
    take(walker, a, "gugur", by=Role.KABID_PRM)
    place = fill_vacancy(actor=walker.holder(Role.KABID_PRM), place=ranking.places.get(berkas=a), now=walker.tick())
    assert place.berkas == c
    assert [each.berkas for each in waiting_for_award(Berkas.objects.get(pk=year.pk), ranking)] == [c]


def test_a_decided_exception_holds_for_what_it_was_decided_about_and_nothing_else(walker: Walker) -> None:
    year, (a,) = year_with(walker, 20)
    aided(walker, a)
    back = take(walker, a, "survei_ulang", by=Role.KABID_PRM)
    team = walker.holder(Role.TIM_TEKNIS)
    decide(actor=walker.holder(Role.TFL), case=back, now=walker.tick())
    assert eligibility_of(a.pk).line(EligibilityRule.AID_BEFORE).result is RuleOutcome.FAILED
    why = {"reason": "Bantuan itu untuk jamban, bukan rumah.", "after": RuleOutcome.PASSED, "seen": RuleOutcome.FAILED}
    override(actor=team, case=back, rule=EligibilityRule.AID_BEFORE, now=walker.tick(), **why)
    take(walker, back, "layak", by=Role.TFL)
    ranking = frozen(walker, year, units=1)
    assert recheck([a.pk], walker.now.date())[a.pk].decided == 1
    aided(walker, a, "BSPS")
    with pytest.raises(SipocError, match="BSPS"):
        freeze_ranking(actor=walker.holder(Role.KABID_PRM), case=year, seen=ranking.pk, now=walker.tick())


def test_six_are_asked_again_with_as_many_queries_as_two(walker: Walker) -> None:
    year, houses = year_with(walker, *range(6))
    quota(walker, year, units=6)
    costs = []
    for cases in (houses[:2], houses):
        with CaptureQueriesContext(connection) as asked:
            assert findings(cases, walker.now.date()) == []
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 14
    assert not Place.objects.exists()
