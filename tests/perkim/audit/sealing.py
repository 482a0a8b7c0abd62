"""Seals in tests. Others share the server, and their open transactions hold back what may be sealed: on a busy machine
for as long as the slowest test takes."""

import time

from django.db import connection
from django.utils import timezone

from perkim.audit import actions
from perkim.audit.models import Entry, Seal

WAIT = 120


def sealed_soon() -> Seal:
    """The last of as many seals as it takes until every entry is in one."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        seal = actions.seal(now=timezone.now())
        if seal is not None and not Entry.objects.filter(transaction__gte=seal.end_transaction).exists():
            return seal
        time.sleep(0.01)
    raise AssertionError("nothing was sealed in time")


def all_final() -> None:
    """Returns when every entry lies below the horizon, so that one seal takes them all."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            horizon = cursor.fetchone()[0]
        if not Entry.objects.filter(transaction__gte=horizon).exists():
            return
        time.sleep(0.01)
    raise AssertionError("a transaction of another test holds the horizon back")
