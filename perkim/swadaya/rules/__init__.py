"""The rules of household aid as pure functions: eligibility, indicators, floor area, kind of repair, score, progress.

No database, no clock: everything a rule reads is in its arguments. Source: `domain.md` §3.2, §3.3, §4.5.
"""

from perkim.funds.physical import progress, shares_of, weights_shown
from perkim.swadaya.rules.building import FloorArea, FloorMinimum, Unsuitable, floor_area, repair_kind, unfit_because
from perkim.swadaya.rules.eligibility import RuleResult, eligibility
from perkim.swadaya.rules.facts import HouseFacts, HouseholdFacts, PastAid, Rival, Thresholds
from perkim.swadaya.rules.indicators import Indicators, indicators
from perkim.swadaya.rules.scoring import Points, Score, Weights, rank_key, score

__all__ = [
    "FloorArea",
    "FloorMinimum",
    "HouseFacts",
    "HouseholdFacts",
    "Indicators",
    "PastAid",
    "Points",
    "Rival",
    "RuleResult",
    "Score",
    "Thresholds",
    "Unsuitable",
    "Weights",
    "eligibility",
    "floor_area",
    "indicators",
    "progress",
    "rank_key",
    "repair_kind",
    "score",
    "shares_of",
    "unfit_because",
    "weights_shown",
]
