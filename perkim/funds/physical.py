"""Physical progress of the work in per cent. Source: `domain.md` §4.5 [D]."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


def progress(done: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Decimal:
    """Per cent of the whole, two decimals. `done`: per cent of each component (0 to 100); `weights` add up to 100."""
    total = sum((weights[name] * done.get(name, Decimal(0)) for name in weights), Decimal(0))
    return (total / 100).quantize(_CENT, ROUND_HALF_UP)


def weights_by_cost(costs: Mapping[str, int], standard: Mapping[str, int]) -> dict[str, Decimal]:
    """The weights of a repair: the components that its plan (RAB) pays for, by their share of the cost (Rp); without
    any cost the standard weights. They add up to exactly 100: the largest takes what rounding left over."""
    shares = {name: cost for name, cost in costs.items() if cost} or dict(standard)
    whole = Decimal(sum(shares.values()))
    weights = {name: (share * 100 / whole).quantize(_CENT, ROUND_HALF_UP) for name, share in shares.items()}
    largest = max(weights, key=lambda name: weights[name])
    weights[largest] += 100 - sum(weights.values())
    return weights
