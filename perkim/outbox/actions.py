"""The only writer of outside work: asked for inside a transaction, leased, done, tried again, given up.

A lease is a promise of time, not a lock: the worker that holds it may die, and another takes over when it has run out.
So every piece of work may run more than once, and each doer is idempotent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from perkim.outbox.kinds import kind
from perkim.outbox.models import Work

# Tries lie a minute, 2, 4, ... 128 minutes apart: some four hours of a mail server's absence are waited out.
MOST_ATTEMPTS = 9
FIRST_PAUSE = timedelta(minutes=1)
ERROR_LENGTH = 200


@dataclass(frozen=True, kw_only=True)
class Order:
    """A piece of work to be asked for."""

    kind: str
    key: str
    payload: dict[str, Any]


def ask(orders: Sequence[Order], *, now: datetime) -> None:
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
def lease(*, now: datetime) -> Work | None:
    """The next piece of work that waits, leased to the caller; None if there is none. Workers never get the same.

    What killed its worker too often is given up here, since nobody was left to say so.
    """
    waiting = Work.objects.filter(done_at=None, given_up_at=None, due_at__lte=now)
    free = waiting.filter(Q(leased_until=None) | Q(leased_until__lte=now))
    free.filter(attempts__gte=MOST_ATTEMPTS).update(given_up_at=now, leased_until=None, last_error="WorkerLost")
    work = free.select_for_update(skip_locked=True).order_by("due_at", "id").first()
    if work is None:
        return None
    work.leased_until = now + timedelta(seconds=kind(work.kind).lease_seconds)
    work.attempts += 1
    work.save(update_fields=["leased_until", "attempts"])
    return work


def finish(work: Work, *, now: datetime) -> None:
    Work.objects.filter(pk=work.pk, done_at=None).update(
        done_at=now, given_up_at=None, leased_until=None, last_error=""
    )


def postpone(work: Work, *, error: Exception, now: datetime) -> None:
    """Try again later, after a pause that doubles; after the last attempt a person has to look.

    Only the name of the error is kept: its text may hold personal data.
    """
    mine = Work.objects.filter(pk=work.pk, done_at=None, attempts=work.attempts)
    told = type(error).__name__[:ERROR_LENGTH]
    if work.attempts >= MOST_ATTEMPTS:
        mine.update(given_up_at=now, leased_until=None, last_error=told)
    else:
        pause = FIRST_PAUSE * 2 ** (work.attempts - 1)
        mine.update(due_at=now + pause, leased_until=None, last_error=told)


def revive(*, now: datetime) -> int:
    """Let everything that was given up be tried again; returns how much that is."""
    return Work.objects.filter(given_up_at__isnull=False).update(
        given_up_at=None, attempts=0, due_at=now, last_error=F("last_error")
    )


def sweep_done(*, before: datetime) -> int:
    """Remove the rows of work that was done before this moment; returns how many."""
    removed, _ = Work.objects.filter(done_at__lt=before).delete()
    return removed
