"""Whether a household is eligible: the verdict of each rule, and where somebody decided otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from perkim.lib.one_look import read_once
from perkim.swadaya.models import Assessment, Override, Verdict
from perkim.swadaya.terms import EligibilityRule, RuleOutcome
from perkim.swadaya.verdict.assessing import Assessed, assess_many
from perkim.swadaya.verdict.numbers import RuleNumbers, numbers_of

_COLOURS = {RuleOutcome.PASSED: "ok", RuleOutcome.FAILED: "bad", RuleOutcome.HELD: "warn", RuleOutcome.UNKNOWN: ""}
_ORDER = {rule: place for place, rule in enumerate(EligibilityRule.values)}


@dataclass(frozen=True, kw_only=True)
class RuleLine:
    """One rule: its verdict, and the override that holds against it. One that no longer does is `lapsed`."""

    verdict: Verdict
    override: Override | None
    lapsed: Override | None

    @property
    def rule(self) -> EligibilityRule:
        return EligibilityRule(self.verdict.rule)

    @property
    def title(self) -> str:
        return str(self.rule.label)

    @property
    def result(self) -> RuleOutcome:
        """What counts."""
        return RuleOutcome(self.override.after if self.override else self.verdict.result)

    @property
    def reason(self) -> str:
        return self.override.reason if self.override else self.verdict.reason

    @property
    def tag(self) -> str:
        """The colour of its tag."""
        return _COLOURS[self.result]

    @property
    def own_tag(self) -> str:
        """The colour of what the rule itself says."""
        return _COLOURS[RuleOutcome(self.verdict.result)]


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """The current assessment of one household, with a line for each rule in their order."""

    assessment: Assessment
    lines: tuple[RuleLine, ...]

    @property
    def eligible(self) -> bool:
        return self.assessment.complete and all(line.result is RuleOutcome.PASSED for line in self.lines)

    @property
    def failing(self) -> list[RuleLine]:
        return [line for line in self.lines if line.result is RuleOutcome.FAILED]

    @property
    def waiting(self) -> list[RuleLine]:
        """What holds the household, or is not known yet."""
        return [line for line in self.lines if line.result in (RuleOutcome.HELD, RuleOutcome.UNKNOWN)]

    @property
    def passing(self) -> list[RuleLine]:
        return [line for line in self.lines if line.result is RuleOutcome.PASSED]

    @property
    def blocking(self) -> list[RuleLine]:
        return [line for line in self.lines if line.result is not RuleOutcome.PASSED]

    @property
    def flags(self) -> list[str]:
        return [flag for line in self.lines for flag in line.verdict.flags]

    def line(self, rule: str) -> RuleLine | None:
        return next((line for line in self.lines if line.verdict.rule == rule), None)


@read_once
def eligibility_of_many(ids: Iterable[int]) -> dict[int, Eligibility]:
    """By the case's id; a case that was never assessed is not there. Four queries, however many."""
    wanted = list(ids)
    rows = Assessment.objects.current().filter(berkas__any_of=wanted).select_related("decided_by")
    rows = rows.prefetch_related(Prefetch("verdicts", Verdict.objects.order_by("id")), "parameters")
    overrides = {
        (each.berkas_id, each.rule): each
        for each in Override.objects.live().filter(berkas__any_of=wanted).select_related("made_by")
    }
    return {row.berkas_id: _eligibility(row, overrides) for row in rows}


def eligibility_of(case: int) -> Eligibility | None:
    return eligibility_of_many([case]).get(case)


def outdated(by_case: Mapping[int, Eligibility]) -> set[int]:
    """The cases whose facts have changed since they were assessed: the same rules, by the numbers and on the day of
    then, would say something else now. A bounded number of queries."""
    if not by_case:
        return set()
    days = {pk: each.assessment.on for pk, each in by_case.items()}
    fresh = assess_many(days, numbers_by_case(by_case))
    return {pk for pk, each in fresh.items() if differs(by_case[pk], each)}


def numbers_by_case(by_case: Mapping[int, Eligibility]) -> dict[int, RuleNumbers]:
    """The numbers by which each of these verdicts was reached. No query: the rows are loaded."""
    # Most were reached by the same rows: those are read once.
    known: dict[frozenset[int], RuleNumbers] = {}
    numbers = {}
    for pk, each in by_case.items():
        rows = each.assessment.parameters.all()
        used = frozenset(row.pk for row in rows)
        if used not in known:
            known[used] = numbers_of(rows)
        numbers[pk] = known[used]
    return numbers


def differs(eligibility: Eligibility, fresh: Assessed) -> bool:
    """Whether the rules now give other results than the current assessment."""
    said = [
        (line.verdict.rule, line.verdict.result, line.verdict.reason, line.verdict.flags) for line in eligibility.lines
    ]
    says = [(each.rule.value, each.result.value, each.reason, list(each.flags)) for each in fresh.results]
    return said != says or eligibility.assessment.score != fresh.score.total


def _eligibility(row: Assessment, overrides: Mapping[tuple[int, str], Override]) -> Eligibility:
    verdicts = sorted(row.verdicts.all(), key=lambda verdict: _ORDER[verdict.rule])
    return Eligibility(
        assessment=row,
        lines=tuple(_line(verdict, overrides.get((row.berkas_id, verdict.rule))) for verdict in verdicts),
    )


def _line(verdict: Verdict, override: Override | None) -> RuleLine:
    holds = override is not None and (override.before, override.before_reason) == (verdict.result, verdict.reason)
    return RuleLine(verdict=verdict, override=override if holds else None, lapsed=None if holds else override)
