"""What rules said, and what was decided otherwise, is replaced by nothing that claims to be earlier."""

from datetime import datetime, timedelta

import pytest

from perkim.accounts.models import User
from perkim.sipoc.exceptions import ClockBehindError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Assessment, HouseSurvey, Override
from perkim.swadaya.terms import EligibilityRule, RuleOutcome
from perkim.swadaya.verdict.overriding import override, withdraw_override
from tests.samples.houses import fill_in
from tests.samples.office import MONDAY

pytestmark = pytest.mark.django_db
EARLIER = MONDAY - timedelta(hours=1)


@pytest.fixture
def rich(office, house) -> Berkas:
    """A household whose income is above the limit."""
    fill_in(office.tfl, house, income_amount=300_000)
    return house


def decide_otherwise(actor: User, case: Berkas, now: datetime = MONDAY) -> Override:
    return override(
        actor=User.objects.get(pk=actor.pk),
        case=Berkas.objects.get(pk=case.pk),
        rule=EligibilityRule.INCOME,
        after=RuleOutcome.PASSED,
        reason="Penghasilan musim tanam saja.",
        seen=RuleOutcome.FAILED,
        now=now,
    )


def test_an_assessment_is_not_superseded_before_it_was_made(office, rich) -> None:
    with pytest.raises(ClockBehindError):
        fill_in(office.tfl, rich, now=EARLIER)
    assert Assessment.objects.get(berkas=rich).superseded_at is None
    assert HouseSurvey.objects.get(berkas=rich).income_amount == 300_000


def test_a_different_decision_is_not_withdrawn_before_it_was_made(office, rich) -> None:
    decide_otherwise(office.tim, rich)
    with pytest.raises(ClockBehindError):
        withdraw_override(actor=office.tim, case=rich, rule=EligibilityRule.INCOME, now=EARLIER)
    assert Override.objects.live().get().withdrawn_at is None
