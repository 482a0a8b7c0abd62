"""Does what waits in the outbox. Messages of the broker only wake a worker up; the schedule finds what was left."""

import logging
import time
from datetime import timedelta
from uuid import uuid4

from celery import shared_task
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from perkim.lib.patience import OutsideService, is_silent, said_nothing
from perkim.outbox.actions import LATE, WorkOrder, ask, finish, give_up, lease, postpone, sweep_done
from perkim.outbox.kinds import kind
from perkim.outbox.limits import ROUND_SECONDS
from perkim.outbox.models import Work
from perkim.outbox.stopwatch import TimeUpError, held_to

logger = logging.getLogger(__name__)
# One wake-up does at most this much, so that a worker can be stopped in between.
AT_ONCE = 200
# Many pieces wake several workers; more than there are would only find nothing to do.
MOST_WOKEN = 4
KEPT_FOR = timedelta(days=30)
# Known before the worker forks: its processes share it, and no other worker, nor the same one started again, has it.
SITE = uuid4().hex


def ask_and_wake(*orders: WorkOrder) -> None:
    """Ask for work in the current transaction and wake workers when it has committed."""
    ask(orders, now=timezone.now())
    for _ in orders[:MOST_WOKEN]:
        transaction.on_commit(wake)


def wake() -> None:
    """Tell a worker; without a broker the schedule does it within a minute. One that has just said nothing is not asked
    again: a page that wakes several workers waits once."""
    if is_silent(OutsideService.QUEUE):
        return
    try:
        do_what_waits.apply_async(retry=False)
    except OperationalError as error:
        said_nothing(OutsideService.QUEUE)
        logger.warning("no broker to wake a worker (%s); the schedule will", type(error).__name__)


@shared_task
def do_what_waits() -> int:
    """Lease and do one piece after the other until nothing waits, or for as long as a round may take: then another
    round goes on. Returns how many were done."""
    done, until = 0, time.monotonic() + ROUND_SECONDS
    for _ in range(AT_ONCE):
        if time.monotonic() >= until:
            break
        work = lease(now=timezone.now(), by=SITE)
        if work is None:
            return done
        done += _do(work)
    wake()
    return done


def _do(work: Work) -> bool:
    """Do it, and note how it went."""
    declared = kind(work.kind)
    try:
        with held_to(declared.most_seconds):
            declared.do(work.payload)
    except TimeUpError:
        logger.warning("outside work %s took longer than %s seconds", work.pk, declared.most_seconds)
        _leave_connection()
        give_up(work, error=LATE, now=timezone.now())
    except Exception as error:
        logger.warning("outside work %s failed: %s", work.pk, type(error).__name__)
        postpone(work, error=error, now=timezone.now())
    else:
        finish(work, now=timezone.now())
        return True
    return False


def _leave_connection() -> None:
    """An alarm may have come between a question and its answer: nothing more is asked through this connection."""
    if not connection.in_atomic_block:
        connection.close()


@shared_task
def forget_done_work() -> None:
    sweep_done(before=timezone.now() - KEPT_FOR)
