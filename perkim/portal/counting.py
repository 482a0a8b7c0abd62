"""All numbers of a page in one query: what waits for its reader, and whatever else it counts.

Every number is counted up to a bound and then says "1.000+": counting a million rows for a heading helps nobody.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields import BigIntegerField
from django.utils import timezone

from perkim.accounts.models import User
from perkim.notices.models import Notice
from perkim.sipoc.models import Tugas
from perkim.sipoc.querysets import MOST_COUNTED
from perkim.sipoc.scopes import tugas_branches

# Deadlines are counted by their day this far ahead: ten working days and the holidays between them.
HORIZON = timedelta(days=45)
_TUGAS, _UNREAD = "tugas", "belum dibaca"
_WAITING = """SELECT %s, programme, person IS NOT NULL, LEAST((due AT TIME ZONE %s)::date, %s), due < %s, seen IS NULL,
count(*), NULL::numeric, min(due) FROM ({}) AS waiting (id, programme, person, due, seen) GROUP BY 2, 3, 4, 5, 6"""
_COUNTED = """SELECT %s, '', false, NULL::date, false, false, count(*), sum(amount::bigint), NULL::timestamptz
FROM ({}) AS counted (id, amount)"""


@dataclass(frozen=True)
class Counted:
    """How many rows there are, up to the bound, and the sum of their amounts in rupiah."""

    number: int = 0
    amount: int | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.number > MOST_COUNTED


@dataclass
class Numbers:
    """What waits for one account, and what else the page counts, by name."""

    programmes: Counter[str] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    own: int = 0
    queued: int = 0
    late: int = 0
    unseen: int = 0
    oldest: datetime | None = None
    unread: int = 0
    counted: dict[str, Counted] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.own + self.queued


def in_words(number: int) -> str:
    """`12`, or `1.000+` above the bound."""
    return "1.000+" if number > MOST_COUNTED else f"{number:,}".replace(",", ".")


def capped(queryset: QuerySet, branches: Sequence[Q], amount: str = "") -> QuerySet:
    """What `numbers_for` counts: the rows of all branches up to the bound, with the column that is summed up."""
    summed = F(amount) if amount else Value(None, output_field=BigIntegerField())
    plain = queryset.select_related(None).order_by().values("id", summed=summed)
    # In no order, so that whichever index fits best may stop at the bound.
    parts = [plain.filter(branch)[: MOST_COUNTED + 1] for branch in branches]
    if not parts:
        return plain.none()
    return parts[0].union(*parts[1:])[: MOST_COUNTED + 1] if len(parts) > 1 else parts[0]


def numbers_for(user: User, now: datetime, **querysets: QuerySet) -> Numbers:
    """Count what waits for the account and the given querysets of `capped`, by name. One query."""
    parts = [_waiting(user, now), _part(_COUNTED, [_UNREAD], _unread(user))]
    parts += [_part(_COUNTED, [name], rows) for name, rows in querysets.items()]
    queries = [part for part in parts if part]
    numbers = Numbers(counted={name: Counted() for name in querysets})
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(sql for sql, _ in queries), [each for _, values in queries for each in values]
        )
        for row in cursor.fetchall():
            _add(numbers, row, timezone.localdate(now) + HORIZON)
    return numbers


def _add(numbers: Numbers, row: tuple[Any, ...], horizon: date) -> None:
    name, programme, own, day, late, unseen, number, amount, oldest = row
    if name == _UNREAD:
        numbers.unread = number
    elif name != _TUGAS:
        numbers.counted[name] = Counted(number, None if amount is None else int(amount))
    else:
        numbers.programmes[programme] += number
        numbers.own += number * own
        numbers.queued += number * (not own)
        numbers.unseen += number * unseen
        if late:
            numbers.late += number
            numbers.oldest = min(oldest, numbers.oldest or oldest)
        elif day < horizon:
            numbers.days[day] += number


def _waiting(user: User, now: datetime) -> tuple[str, list[Any]] | None:
    rows = Tugas.objects.waiting().values("id", "programme", "person_id", "ranked_due", "seen_at")
    each = [rows.filter(branch).order_by("ranked_due", "id")[: MOST_COUNTED + 1] for branch in tugas_branches(user)]
    listed = each[0].union(*each[1:]) if len(each) > 1 else each[0]
    return _part(_WAITING, [_TUGAS, settings.TIME_ZONE, timezone.localdate(now) + HORIZON, now], listed)


def _unread(user: User) -> QuerySet:
    return capped(Notice.objects.of(user).unread(), [Q()])


def _part(frame: str, values: list[Any], rows: QuerySet) -> tuple[str, list[Any]] | None:
    """One SELECT around a queryset; None where Django knows already that there is no row."""
    try:
        sql, inner = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return frame.format(sql), [*values, *inner]
