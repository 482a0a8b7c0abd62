"""One page of a long list, read from a place in it. The place stands in the address; no page is ever counted up to.

A place holds the values by which the list is ordered, as whole numbers. Addresses are typed and cut off by people: a
place that is none is passed over, and the list begins at its start.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

from perkim.sipoc.querysets import FAR, united

SIZE = 25
AFTER, BEFORE = "setelah", "sebelum"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LAST = (FAR - _EPOCH) // _MICROSECOND
# Eighteen digits stay below PostgreSQL's bigint.
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class SortOrder:
    """Columns, all in one direction, that an index gives in this order; the last one is the id."""

    columns: tuple[str, ...]
    newest_first: bool = False

    def names(self, *, backwards: bool = False) -> list[str]:
        """As `order_by` takes them."""
        falling = self.newest_first is not backwards
        return [f"-{column}" if falling else column for column in self.columns]

    def place_of(self, row: Any) -> str:
        """The place of a row, for an address."""
        values = [getattr(row, column) for column in self.columns]
        return "-".join(str((each - _EPOCH) // _MICROSECOND if isinstance(each, datetime) else each) for each in values)

    def place(self, text: str) -> list[datetime | int] | None:
        """The values of a place; None if the text names no place of this order."""
        parts = text.split("-")
        if len(parts) != len(self.columns) or not all(_NUMBER.fullmatch(part) for part in parts):
            return None
        *moments, last = map(int, parts)
        if any(each > _LAST for each in moments):
            return None
        return [*(_EPOCH + each * _MICROSECOND for each in moments), last]

    def beyond(self, place: Sequence[datetime | int], *, backwards: bool) -> Q:
        """Rows behind a place, or before it. A comparison of whole rows, which the index answers."""
        here = _Row(*map(F, self.columns), output_field=BooleanField())
        there = _Row(*map(Value, place), output_field=BooleanField())
        rising = self.newest_first is backwards
        return Q(GreaterThan(here, there) if rising else LessThan(here, there))


class _Row(Func):
    function = "ROW"


BY_DEADLINE = SortOrder(("ranked_due", "id"))
NEWEST = SortOrder(("id",), newest_first=True)
LAST_DONE = SortOrder(("done_at", "id"), newest_first=True)


@dataclass(frozen=True)
class KeysetPage:
    """Rows of one page, and the places from which the pages before and after it are read; empty if there is none."""

    rows: list[Any]
    before: str
    after: str


def page_of(queryset: QuerySet, branches: Sequence[Q], order: SortOrder, address: Mapping[str, str]) -> KeysetPage:
    """The page that an address asks for. One query."""
    after, before = order.place(address.get(AFTER, "")), order.place(address.get(BEFORE, ""))
    backwards = before is not None and after is None
    start = before if backwards else after
    listed = queryset.filter(order.beyond(start, backwards=backwards)) if start else queryset
    fetched = list(united(listed, branches, order.names(backwards=backwards), SIZE + 1))
    more, rows = len(fetched) > SIZE, fetched[:SIZE]
    if backwards:
        rows.reverse()
    if not rows:
        return KeysetPage([], "", "")
    first, last = order.place_of(rows[0]), order.place_of(rows[-1])
    earlier, later = (more, True) if backwards else (start is not None, more)
    return KeysetPage(rows, before=first if earlier else "", after=last if later else "")
