"""Deciding a rule differently: by another role and another person than the surveyor, for a reason, in the log."""

from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.lib.text import within_sentence
from perkim.sipoc.actions import locking
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Override
from perkim.swadaya.survey.policies import override_refusal
from perkim.swadaya.terms import EligibilityRule, RuleOutcome
from perkim.swadaya.verdict.eligibility import RuleLine, eligibility_of, outdated
from perkim.swadaya.verdict.requirements import OUTDATED

OVERRIDDEN = declare("kelayakan.diputuskan-lain", "Syarat kelayakan diputuskan berbeda")
WITHDRAWN = declare("kelayakan.putusan-ditarik", "Putusan berbeda ditarik")


@transaction.atomic
def override(
    *,
    actor: User,
    case: Berkas,
    rule: EligibilityRule,
    after: RuleOutcome,
    reason: str,
    seen: RuleOutcome,
    now: datetime,
) -> Override:
    """Let a rule count as passed or failed, whatever it says. `seen` is what the page said that it says.

    Raises RefusedError unless the actor may do this, which whoever surveyed the house may not; StaleError if it says
    something else by now; SipocError without a reason, without a verdict, against missing data, or where nothing would
    change.
    """
    step = _step(actor, case, now)
    case = step.cases[0]
    line = _line(case, rule)
    _refuse_unfit(line, seen, after, reason)
    _withdraw(step, line.override or line.lapsed)
    made = Override.objects.create(
        berkas=case,
        rule=rule,
        before=line.verdict.result,
        before_reason=line.verdict.reason,
        after=after,
        reason=reason.strip(),
        made_by=actor,
        made_at=step.now,
    )
    step.record(
        OVERRIDDEN,
        lambda case: {
            "syarat": rule.value,
            "semula": made.before,
            "menjadi": after.value,
            "alasan": made.reason,
            "putusan": made.pk,
        },
    )
    step.save()
    return made


def _refuse_unfit(line: RuleLine, seen: RuleOutcome, after: RuleOutcome, reason: str) -> None:
    if line.verdict.result != seen:
        raise StaleError
    if line.verdict.result == RuleOutcome.UNKNOWN:
        raise SipocError(
            f"Data {within_sentence(line.title)} belum ada. Lengkapi surveinya; data yang kosong tidak diputuskan."
        )
    if after not in (RuleOutcome.PASSED, RuleOutcome.FAILED) or after is line.result:
        raise SipocError("Pilih hasil yang berbeda dari yang sekarang.")
    if not reason.strip():
        raise SipocError("Tulis alasan memutuskan berbeda. Alasan itu tercatat dan dapat dibaca desa.")
    if after == line.verdict.result:
        raise SipocError("Itulah yang dinyatakan syarat ini. Tarik saja putusan berbedanya.")


@transaction.atomic
def withdraw_override(*, actor: User, case: Berkas, rule: EligibilityRule, now: datetime) -> None:
    """Let the rule count again as it says. Raises RefusedError as `override` does, SipocError if there is nothing to
    withdraw."""
    step = _step(actor, case, now)
    existing = Override.objects.live().filter(berkas=step.cases[0], rule=rule).first()
    if existing is None:
        raise SipocError("Putusan berbeda ini sudah ditarik. Muat ulang halamannya.")
    _withdraw(step, existing)
    step.record(WITHDRAWN, lambda case: {"syarat": rule.value, "putusan": existing.pk})
    step.save()


def _step(actor: User, case: Berkas, now: datetime) -> Step:
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := override_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    return step


def _line(case: Berkas, rule: EligibilityRule) -> RuleLine:
    eligibility = eligibility_of(case.pk)
    line = eligibility.line(rule) if eligibility else None
    if eligibility is None or line is None:
        raise SipocError("Kelayakan belum dinilai, jadi belum ada yang bisa diputuskan berbeda.")
    if outdated({case.pk: eligibility}):
        raise SipocError(OUTDATED)
    return line


def _withdraw(step: Step, existing: Override | None) -> None:
    if existing is not None:
        existing.withdrawn_by, existing.withdrawn_at = step.actor, locking.after(existing.made_at, step.now)
        existing.save(update_fields=["withdrawn_by", "withdrawn_at"])
