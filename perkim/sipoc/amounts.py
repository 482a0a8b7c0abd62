"""How long each deadline is: a dated parameter of its own, whose first value comes from the declaration.

The declaration states what the law or the office first said; from then on the parameter holds, with its dates and its
legal basis, and every deadline keeps the row by which it was counted (`domain.md` §0, marks [P], [B] and [D]).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from perkim.lib.text import in_thousands, within_sentence
from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import ParameterKind, ParameterValueError, declare
from perkim.parameters.models import Parameter
from perkim.parameters.reading import rows_on
from perkim.sipoc.declarations import Deadline, Process, Programme
from perkim.sipoc.terms import Unit

# Before any case of this system began.
SINCE = date(2020, 1, 1)
# What may be stated: ten years in days; in minutes of the office's hours several years.
LONGEST_DAYS, LONGEST_MINUTES = 3_650, 1_000_000

Amounts = Mapping[str, tuple[int, ...]]


def parameter_key(programme: str, process: str, deadline: str) -> str:
    return f"tenggat.{programme}.{process}.{deadline}"


def declare_amounts(programme: Programme, process: Process, deadline: Deadline) -> ParameterKind:
    """Make the parameter of a deadline known, with the declared amounts as its first value."""
    key = parameter_key(programme.slug, process.key, deadline.key)
    stated = _plain(deadline.amounts)
    title = f"{deadline.title} ({programme.title}, {within_sentence(process.title)})"
    kind = declare(
        key,
        title,
        unit=str(deadline.unit.label),
        parse=lambda value: _parsed(value, deadline),
        judge=lambda amounts: _refuse_lengths(amounts, deadline),
    )
    state_first_value(FirstValue(key=key, value=stated, starts=SINCE, basis=deadline.basis))
    return kind


def amounts_on(keys: Iterable[str], day: date) -> dict[str, tuple[Parameter, Amounts]]:
    """The rows in force and their amounts by class, for several deadlines at once. One query.

    Raises MissingParameterError.
    """
    return {key: (row, row.parsed) for key, row in rows_on(keys, day).items()}


def amount(amounts: Amounts, chosen: str, cycle: int) -> int:
    """The length in this cycle (1 for the first stay); the last one stated repeats. KeyError for an unknown class."""
    by_cycle = amounts[chosen]
    return by_cycle[min(cycle, len(by_cycle)) - 1]


def _plain(amounts: Amounts | tuple[int, ...]) -> Any:
    return {key: list(each) for key, each in amounts.items()} if isinstance(amounts, Mapping) else list(amounts)


def _parsed(value: Any, deadline: Deadline) -> Amounts:
    stated = value if isinstance(value, dict) else {"": value}
    if set(stated) != set(deadline.classes or ("",)):
        raise ParameterValueError(f"Isi lama tenggat untuk setiap golongan: {', '.join(deadline.classes)}.")
    for each in stated.values():
        if not isinstance(each, list) or not each or not all(_is_whole(length) for length in each):
            raise ParameterValueError(
                "Isi lama tenggat sebagai bilangan bulat, satu untuk tiap putaran, misalnya 10 atau 21, 14, 7."
            )
        if deadline.reminders and min(each) <= deadline.reminders[-1]:
            last = deadline.reminders[-1]
            raise ParameterValueError(f"Pengingat terakhir dikirim pada hitungan ke-{last}. Isi yang lebih lama.")
    return {key: tuple(each) for key, each in stated.items()}


def _refuse_lengths(amounts: Amounts, deadline: Deadline) -> None:
    """Nobody keeps a deadline of nothing, and one of many years warns of nothing."""
    most = LONGEST_MINUTES if deadline.unit is Unit.OFFICE_MINUTES else LONGEST_DAYS
    if not all(1 <= length <= most for each in amounts.values() for length in each):
        raise ParameterValueError(f"Isi lama tenggat dari 1 sampai {in_thousands(most)} {deadline.unit.label}.")


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
