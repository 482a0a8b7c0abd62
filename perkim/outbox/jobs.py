"""Does what waits in the outbox. Messages of the broker only wake a worker up; the schedule finds what was left."""

import logging
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from perkim.outbox.actions import Order, ask, finish, lease, postpone, sweep_done
from perkim.outbox.kinds import kind

logger = logging.getLogger(__name__)
# One wake-up does at most this much, so that a worker can be stopped in between.
AT_ONCE = 200
# Many pieces wake several workers; more than there are would only find nothing to do.
MOST_WOKEN = 4
KEPT_FOR = timedelta(days=30)


def ask_and_wake(*orders: Order) -> None:
    """Ask for work in the current transaction and wake workers when it has committed."""
    ask(orders, now=timezone.now())
    for _ in orders[:MOST_WOKEN]:
        transaction.on_commit(wake)


def wake() -> None:
    """Tell a worker; without a broker the schedule does it within a minute."""
    try:
        do_what_waits.apply_async(retry=False)
    except OperationalError as error:
        logger.warning("no broker to wake a worker (%s); the schedule will", type(error).__name__)


@shared_task
def do_what_waits() -> int:
    """Lease and do one piece after the other until nothing waits; returns how many were done."""
    done = 0
    for _ in range(AT_ONCE):
        work = lease(now=timezone.now())
        if work is None:
            break
        try:
            kind(work.kind).do(work.payload)
        except Exception as error:
            logger.warning("outside work %s failed: %s", work.pk, type(error).__name__)
            postpone(work, error=error, now=timezone.now())
        else:
            finish(work, now=timezone.now())
            done += 1
    return done


@shared_task
def forget_done_work() -> None:
    sweep_done(before=timezone.now() - KEPT_FOR)
