"""Eligibility, rechecked after the survey: when the list is frozen, agreed to and decreed, and when a household is
awarded. The same rules with the numbers of the verdict, applied to what is known now; E5 to the day of the decree.

An override that somebody decided for a reason holds for what was known then, and for nothing that was found since.
Source: `domain.md` §3.2.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from perkim.sipoc.declarations import Requirement, Stage
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.swadaya.rules import RuleResult
from perkim.swadaya.terms import EligibilityRule, RuleOutcome
from perkim.swadaya.verdict.assessing import Assessed, assess_many
from perkim.swadaya.verdict.eligibility import Eligibility, RuleLine, eligibility_of_many, numbers_by_case

NEVER_ASSESSED = "Kelayakannya belum pernah dinilai."
WHAT_TO_DO = (
    "Pilih Minta survei ulang pada berkasnya bila perlu diputuskan lain, atau Gugurkan calon supaya tempatnya diisi "
    "cadangan."
)
SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class NoLongerFit:
    """A candidate who does not meet the rules any more, and why: each sentence names its rule."""

    case: Berkas
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        name = f"{self.case.title} ({self.case.number})" if self.case.number else self.case.title
        return f"{name}: {' '.join(self.reasons)}"


@dataclass(frozen=True, kw_only=True)
class StillEligible(Requirement):
    """Every rule passes by what is known now, or was decided so by somebody else."""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        ids = cases.ids()
        return {pk: [f"{' '.join(reasons)} {WHAT_TO_DO}"] for pk, reasons in unfit(ids, localdate()).items()}


@dataclass(frozen=True, kw_only=True)
class Recheck:
    """What the rules say of one household now: the sentences against it, and how many rules pass only because somebody
    decided so."""

    reasons: tuple[str, ...]
    decided: int = 0


def recheck(cases: Collection[int], today: date) -> dict[int, Recheck]:
    """What the rules say of each of these households now, by case id. `today` ends the span since earlier aid where no
    decree names the household yet. A bounded number of queries, however many."""
    by_case = eligibility_of_many(cases)
    days = {pk: each.assessment.on for pk, each in by_case.items()}
    fresh = assess_many(days, numbers_by_case(by_case), ending=today) if by_case else {}
    answers = {pk: _answer(by_case[pk], each) for pk, each in fresh.items()}
    return answers | {pk: Recheck(reasons=(NEVER_ASSESSED,)) for pk in cases if pk not in by_case}


def unfit(cases: Collection[int], today: date) -> dict[int, tuple[str, ...]]:
    """The reasons against each of these households now, by case id; one that meets every rule is not there."""
    return {pk: answer.reasons for pk, answer in recheck(cases, today).items() if answer.reasons}


def findings(cases: Sequence[Berkas], today: date) -> list[NoLongerFit]:
    """Of these candidates who does not meet the rules any more, in their order."""
    return findings_in(cases, recheck([case.pk for case in cases], today))


def findings_in(cases: Sequence[Berkas], answers: Mapping[int, Recheck]) -> list[NoLongerFit]:
    """The same from what was answered already. No query."""
    return [NoLongerFit(case=case, reasons=answers[case.pk].reasons) for case in cases if answers[case.pk].reasons]


def rechecks(stage: Stage) -> bool:
    """Whether a move out of this stage requires a recheck of eligibility."""
    return any(isinstance(each, StillEligible) for move in stage.moves for each in move.requires)


def against_now(case: Berkas, today: date) -> tuple[str, ...]:
    """The reasons against an open household whose stage rechecks eligibility; nothing in other stages. A bounded number
    of queries."""
    return unfit([case.pk], today).get(case.pk, ()) if case.is_open and rechecks(case.declared_stage) else ()


def refuse_unfit(cases: Sequence[Berkas], today: date, *, why: str) -> None:
    """Raises SipocError that names who does not meet the rules any more; `why` says what waits for that."""
    refused = findings(cases, today)
    if not refused:
        return
    more = f" Dan {len(refused) - SHOWN} calon lain." if len(refused) > SHOWN else ""
    named = " ".join(str(each) for each in refused[:SHOWN])
    raise SipocError(f"{why}: {len(refused)} calon tidak lagi memenuhi syarat. {named}{more} {WHAT_TO_DO}")


def _answer(eligibility: Eligibility, fresh: Assessed) -> Recheck:
    against, decided = [], 0
    for each in fresh.results:
        counts = _result(eligibility.line(each.rule), each)
        decided += counts is RuleOutcome.PASSED and each.result is not RuleOutcome.PASSED
        if counts is not RuleOutcome.PASSED:
            code = f" ({each.rule.value})" if each.rule is not EligibilityRule.INDICATORS else ""
            against.append(f"{each.rule.label}{code}: {each.reason}")
    return Recheck(reasons=tuple(against), decided=decided)


def _result(line: RuleLine | None, fresh: RuleResult) -> RuleOutcome:
    """What counts: the exception that was decided, unless the rule now says something that was not decided about."""
    if line is None or line.override is None:
        return fresh.result
    if (fresh.result.value, fresh.reason) == (line.override.before, line.override.before_reason):
        return RuleOutcome(line.override.after)
    if fresh.rule is EligibilityRule.AID_BEFORE and _known(line.verdict.facts, fresh.data):
        return RuleOutcome(line.override.after)
    return fresh.result


def _known(then: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Whether all aid and all rivals of now were known when the verdict was reached: only the day has gone on."""
    for name in ("bantuan", "calon_lain"):
        before, known = now.get(name), then.get(name)
        if not isinstance(before, list) or not isinstance(known, list):
            return False
        if any(each not in known for each in before):
            return False
    return True
