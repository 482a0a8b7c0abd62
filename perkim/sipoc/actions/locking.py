"""The one order in which cases are locked: parents before children, ids ascending. So no two actions wait in a ring.

Whoever acts on a case holds it exclusively and its parent shared; whoever acts on a parent therefore waits for all who
act below it, and what is found below stays so until the transaction ends.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from perkim.sipoc.models import Berkas, StageVisit


def lock(ids: Collection[int]) -> list[Berkas]:
    """The cases of these ids, locked, by id ascending; their parents are locked against change. Three statements."""
    parents = Berkas.objects.filter(pk__any_of=ids).order_by().values_list("parent", flat=True)
    _lock_shared({parent for parent in parents.distinct() if parent})
    return list(_exclusively(pk__any_of=ids))


def lock_descendants(cases: Collection[Berkas]) -> list[Berkas]:
    """All open cases below these locked ones, locked, level by level. One statement for each level, and one to see
    that there is no more."""
    found: list[Berkas] = []
    level = [case.pk for case in cases]
    while level:
        below = list(_exclusively(parent__any_of=level, outcome=""))
        found += below
        level = [case.pk for case in below]
    return found


def not_before(now: datetime, cases: Collection[Berkas]) -> datetime:
    """The moment of an action on locked cases: a request reads its clock before it waits for the locks, and somebody
    may have come in meanwhile. One statement."""
    entered = StageVisit.objects.filter(berkas__any_of=[case.pk for case in cases], left_at=None)
    latest = entered.aggregate(latest=Max("entered_at"))["latest"]
    return max([now, *([latest] if latest else []), *(case.paused_at for case in cases if case.paused_at)])


def lock_shared(case: Berkas) -> None:
    """Hold a case against change while something is put below it."""
    _lock_shared({case.pk})


def _exclusively(**condition: Any) -> Any:
    # NO KEY: rows that only point at a case (a visit, a paper) may be written meanwhile.
    return Berkas.objects.filter(**condition).order_by("id").select_for_update(no_key=True)


def _lock_shared(ids: set[int]) -> None:
    """FOR SHARE, which Django's querysets do not speak."""
    if ids:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM sipoc_berkas WHERE id = ANY(%s) ORDER BY id FOR SHARE", [sorted(ids)])
