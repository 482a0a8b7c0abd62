"""Values of parameters as people read and write them: numbers, numbers for each cycle or class, hours of the week."""

from collections.abc import Sequence
from typing import Any

from perkim.parameters.first_values import first_values
from perkim.parameters.kinds import OFFICE_HOURS, Kind
from perkim.parameters.models import Parameter
from perkim.sipoc.registry import programmes

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
GENERAL = "Umum"


def in_words(kind: Kind, value: Any) -> list[str]:
    """A stored value in lines: `10 hari kerja`, `Senin 07.30–16.00`, `ringan: 5 hari kerja`."""
    if kind is OFFICE_HOURS:
        return [_hours(WEEKDAYS[int(day)], *span) for day, span in sorted(value.items())]
    if isinstance(value, dict):
        return [f"{name}: {_amount(kind, each)}" for name, each in _as_declared(kind, value).items()]
    return [_amount(kind, value)]


def _hours(day: str, opening: str, closing: str) -> str:
    return f"{day} {opening.replace(':', '.')}–{closing.replace(':', '.')}"


def _amount(kind: Kind, value: Any) -> str:
    """With several cycles, the last one repeats. Codes are no amounts."""
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, list) and len(value) > 1:
        return f"{value[0]} {kind.unit}, putaran berikutnya {', lalu '.join(map(str, value[1:]))}"
    return f"{value[0] if isinstance(value, list) and value else value} {kind.unit}"


def example_of(kind: Kind, rows: Sequence[Parameter]) -> Any:
    """A value of this parameter, to know its shape: the newest, or the first one declared; None if there is none."""
    if not rows:
        return _first(kind)
    newest = max(rows, key=lambda row: row.starts).value
    return _as_declared(kind, newest) if isinstance(newest, dict) else newest


def _first(kind: Kind) -> Any:
    return next((first.value for first in first_values() if first.key == kind.key), None)


def _as_declared(kind: Kind, value: dict[str, Any]) -> dict[str, Any]:
    """The classes in the order of the declaration; the database keeps none."""
    first = _first(kind)
    order = list(first) if isinstance(first, dict) else []
    return {
        name: value[name] for name in sorted(value, key=lambda name: order.index(name) if name in order else len(order))
    }


def group_of(kind: Kind) -> str:
    """Under which heading it is listed: the programme whose deadline it is, or what holds for the whole office."""
    for programme in programmes():
        if kind.key.startswith(f"tenggat.{programme.slug}."):
            return programme.title
    return GENERAL
