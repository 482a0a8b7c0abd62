"""The laws that a service rests on: dated texts, whose first ones come with the declaration.

They differ by regency and change with every government, so the office states them on its own screen (`domain.md` §20).
"""

from collections.abc import Collection, Sequence
from datetime import date

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import LINES, declare, lines
from perkim.parameters.models import Parameter
from perkim.sipoc.declarations import Programme

SINCE = date(2020, 1, 1)
BASIS = "Nilai awal portal; sesuaikan dengan peraturan daerah yang berlaku"
_LONGEST, _MOST = 300, 20


def declare_legal_basis(programme: Programme) -> None:
    """Make the laws of a programme known as a parameter, with those declared as its first value."""
    key = _key(programme)
    title = f"Dasar hukum layanan ({programme.title})"
    declare(key, title, unit="baris", parse=lines(_LONGEST, _MOST), shape=LINES)
    state_first_value(FirstValue(key=key, value=list(programme.legal_basis), starts=SINCE, basis=BASIS))


def legal_basis_on(programmes: Collection[Programme], day: date) -> dict[str, Sequence[str]]:
    """The laws by slug. A public page: where none is stated for that day, those declared are shown. One query."""
    keys = {programme.slug: _key(programme) for programme in programmes}
    stated = {row.key: row.parsed for row in Parameter.objects.in_force(day).filter(key__in=keys.values())}
    return {each.slug: stated.get(keys[each.slug], each.legal_basis) for each in programmes}


def _key(programme: Programme) -> str:
    return f"dasar_hukum.{programme.slug}"
