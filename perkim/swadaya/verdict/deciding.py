"""Applying the rules to a household and keeping what they say, with the parameters they were applied by."""

from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import after
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Assessment, HouseSurvey, Verdict
from perkim.swadaya.survey.policies import assess_refusal
from perkim.swadaya.survey.questions import is_complete
from perkim.swadaya.verdict.assessing import Assessed, assess_many
from perkim.swadaya.verdict.eligibility import Eligibility, differs, eligibility_of

DECIDED = declare("kelayakan.dinilai", "Kelayakan dinilai")


@transaction.atomic
def decide(*, actor: User, case: Berkas, now: datetime) -> Eligibility:
    """Apply the rules to what is known now, and keep the result if it differs from the current one.

    Raises RefusedError unless the actor works the case, or in a stage that does not survey.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := assess_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    survey = HouseSurvey.objects.filter(berkas=case).first()
    if apply_rules(step, survey):
        step.save()
    eligibility = eligibility_of(case.pk)
    assert eligibility is not None  # noqa: S101 -- it was kept above
    return eligibility


def apply_rules(step: Step, survey: HouseSurvey | None) -> bool:
    """Keep a new assessment of the one case of a step, and log it, unless it says the same as the current one. The
    caller saves the step. Tells whether one was kept."""
    case = step.cases[0]
    fresh = assess_many({case.pk: step.today})[case.pk]
    eligibility, complete = eligibility_of(case.pk), is_complete(survey)
    if eligibility and eligibility.assessment.complete == complete and _same(eligibility, fresh):
        return False
    if eligibility:
        _retire(eligibility.assessment, step)
    made = _keep(step, case, fresh, complete=complete)
    if complete:
        results = {verdict.rule.value: verdict.result.value for verdict in fresh.results}
        step.record(DECIDED, lambda case: {"hasil": results, "nilai": made.score, "jenis": made.kind})
    return True


def _same(eligibility: Eligibility, fresh: Assessed) -> bool:
    """Nothing to keep anew: neither what the rules say nor the numbers they said it by."""
    rows = {row.pk for row in eligibility.assessment.parameters.all()}
    return not differs(eligibility, fresh) and rows == {row.pk for row in fresh.numbers.rows}


def _retire(assessment: Assessment, step: Step) -> None:
    if assessment.complete:
        assessment.superseded_at = after(assessment.decided_at, step.now)
        assessment.save(update_fields=["superseded_at"])
    else:
        assessment.delete()


def _keep(step: Step, case: Berkas, fresh: Assessed, *, complete: bool) -> Assessment:
    area = fresh.area
    made = Assessment.objects.create(
        berkas=case,
        decided_at=step.now,
        decided_by=step.actor,
        on=fresh.facts.on,
        complete=complete,
        thresholds=fresh.numbers.thresholds.name,
        kind=fresh.kind or "",
        failing=fresh.indicators.count,
        area_each=area.each if area else None,
        shortage=area.shortage if area else None,
        meets_spm=area.meets_spm if area else None,
        score=fresh.score.total,
        score_lines=[{"judul": line.title, "poin": line.points} for line in fresh.score.lines],
    )
    made.parameters.set(fresh.numbers.rows)
    Verdict.objects.bulk_create(
        Verdict(
            assessment=made,
            rule=each.rule,
            result=each.result,
            reason=each.reason,
            facts=dict(each.data),
            flags=list(each.flags),
        )
        for each in fresh.results
    )
    return made
