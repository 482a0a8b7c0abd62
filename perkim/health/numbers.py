"""The figures of the running portal for a monitoring system, in the text format of Prometheus.

All are read from the database and the broker, not counted in a process: they are the same whichever web process is
asked. Times and faults of requests are in the log.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Max, Min, Q, Sum
from redis.exceptions import RedisError

from perkim.audit.digests import FILE, MAIL
from perkim.audit.models import Entry, Seal
from perkim.files.models import Upload
from perkim.health.checks import parts
from perkim.health.jobs import BACKUP, WORKER
from perkim.health.models import Heartbeat
from perkim.lib.queue import question_client
from perkim.outbox.models import Work

QUEUE = "celery"
DIGESTS_WATCHED_FOR = timedelta(days=2)


@dataclass(frozen=True)
class Metric:
    """One figure; `label` tells apart those of one name, as `part="database"`."""

    name: str
    value: float
    label: str = ""

    def __str__(self) -> str:
        return f"perkim_{self.name}{'{' + self.label + '}' if self.label else ''} {self.value:g}"


def text_of(figures: Iterator[Metric]) -> str:
    """Every figure is a gauge: it says what is, not what was counted."""
    lines, known = [], set()
    for figure in figures:
        if figure.name not in known:
            known.add(figure.name)
            lines.append(f"# TYPE perkim_{figure.name} gauge")
        lines.append(str(figure))
    return "\n".join(lines) + "\n"


def figures(now: datetime, redis_url: str) -> Iterator[Metric]:
    """Raises DatabaseError: without the database there are no figures, and the one who asks must notice."""
    for part in parts(now):
        yield Metric("healthy", float(part.healthy), f'part="{part.key}"')
    seen = dict(Heartbeat.objects.values_list("name", "seen"))
    for name in (WORKER, BACKUP):
        if name in seen:
            yield Metric("last_seen_seconds", (now - seen[name]).total_seconds(), f'what="{name}"')
    yield from _outbox(now)
    yield from _log(now)
    yield from _size()
    yield from _queue(redis_url)


def _outbox(now: datetime) -> Iterator[Metric]:
    waiting = Q(done_at=None, given_up_at=None)
    sums = Work.objects.aggregate(
        waiting=Count("id", filter=waiting),
        oldest=Min("due_at", filter=waiting),
        given_up=Count("id", filter=Q(given_up_at__isnull=False)),
    )
    late = (now - sums["oldest"]).total_seconds() if sums["oldest"] else 0
    yield Metric("outbox_waiting", sums["waiting"])
    yield Metric("outbox_late_seconds", max(late, 0))
    yield Metric("outbox_given_up", sums["given_up"])


def _log(now: datetime) -> Iterator[Metric]:
    sealed = Seal.objects.aggregate(end=Max("end_transaction"))["end"] or 0
    oldest = Entry.objects.filter(transaction__gte=sealed).aggregate(at=Min("at"))["at"]
    yield Metric("log_unsealed_seconds", (now - oldest).total_seconds() if oldest else 0)
    digests = Work.objects.filter(kind__in=(MAIL, FILE), done_at=None, asked_at__gte=now - DIGESTS_WATCHED_FOR)
    yield Metric("log_digests_failing", digests.filter(attempts__gt=0).count())


def _size() -> Iterator[Metric]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()), count(*) FROM pg_stat_activity")
        size, connections = cursor.fetchone()
    yield Metric("database_bytes", size)
    yield Metric("database_connections", connections)
    kept = Upload.objects.filter(erased_at=None).aggregate(
        count=Count("id"),
        size=Sum("size", filter=Q(same_as=None)),
        damaged=Count("id", filter=Q(damaged_at__isnull=False)),
    )
    yield Metric("uploads", kept["count"])
    yield Metric("uploads_bytes", kept["size"] or 0)
    yield Metric("uploads_damaged", kept["damaged"])


def _queue(redis_url: str) -> Iterator[Metric]:
    try:
        with question_client(redis_url) as redis:
            yield Metric("queue_waiting", float(redis.llen(QUEUE)))
    except (RedisError, OSError):
        return
