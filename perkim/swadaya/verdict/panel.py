"""The verdict of a household as the case page shows it: `swadaya/_panel.html`. The page above registers it."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.policies import override_refusal, survey_refusal
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.swadaya.verdict.eligibility import eligibility_of, outdated
from perkim.swadaya.verdict.still_eligible import against_now, rechecks
from perkim.swadaya.verdict.summary import heading_of


def verdict_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """What the panel's template takes; empty while nothing was assessed, None for cases without a survey.

    For readers who may see the case. A number of queries that does not depend on the case.
    """
    if SurveyComplete.find(case.declared) is None:
        return None
    eligibility = eligibility_of(case.pk)
    if eligibility is None:
        if not case.is_open:
            return {}
        surveyed = HouseSurvey.objects.filter(berkas=case).exists()
        return {"case": case, "heading": None, "surveyed": surveyed, "fills": not survey_refusal(user, case)}
    since, surveyed = against_now(case, localdate()), SurveyComplete.find(case.declared_stage) is not None
    looked_at = surveyed or rechecks(case.declared_stage)
    return {
        "case": case,
        "eligibility": eligibility,
        "heading": heading_of(eligibility, since=since, looked_at=looked_at and case.is_open),
        "since": since,
        "outdated": bool(surveyed and outdated({case.pk: eligibility})),
        "fills": not survey_refusal(user, case),
        "overrides": not override_refusal(user, case),
    }
