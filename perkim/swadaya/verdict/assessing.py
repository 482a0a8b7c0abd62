"""All rules applied to households: pure rules, numbers in force, and facts, brought together. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from perkim.swadaya.rules import (
    FloorArea,
    HouseholdFacts,
    Indicators,
    RuleResult,
    Score,
    eligibility,
    floor_area,
    indicators,
    repair_kind,
    score,
)
from perkim.swadaya.rules.indicators import TITLES
from perkim.swadaya.rules.result import failed, listed, passed, unknown
from perkim.swadaya.terms import EligibilityRule, WorkKind
from perkim.swadaya.verdict.facts import facts_of_many
from perkim.swadaya.verdict.numbers import RuleNumbers, numbers_on


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """What the rules say about one household. `results`: E1 to E9 and the count of indicators."""

    facts: HouseholdFacts
    numbers: RuleNumbers
    results: tuple[RuleResult, ...]
    indicators: Indicators
    area: FloorArea | None
    kind: WorkKind | None
    score: Score


def assess_many(
    days: Mapping[int, date], numbers: Mapping[int, RuleNumbers] | None = None, *, ending: date | None = None
) -> dict[int, Assessed]:
    """What the rules say about each case on its day, by its id; by the numbers in force then, unless others are given.
    `ending` is the day to which earlier aid is counted where no decree names the household; its own day, if None.

    A bounded number of queries for any number of cases of one day. Raises MissingParameterError.
    """
    by_day = {} if numbers else {day: numbers_on(day) for day in set(days.values())}
    known = facts_of_many(days, ending=ending)
    return {pk: assess(facts, numbers[pk] if numbers else by_day[facts.on]) for pk, facts in known.items()}


def assess(facts: HouseholdFacts, numbers: RuleNumbers) -> Assessed:
    """What the rules say about these facts."""
    house, limits = facts.house, numbers.thresholds
    six = indicators(house, facts.income, limits.umk, numbers.unsuitable, numbers.least)
    return Assessed(
        facts=facts,
        numbers=numbers,
        results=(*eligibility(facts, limits, numbers.minimum, numbers.unsuitable), _six(six)),
        indicators=six,
        area=floor_area(house.area, house.residents, numbers.minimum) if house.area and house.residents else None,
        kind=repair_kind(house.structure),
        score=score(facts, numbers.weights, numbers.minimum, numbers.unsuitable),
    )


def _six(six: Indicators) -> RuleResult:
    """The count of failing indicators as one more rule, in words."""
    data: dict[str, Any] = {"gagal": dict(six.fails), "paling_sedikit": six.least}
    fails = [TITLES[name] for name, answer in six.fails.items() if answer]
    named = f": {listed(fails)}" if fails else ""
    sentence = f"{six.count} dari {len(six.fails)} indikator tidak memenuhi{named}. Paling sedikit {six.least}."
    if six.proposed is None:
        open_ones = listed([TITLES[name] for name, answer in six.fails.items() if answer is None])
        return unknown(EligibilityRule.INDICATORS, f"Belum diisi: {open_ones}.", data)
    return (passed if six.proposed else failed)(EligibilityRule.INDICATORS, sentence, data)
