"""The answer of one rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from perkim.swadaya.terms import EligibilityRule, RuleOutcome


@dataclass(frozen=True, kw_only=True)
class RuleResult:
    """What a rule says, why in a sentence for the village, and the plain data (JSON) it was decided on.

    `flags` are sentences that somebody should look at, although they do not count against the household.
    """

    rule: EligibilityRule
    result: RuleOutcome
    reason: str
    data: Mapping[str, Any]
    flags: tuple[str, ...] = ()


def passed(rule: EligibilityRule, reason: str, data: Mapping[str, Any], flags: tuple[str, ...] = ()) -> RuleResult:
    return RuleResult(rule=rule, result=RuleOutcome.PASSED, reason=reason, data=data, flags=flags)


def failed(rule: EligibilityRule, reason: str, data: Mapping[str, Any], flags: tuple[str, ...] = ()) -> RuleResult:
    return RuleResult(rule=rule, result=RuleOutcome.FAILED, reason=reason, data=data, flags=flags)


def held(rule: EligibilityRule, reason: str, data: Mapping[str, Any], flags: tuple[str, ...] = ()) -> RuleResult:
    return RuleResult(rule=rule, result=RuleOutcome.HELD, reason=reason, data=data, flags=flags)


def unknown(rule: EligibilityRule, reason: str, data: Mapping[str, Any], flags: tuple[str, ...] = ()) -> RuleResult:
    return RuleResult(rule=rule, result=RuleOutcome.UNKNOWN, reason=reason, data=data, flags=flags)


def listed(words: Sequence[str]) -> str:
    """`lantai, dinding, dan atap`."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
