"""The only writer of outside work: asked for inside a transaction, leased, done, tried again, given up.

A lease is a promise of time, not a lock: the worker that holds it may die, and another takes over when it has run out.
So every piece of work may run more than once, and each doer is idempotent.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from perkim.outbox.kinds import kind
from perkim.outbox.limits import FIRST_PAUSE, MOST_ATTEMPTS, MOST_LOST
from perkim.outbox.models import Work

logger = logging.getLogger(__name__)
ERROR_LENGTH = 200
# What stands as the error of work that was given up because of itself.
LATE, LOST = "TimeUpError", "WorkerLost"


@dataclass(frozen=True, kw_only=True)
class WorkOrder:
    """A piece of work to be asked for."""

    kind: str
    key: str
    payload: dict[str, Any]


def ask(orders: Sequence[WorkOrder], *, now: datetime) -> None:
    """Write the work down in the caller's transaction: it happens if and only if the transaction commits.

    Asking again with a key already known asks for nothing. Raises UnknownWorkError.
    """
    Work.objects.bulk_create(
        [
            Work(kind=kind(order.kind).name, key=order.key, payload=order.payload, asked_at=now, due_at=now)
            for order in orders
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def lease(*, now: datetime, by: str = "") -> Work | None:
    """The next piece of work that waits, leased to the caller; None if there is none. Workers never get the same.

    `by` names the site of workers, which lives longer than each of them. What was lost too often is given up here,
    since nobody was left to say so.
    """
    waiting = Work.objects.filter(done_at=None, given_up_at=None, due_at__lte=now)
    free = waiting.filter(Q(leased_until=None) | Q(leased_until__lte=now)).order_by("due_at", "id")
    while work := free.select_for_update(skip_locked=True).first():
        # Of a site that was ended or restarted nobody was left either, but that was not the fault of the work.
        if work.leased_until is not None and work.held_by == by:
            work.lost += 1
        if work.lost >= MOST_LOST or work.attempts >= MOST_ATTEMPTS:
            give_up(work, error=LOST, now=now)
            continue
        work.leased_until, work.held_by = now + timedelta(seconds=kind(work.kind).lease_seconds), by
        work.attempts += 1
        work.save(update_fields=["leased_until", "held_by", "attempts", "lost"])
        return work
    return None


def finish(work: Work, *, now: datetime) -> None:
    Work.objects.filter(pk=work.pk, done_at=None).update(
        done_at=now, given_up_at=None, leased_until=None, last_error=""
    )


def postpone(work: Work, *, error: Exception, now: datetime) -> None:
    """Try again later, after a pause that doubles; after the last attempt a person has to look.

    Only the name of the error is kept: its text may hold personal data.
    """
    name = type(error).__name__[:ERROR_LENGTH]
    if work.attempts >= MOST_ATTEMPTS:
        _mine(work).update(given_up_at=now, leased_until=None, last_error=name)
    else:
        pause = FIRST_PAUSE * 2 ** (work.attempts - 1)
        _mine(work).update(due_at=now + pause, leased_until=None, last_error=name)


@transaction.atomic
def give_up(work: Work, *, error: str, now: datetime) -> None:
    """Try it no more, since the work itself is to blame: it took too long, or its workers died of it. Whoever waits for
    it is told as its kind says."""
    if not _mine(work).update(given_up_at=now, leased_until=None, last_error=error, lost=work.lost):
        return
    tell = kind(work.kind).tell
    if tell is None:
        return
    try:
        with transaction.atomic():
            tell(work.payload)
    except Exception as failure:
        # Given up it is all the same, or it would be done again for ever.
        logger.warning("nobody was told that outside work %s was given up: %s", work.pk, type(failure).__name__)


def _mine(work: Work) -> QuerySet[Work]:
    """The row, if nobody else has taken it over or done it since it was leased."""
    return Work.objects.filter(pk=work.pk, done_at=None, attempts=work.attempts)


def revive(*, now: datetime) -> int:
    """Let everything that was given up be tried again; returns how much that is."""
    return Work.objects.filter(given_up_at__isnull=False).update(
        given_up_at=None, attempts=0, lost=0, due_at=now, last_error=F("last_error")
    )


def sweep_done(*, before: datetime) -> int:
    """Remove the rows of work that was done before this moment; returns how many."""
    removed, _ = Work.objects.filter(done_at__lt=before).delete()
    return removed
