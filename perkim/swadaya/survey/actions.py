"""Saving the survey of a house, one group of questions at a time; the verdict follows each time."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.faults import survey_faults
from perkim.swadaya.survey.policies import survey_refusal
from perkim.swadaya.survey.questions import QuestionGroup
from perkim.swadaya.verdict.deciding import apply_rules

SAVED = declare("survei.disimpan", "Survei rumah disimpan")


@transaction.atomic
def save_survey(
    *, actor: User, case: Berkas, group: QuestionGroup, answers: Mapping[str, Any], seen: str, now: datetime
) -> HouseSurvey:
    """Keep the answers of one group, complete or not, and assess again. `seen` is the `fingerprint` of the group that
    the page showed. Sending the same answers again changes nothing.

    Raises RefusedError unless the actor surveys this house, StaleError if a colleague has answered otherwise meanwhile,
    SipocError for answers that cannot be true, such as a house that is larger than its land allows.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := survey_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    survey = HouseSurvey.objects.filter(berkas=case).first() or HouseSurvey(berkas=case)
    before = fingerprint(survey, group)
    changed = [name for name in group.fields if getattr(survey, name) != answers[name]]
    if not changed and survey.pk:
        return survey
    if seen != before:
        raise StaleError
    for name in changed:
        setattr(survey, name, answers[name])
    if faults := survey_faults(survey, step.today, group.fields):
        raise SipocError(faults[0].sentence)
    _keep(step, survey, group, changed)
    return survey


def fingerprint(survey: HouseSurvey | None, group: QuestionGroup) -> str:
    """Tells whether the answers of a group are still those that a page showed."""
    shown = survey or HouseSurvey()
    answers = "\x1f".join(str(getattr(shown, name)) for name in group.fields)
    return sha256(answers.encode()).hexdigest()[:24]


def _keep(step: Step, survey: HouseSurvey, group: QuestionGroup, changed: list[str]) -> None:
    survey.saved_by, survey.saved_at = step.actor, step.now
    survey.save()
    survey.filled_by.add(step.actor)
    # Which questions, never the answers: they are personal, and the history of the survey keeps them.
    step.record(SAVED, lambda case: {"bagian": group.key, "isian": changed})
    apply_rules(step, survey)
    step.save()
