"""Which parameters there are: each is declared once, with its title, unit and what a right value looks like."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from perkim.lib.registry import Registry
from perkim.lib.text import in_thousands


class UndeclaredParameterError(LookupError):
    """Somebody asks for a parameter that no module declared."""


class ParameterValueError(ValueError):
    """A value does not fit its parameter; the message is a sentence for the screen."""


# How a value is typed, where its newest value does not say so: one text, or a text for each line.
TEXT, LINES = "text", "lines"


@dataclass(frozen=True)
class ParameterKind:
    """One parameter. `parse` turns the stored JSON into the value the code works with, or raises ParameterValueError;
    `judge` raises it for a value that may not be stated any more, though rows of before hold it."""

    key: str
    title: str
    unit: str
    parse: Callable[[Any], Any]
    shape: str = ""
    # Of the parts of a table that have another unit than the rest, by name.
    units: Mapping[str, str] = field(default_factory=dict, hash=False)
    judge: Callable[[Any], None] | None = None

    def refuse_unfit(self, value: Any) -> None:
        """Raises ParameterValueError for a value that nobody may state."""
        parsed = self.parse(value)
        if self.judge:
            self.judge(parsed)

    def unit_of(self, part: str) -> str:
        return self.units.get(part, self.unit)

    @property
    def units_said(self) -> str:
        """All units of its parts, each once."""
        return " dan ".join(dict.fromkeys([self.unit, *self.units.values()]))


_kinds: Registry[ParameterKind] = Registry("parameter", UndeclaredParameterError)


def declare(
    key: str,
    title: str,
    *,
    unit: str,
    parse: Callable[[Any], Any],
    shape: str = "",
    units: Mapping[str, str] | None = None,
    judge: Callable[[Any], None] | None = None,
) -> ParameterKind:
    """Make a parameter known. Called at module level, beside the code that uses it."""
    return _kinds.add(key, ParameterKind(key, title, unit, parse, shape, units or {}, judge))


def kind(key: str) -> ParameterKind:
    """The declared parameter; raises UndeclaredParameterError."""
    return _kinds.get(key)


def kinds() -> tuple[ParameterKind, ...]:
    return _kinds.all()


def whole_number(least: int, most: int) -> Callable[[Any], int]:
    """Parses an integer within bounds."""

    def parse(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ParameterValueError(f"Isi bilangan bulat dari {in_thousands(least)} sampai {in_thousands(most)}.")
        return value

    return parse


def part(name: str, parse: Callable[[Any], Any], value: Any) -> Any:
    """One part of a table; what is wrong with it is said with its name."""
    try:
        return parse(value)
    except ParameterValueError as error:
        said = str(error)
        raise ParameterValueError(f"{name}: {said[:1].lower()}{said[1:]}") from error


def words(most: int, *, may_be_empty: bool = False) -> Callable[[Any], str]:
    """Parses a text of one line, no longer than `most` letters."""

    def parse(value: Any) -> str:
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if not text and not may_be_empty:
            raise ParameterValueError("Isi tulisannya.")
        if len(text) > most:
            raise ParameterValueError(f"Paling panjang {most} huruf. Sekarang {len(text)}.")
        return text

    return parse


def lines(longest: int, most: int, *, least: int = 1) -> Callable[[Any], Sequence[str]]:
    """Parses texts in their order: from `least` to `most` of them, none longer than `longest` letters."""
    one = words(longest)

    def parse(value: Any) -> Sequence[str]:
        texts = [one(line) for line in value] if isinstance(value, list) else []
        if not least <= len(texts) <= most:
            raise ParameterValueError(f"Isi {least} sampai {most} baris. Sekarang {len(texts)}.")
        return texts

    return parse


def yes_or_no(value: Any) -> bool:
    """Parses a switch: 1 is on, 0 is off."""
    if value not in (0, 1) or isinstance(value, bool):
        raise ParameterValueError("Isi 1 bila ya, 0 bila tidak.")
    return bool(value)


def parse_hours(value: Any) -> dict[int, tuple[time, time]]:
    """Office hours: {"0": ["07:30", "16:00"], ...}, Monday is 0. A weekday without hours is off."""
    try:
        hours = {
            int(day): (time.fromisoformat(opening), time.fromisoformat(closing))
            for day, (opening, closing) in value.items()
        }
    except (AttributeError, TypeError, ValueError) as error:
        raise ParameterValueError("Isi jam buka dan jam tutup tiap hari kerja, misalnya 07:30 dan 16:00.") from error
    if not hours or not set(hours) <= set(range(7)):
        raise ParameterValueError("Isi jam kantor untuk paling sedikit satu hari, Senin sampai Minggu.")
    if wrong := [day for day, (opening, closing) in hours.items() if opening >= closing]:
        raise ParameterValueError(f"Jam tutup harus setelah jam buka. Periksa hari ke-{wrong[0] + 1} dalam minggu.")
    return hours


OFFICE_HOURS = declare("office_hours", "Jam kantor", unit="jam buka dan tutup tiap hari", parse=parse_hours)
