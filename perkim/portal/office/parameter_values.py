"""Values of parameters as people read and write them: numbers, numbers for each cycle or class, hours of the week."""

from collections.abc import Sequence
from typing import Any

from perkim.parameters.first_values import first_values
from perkim.parameters.kinds import OFFICE_HOURS, ParameterKind
from perkim.parameters.models import Parameter
from perkim.sipoc.registry import programmes

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
GENERAL = "Umum"
PAPERS = "Naskah dinas"


def in_words(kind: ParameterKind, value: Any) -> list[str]:
    """A stored value in lines: `10 hari kerja`, `Senin 07.30–16.00`, `ringan: 5 hari kerja`."""
    if kind.shape:
        return [each for each in (value if isinstance(value, list) else [value]) if each] or ["Kosong"]
    if kind is OFFICE_HOURS:
        return [_hours(WEEKDAYS[int(day)], *span) for day, span in sorted(value.items())]
    if isinstance(value, dict):
        parts = _as_declared(kind, value).items()
        return [f"{name}: {_amount(kind.unit_of(name), each)}" for name, each in parts]
    return [_amount(kind.unit, value)]


def _hours(day: str, opening: str, closing: str) -> str:
    return f"{day} {opening.replace(':', '.')}–{closing.replace(':', '.')}"


def _amount(unit: str, value: Any) -> str:
    """With several cycles, the last one repeats. Codes are no amounts: they are listed, also where there are none."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value) or "tidak ada"
    if isinstance(value, list) and len(value) > 1:
        return f"{_shown(value[0])} {unit}, putaran berikutnya {', lalu '.join(map(_shown, value[1:]))}"
    return f"{_shown(value[0] if isinstance(value, list) else value)} {unit}"


def _shown(value: Any) -> str:
    """`2.578.320`, `7,2`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", ".")
    return str(value).replace(".", ",")


def example_of(kind: ParameterKind, rows: Sequence[Parameter]) -> Any:
    """A value of this parameter, to know its shape: the newest, or the first one declared; None if there is none. In
    each class the shape is that of the declaration: what was stated as a list of one may be a single number."""
    first = _first(kind)
    if not rows:
        return first
    newest = max(rows, key=lambda row: row.starts).value
    if not isinstance(newest, dict):
        return newest
    declared = first if isinstance(first, dict) else {}
    return {name: declared.get(name, value) for name, value in _as_declared(kind, newest).items()}


def _first(kind: ParameterKind) -> Any:
    return next((first.value for first in first_values() if first.key == kind.key), None)


def _as_declared(kind: ParameterKind, value: dict[str, Any]) -> dict[str, Any]:
    """The classes in the order of the declaration; the database keeps none."""
    first = _first(kind)
    order = list(first) if isinstance(first, dict) else []
    return {
        name: value[name] for name in sorted(value, key=lambda name: order.index(name) if name in order else len(order))
    }


def group_of(kind: ParameterKind) -> str:
    """Under which heading it is listed: the programme whose value it is, papers, or what holds for the whole office."""
    room, _, rest = kind.key.partition(".")
    if room in ("naskah", "kantor"):
        return PAPERS
    slug = rest.partition(".")[0] if room in ("tenggat", "dasar_hukum") else room
    return next((programme.title for programme in programmes() if programme.slug == slug), GENERAL)
