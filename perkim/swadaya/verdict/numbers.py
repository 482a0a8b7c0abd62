"""The numbers by which verdicts are reached, read from the parameters in force on a day or from the rows once used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from perkim.parameters.models import Parameter
from perkim.parameters.reading import rows_on
from perkim.swadaya.parameters import (
    FLOOR_AREA,
    LEAST_FAILING,
    OF_A_VERDICT,
    SETS,
    THRESHOLDS,
    UMK,
    UMP,
    UNSUITABLE,
    WEIGHTS,
    parse_thresholds,
)
from perkim.swadaya.rules import FloorMinimum, Thresholds, Unsuitable, Weights


@dataclass(frozen=True, kw_only=True)
class RuleNumbers:
    """Everything that does not depend on the household, with the rows it was read from."""

    rows: tuple[Parameter, ...]
    thresholds: Thresholds
    minimum: FloorMinimum
    unsuitable: Unsuitable
    least: int
    weights: Weights


def numbers_on(day: date) -> RuleNumbers:
    """Those in force. One query. Raises MissingParameterError."""
    return numbers_of(rows_on([kind.key for kind in OF_A_VERDICT], day).values())


def numbers_of(rows: Iterable[Parameter]) -> RuleNumbers:
    """Those that these rows state: what an earlier verdict was reached by."""
    kept = tuple(rows)
    value = {row.key: row.parsed for row in kept}
    return RuleNumbers(
        rows=kept,
        thresholds=_thresholds(value[THRESHOLDS.key], value[UMK.key], value[UMP.key] or None),
        minimum=value[FLOOR_AREA.key],
        unsuitable=value[UNSUITABLE.key],
        least=value[LEAST_FAILING.key],
        weights=value[WEIGHTS.key],
    )


def _thresholds(stated: Mapping[str, Any], umk: int, ump: int | None) -> Thresholds:
    """A set that the office states by itself has no name."""
    name = next((name for name, first in SETS.items() if parse_thresholds(first) == stated), "")
    return Thresholds(name=name, **stated, umk=umk, ump=ump)
