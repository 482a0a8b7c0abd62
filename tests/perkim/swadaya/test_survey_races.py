"""Surveys, overrides and moves at the same moment: one after the other, and none on what it did not see."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from perkim.accounts.models import User
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Assessment, HouseSurvey, Override
from perkim.swadaya.survey.questions import GROUPS
from perkim.swadaya.verdict.deciding import decide
from perkim.swadaya.verdict.eligibility import eligibility_of
from tests.perkim.swadaya.test_overrides import decide_otherwise
from tests.races import at_once
from tests.samples.houses import answer, fill_in, open_house, open_houses
from tests.samples.office import MONDAY


@pytest.fixture
def busy(fresh_database, monkeypatch) -> SimpleNamespace:
    return open_houses(monkeypatch)


def test_groups_saved_at_once_are_all_kept_in_one_survey(busy) -> None:
    house = open_house(busy)
    answers = at_once(*[lambda key=group.key: answer(busy.tfl, house, key) for group in GROUPS])
    assert not [each for each in answers if isinstance(each, SipocError)]
    assert HouseSurvey.objects.filter(berkas=house).count() == 1
    assert Assessment.objects.current().get(berkas=house).complete
    assert list(verify(kept_heads())) == []


def test_one_page_sent_three_times_at_once_is_kept_once(busy) -> None:
    house = open_house(busy)
    version = Berkas.objects.get(pk=house.pk).lock_version
    at_once(*[lambda: answer(busy.tfl, house, "rumah")] * 3)
    assert Berkas.objects.get(pk=house.pk).lock_version == version + 1


@pytest.mark.parametrize("round_", range(3))
def test_a_household_is_not_moved_on_a_verdict_that_changes_meanwhile(busy, round_: int) -> None:
    house = open_house(busy)
    fill_in(busy.tfl, house)
    shown = Berkas.objects.get(pk=house.pk)

    def go_on() -> Berkas:
        actor, decision = User.objects.get(pk=busy.tfl.pk), Decision(move="layak", key=uuid4())
        return move(actor=actor, case=shown, decision=decision, lock_version=shown.lock_version, now=MONDAY)

    answers = at_once(go_on, lambda: answer(busy.tfl, house, "tanah", disputed=True))
    assert sum(isinstance(each, SipocError) for each in answers) == 1
    moved = Berkas.objects.get(pk=house.pk).stage == "layak"
    assert eligibility_of(house.pk).eligible is moved


def test_of_two_overrides_at_once_one_stands(busy) -> None:
    house = open_house(busy)
    fill_in(busy.tfl, house, income_amount=300_000)
    answers = at_once(lambda: decide_otherwise(busy.tim, house), lambda: decide_otherwise(busy.kabid, house))
    assert sum(isinstance(each, SipocError) for each in answers) == 1
    assert Override.objects.live().filter(berkas=house).count() == 1


def test_a_house_assessed_by_three_at_once_is_assessed_once(busy) -> None:
    house = open_house(busy)
    at_once(*[lambda: decide(actor=User.objects.get(pk=busy.tim.pk), case=house, now=MONDAY)] * 3)
    assert Assessment.objects.filter(berkas=house).count() == 1
