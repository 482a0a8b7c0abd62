"""What the demo office tells with more colour than the walks of the tests: no two houses are alike."""

from perkim.budgets.demo import plan
from perkim.budgets.requirements import BudgetEntered
from perkim.demo.acts import Tell
from perkim.demo.hands import Hands
from perkim.funds.demo import enter_figures
from perkim.funds.requirements import Reported
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas
from perkim.swadaya.socialisation.demo import meet_and_follow_up
from perkim.swadaya.socialisation.requirements import RecipientsReached
from perkim.swadaya.survey.demo import survey_as_worn, visit_as_listed
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.visits.requirements import VisitRecorded


def plan_with_own(requirement: BudgetEntered, hands: Hands, case: Berkas) -> None:
    """The household adds money, old material and labour of its own, each house a little differently."""
    own = {"own_cash": 1_500_000 + case.pk % 4 * 250_000, "own_material": 850_000, "own_labour": 1_200_000}
    plan(requirement, hands, case, own)


def ask_for_a_little_less(requirement: Reported, hands: Hands, case: Berkas) -> None:
    """The shop asks for a little less than it may in the first term, and for all that is left in the second."""
    enter_figures(requirement, hands, case, less=60_000 if requirement.term == 1 else 0)


OWN_WORDS: dict[type[Requirement], Tell] = {
    VisitRecorded: visit_as_listed,
    SurveyComplete: survey_as_worn,
    RecipientsReached: meet_and_follow_up,
    BudgetEntered: plan_with_own,
    Reported: ask_for_a_little_less,
}
