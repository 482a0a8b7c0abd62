"""When the office's calendar changes: which promises would move, and moving them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from perkim.accounts.models import User
from perkim.lib.calendar import OfficeCalendar
from perkim.lib.rows import update_rows
from perkim.outbox.actions import WorkOrder
from perkim.outbox.jobs import ask_and_wake
from perkim.parameters.actions import change_days_off
from perkim.parameters.models import DayOff
from perkim.parameters.reading import office_calendar
from perkim.sipoc import clock, log
from perkim.sipoc.actions.deadlines import OPEN
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.models import Tenggat
from perkim.sipoc.terms import Unit

RECOUNT = "tenggat.hitung-ulang"
BATCH = 500


@dataclass(frozen=True)
class Shift:
    """A promise that moves: the deadline with its case, and when it would fall due."""

    tenggat: Tenggat
    due_at: datetime


def changed_calendar(calendar: OfficeCalendar, put: Iterable[date], remove: Iterable[date]) -> OfficeCalendar:
    """The calendar as it would be. Put wins over remove."""
    return replace(calendar, days_off=(calendar.days_off - frozenset(remove)) | frozenset(put))


def shifts(calendar: OfficeCalendar) -> Iterator[Shift]:
    """The running deadlines that this calendar would move, nearest first, with their cases."""
    counted = Tenggat.objects.filter(OPEN, stopped_at=None).exclude(unit=Unit.CALENDAR_DAYS)
    for tenggat in counted.select_related("berkas").order_by("due_at", "id").iterator(BATCH):
        falls_due = clock.due(calendar, tenggat.unit, tenggat.counted_from, tenggat.left)
        if falls_due != tenggat.due_at:
            yield Shift(tenggat, falls_due)


@transaction.atomic
def change_calendar(*, actor: User, put: Collection[DayOff] = (), remove: Collection[date] = (), now: datetime) -> None:
    """Change the days off; a job moves the open deadlines once that is committed."""
    change_days_off(actor=actor, put=put, remove=remove, now=now)
    ask_recount(actor=actor, now=now)


def ask_recount(*, actor: User, now: datetime) -> None:
    """Let a job move the open deadlines to where the calendar puts them, once this transaction is committed."""
    key = f"{RECOUNT}:{now.isoformat()}"
    ask_and_wake(WorkOrder(kind=RECOUNT, key=key, payload={"actor": actor.pk}))


def recount_all(*, actor: User, now: datetime) -> None:
    """Move every running deadline to where the calendar now puts it, batch by batch. Running twice moves nothing
    twice."""
    after = 0
    while cases := _with_open_deadlines(after):
        _recount(actor, cases, now)
        after = cases[-1]


def _with_open_deadlines(after: int) -> list[int]:
    deadlines = Tenggat.objects.filter(OPEN, stopped_at=None, berkas__gt=after).exclude(unit=Unit.CALENDAR_DAYS)
    return list(deadlines.order_by("berkas").values_list("berkas", flat=True).distinct()[:BATCH])


@transaction.atomic
def _recount(actor: User, ids: Collection[int], now: datetime) -> None:
    """Each case that has a deadline that moves is logged with before and after; the others are not touched."""
    locked = {case.pk: case for case in lock(ids)}
    calendar = office_calendar(timezone.localdate(now))
    running = Tenggat.objects.filter(OPEN, Q(stopped_at=None), berkas__any_of=list(locked)).exclude(
        unit=Unit.CALENDAR_DAYS
    )
    moved: dict[int, dict[str, object]] = {}
    changed = []
    for tenggat in running:
        falls_due = clock.due(calendar, tenggat.unit, tenggat.counted_from, tenggat.left)
        if falls_due != tenggat.due_at:
            of_case = moved.setdefault(tenggat.berkas_id, {})
            of_case[tenggat.key] = {"sebelum": tenggat.due_at, "sesudah": falls_due}
            tenggat.due_at = falls_due
            changed.append(tenggat)
    if not changed:
        return
    update_rows(changed, ["due_at"])
    step = Step(actor=actor, now=now, cases=[locked[pk] for pk in sorted(moved)])
    step.refresh_due()
    step.record(log.RECOMPUTED, lambda case: moved[case.pk])
    step.save(call=False)
