"""Physical progress of the work in per cent. Source: `domain.md` §4.5 [D]."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
Number = int | Decimal


def shares_of(costs: Mapping[str, int], standard: Mapping[str, Number]) -> dict[str, Number]:
    """How much each component counts: what the plan (RAB) pays for it (Rp), exactly; without any cost the standard
    weights."""
    return {name: cost for name, cost in costs.items() if cost} or dict(standard)


def progress(done: Mapping[str, Number], shares: Mapping[str, Number]) -> Decimal:
    """Per cent of the whole, cut off after two decimals: never more than was done, so that a gate of whole per cents
    opens exactly where the work has reached it, and 100 is said only of a house that is finished. `done`: per cent of
    each component (0 to 100); `shares` are weights or costs."""
    part = sum((Decimal(share) * done.get(name, 0) for name, share in shares.items()), Decimal(0))
    cents = part * 100 // sum(shares.values())
    return cents.scaleb(-2).quantize(_CENT)


def weights_shown(shares: Mapping[str, Number]) -> dict[str, Decimal]:
    """The shares in per cent as people read them; nothing is worked out with these. They add up to exactly 100: the
    largest takes what rounding left over."""
    whole = Decimal(sum(shares.values()))
    weights = {name: (share * 100 / whole).quantize(_CENT, ROUND_HALF_UP) for name, share in shares.items()}
    largest = max(weights, key=lambda name: weights[name])
    weights[largest] += 100 - sum(weights.values())
    return weights
