"""The one order in which cases are locked: parents before children, ids ascending. So no two actions wait in a ring.

Whoever acts on a case holds it exclusively and its parent shared; whoever acts on a parent therefore waits for all who
act below it, and what is found below stays so until the transaction ends.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, LiteralString

from django.db import connection
from django.db.models import Max

from perkim.sipoc.exceptions import ClockBehindError
from perkim.sipoc.models import Berkas, StageVisit

# A request reads its clock before it waits for locks, and two machines differ a little; more is a wrong clock.
CLOCKS_DIFFER = timedelta(minutes=1)
# FOR SHARE, which Django's querysets do not speak.
HOLD = "SELECT 1 FROM sipoc_berkas WHERE id = ANY(%s) ORDER BY id FOR SHARE"
# As an array, so that the parents are fetched by their ids: joined, all cases are read where PostgreSQL guesses wrong.
HOLD_PARENTS = (
    "SELECT 1 FROM sipoc_berkas WHERE id = ANY(ARRAY(SELECT parent_id FROM sipoc_berkas WHERE id = ANY(%s))) "
    "ORDER BY id FOR SHARE"
)


def lock(ids: Collection[int]) -> list[Berkas]:
    """The cases of these ids, locked, by id ascending; their parents are locked against change. Two statements."""
    _execute(HOLD_PARENTS, ids)
    return list(_exclusively(pk__any_of=ids))


def lock_descendants(cases: Collection[Berkas]) -> list[Berkas]:
    """All open cases below these locked ones, locked, level by level. One statement for each level, and one to see
    that there is no more."""
    descendants: list[Berkas] = []
    level = [case.pk for case in cases]
    while level:
        below = list(_exclusively(parent__any_of=level, outcome=""))
        descendants += below
        level = [case.pk for case in below]
    return descendants


def not_before(now: datetime, cases: Collection[Berkas]) -> datetime:
    """The moment of an action on locked cases: a request reads its clock before it waits for the locks, and somebody
    may have come in meanwhile. One statement."""
    return max(now, _last_change(cases) or now)


def after(moment: datetime | None, now: datetime) -> datetime:
    """The moment of an action that follows something of this moment, if of any. What the clock says, or the moment
    itself where it was only read a little too early. Raises ClockBehindError if the clock is wrong."""
    if moment is None or moment <= now:
        return now
    if moment - now > CLOCKS_DIFFER:
        raise ClockBehindError
    return moment


def after_all(cases: Collection[Berkas], now: datetime) -> datetime:
    """As `after`, of what these locked cases stand in: their stay, and their pause. One statement."""
    return after(_last_change(cases), now)


def _last_change(cases: Collection[Berkas]) -> datetime | None:
    entered = StageVisit.objects.filter(berkas__any_of=[case.pk for case in cases], left_at=None)
    latest = entered.aggregate(latest=Max("entered_at"))["latest"]
    return max([*([latest] if latest else []), *(case.paused_at for case in cases if case.paused_at)], default=None)


def lock_shared(case: Berkas) -> None:
    """Hold a case against change while something is put below it."""
    _execute(HOLD, [case.pk])


def _exclusively(**condition: Any) -> Any:
    # NO KEY: rows that only point at a case (a visit, a paper) may be written meanwhile.
    return Berkas.objects.filter(**condition).order_by("id").select_for_update(no_key=True)


def _execute(statement: LiteralString, ids: Collection[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(ids)])
