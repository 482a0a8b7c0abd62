"""How a verdict is reached: by the answers of the survey, which meet every rule, or fail one."""

from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.sipoc.models import Berkas
from perkim.swadaya.survey.demo import ANSWERS, save_answers
from perkim.swadaya.verdict.requirements import VerdictReached


@provide.register
def _(requirement: VerdictReached, hands: Hands, case: Berkas) -> None:
    answers = ANSWERS | {"other_house": not requirement.eligible}
    save_answers(hands.provider(requirement, case), case, answers, hands.tick())
