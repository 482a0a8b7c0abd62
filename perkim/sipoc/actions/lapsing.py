"""What time itself does: reminders before a case lapses, and the lapse. Source: `domain.md` §7.1 (returned site plans).

A case lapses only after every reminder that its deadline declares, and never sooner after the last one than the
declaration says: a reminder that went out late gives the time that it should have given.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from perkim.accounts.models import User
from perkim.lib.calendar import OfficeCalendar
from perkim.parameters.reading import office_calendar
from perkim.sipoc import clock, log
from perkim.sipoc.actions.deadlines import OPEN
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.actions.step import Step
from perkim.sipoc.announcements import remind
from perkim.sipoc.declarations import Deadline
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Tenggat, Tugas
from perkim.sipoc.registry import programmes

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Watched:
    """A deadline of one kind of case that reminds or expires."""

    programme: str
    process: str
    deadline: Deadline


def let_lapse(*, now: datetime) -> int:
    """Take the expiring move for every case whose time is over; returns how many. What cannot go is left and logged."""
    calendar, lapsed, system = office_calendar(timezone.localdate(now)), 0, User.objects.system()
    for watched in _watched():
        deadline = watched.deadline
        if not deadline.expires_by:
            continue
        past = _open(watched).filter(due_at__lt=now, reminded__gte=len(deadline.reminders))
        for tenggat in past.select_related("berkas").iterator(500):
            if _may_lapse(calendar, tenggat, deadline, now):
                lapsed += _lapse(system, tenggat, deadline, now)
    return lapsed


def send_reminders(*, now: datetime) -> int:
    """Send each reminder whose day has come, once; returns how many."""
    calendar, sent, system = office_calendar(timezone.localdate(now)), 0, User.objects.system()
    for watched in _watched():
        reminders = watched.deadline.reminders
        for tenggat in _open(watched).filter(reminded__lt=len(reminders)).iterator(500):
            if _reminder_day(calendar, tenggat, reminders[tenggat.reminded]) <= timezone.localdate(now):
                sent += _remind(system, tenggat, now)
    return sent


def _watched() -> Iterator[_Watched]:
    for programme in programmes():
        for process in programme.processes:
            for stage in process.stages:
                for deadline in stage.deadlines:
                    if deadline.reminders or deadline.expires_by:
                        yield _Watched(programme.slug, process.key, deadline)


def _open(watched: _Watched) -> QuerySet[Tenggat]:
    return Tenggat.objects.filter(
        OPEN,
        stopped_at=None,
        key=watched.deadline.key,
        berkas__programme=watched.programme,
        berkas__process=watched.process,
    )


def _reminder_day(calendar: OfficeCalendar, tenggat: Tenggat, units: int) -> date:
    """The day on which so many units of the deadline are used up, however often it was stopped or counted anew."""
    time_to_answer = tenggat.amount - units
    return timezone.localdate(
        clock.due(calendar, tenggat.unit, tenggat.counted_from, max(0, tenggat.left - time_to_answer))
    )


def _may_lapse(calendar: OfficeCalendar, tenggat: Tenggat, deadline: Deadline, now: datetime) -> bool:
    if not deadline.reminders or tenggat.reminded_at is None:
        return not deadline.reminders
    time_to_answer = tenggat.amount - deadline.reminders[-1]
    return clock.due(calendar, tenggat.unit, tenggat.reminded_at, time_to_answer) < now


def _lapse(system: User, tenggat: Tenggat, deadline: Deadline, now: datetime) -> int:
    case = tenggat.berkas
    decision = Decision(
        move=deadline.expires_by,
        key=uuid5(NAMESPACE_OID, f"{tenggat.pk}:{case.lock_version}"),
        reason=f"{tenggat.title} lewat pada {timezone.localtime(tenggat.due_at):%d-%m-%Y}.",
    )
    try:
        move(actor=system, case=case, decision=decision, lock_version=case.lock_version, now=now)
    except SipocError as refusal:
        logger.warning("case %s did not lapse: %s", case.pk, refusal)
        return 0
    return 1


@transaction.atomic
def _remind(system: User, tenggat: Tenggat, now: datetime) -> int:
    cases = lock([tenggat.berkas_id])
    fresh = Tenggat.objects.filter(OPEN, pk=tenggat.pk, stopped_at=None, reminded=tenggat.reminded)
    if not fresh.update(reminded=tenggat.reminded + 1, reminded_at=now):
        return 0
    step = Step(actor=system, now=now, cases=cases)
    waiting = Tugas.objects.filter(berkas__any_of=step.ids, done_at=None, dropped_at=None).select_related("berkas")
    remind(step, list(waiting), f"{tenggat.title} berakhir {timezone.localtime(tenggat.due_at):%d-%m-%Y}")
    step.record(log.REMINDED, lambda case: {"tenggat": tenggat.key, "ke": tenggat.reminded + 1})
    step.save(call=False)
    return 1
