"""What readiness means: database with all migrations, Redis, and a fresh heartbeat of worker and beat."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError

from perkim.health.jobs import WORKER
from perkim.health.models import Heartbeat
from perkim.lib.patience import LateError, at_most
from perkim.lib.queue import question_client

# Three missed beats mean that somebody should look.
STALE_AFTER = timedelta(seconds=3 * settings.HEARTBEAT_SECONDS)
# Who asks how all is must hear it, above all when something hangs.
DATABASE_SECONDS = 2.0


class PendingMigrationsError(Exception):
    """The code knows migrations that this database has not."""


@dataclass(frozen=True)
class SystemPart:
    """One part of the system: `needed` parts decide whether web requests can be served at all."""

    key: str
    title: str
    healthy: bool
    finding: str
    needed: bool


def parts(now: datetime) -> list[SystemPart]:
    """All parts, the needed ones first. Never raises: what cannot be reached is unhealthy."""
    with at_most(DATABASE_SECONDS):
        database, background = _database(), _background(now)
    return [database, _redis(), background]


def _answers(ask: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, ask()
    except PendingMigrationsError:
        return False, "Skema belum diperbarui. Jalankan manage.py migrate."
    except DatabaseError as error:
        late = isinstance(error.__cause__, LateError)
        return False, "Tidak menjawab pada waktunya." if late else f"Tidak menjawab ({type(error).__name__})."
    except (RedisError, OSError) as error:
        return False, f"Tidak menjawab ({type(error).__name__})."


def _database() -> SystemPart:
    healthy, finding = _answers(_ask_database)
    return SystemPart("database", "Basis data", healthy, finding, needed=True)


def _ask_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    _require_migrations()
    return "Menjawab."


@cache
def _require_migrations() -> None:
    """Asked until the schema is whole, then never again in this process: what is raised is not cached."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise PendingMigrationsError


def _redis() -> SystemPart:
    def ping() -> str:
        with question_client(settings.REDIS_URL) as redis:
            redis.ping()
        return "Menjawab."

    healthy, finding = _answers(ping)
    return SystemPart("redis", "Antrean pekerjaan", healthy, finding, needed=False)


def _background(now: datetime) -> SystemPart:
    try:
        beat = Heartbeat.objects.filter(name=WORKER).first()
    except DatabaseError:
        beat = None
    if beat is None:
        return SystemPart("background", "Pekerjaan latar", False, "Belum pernah berdenyut.", needed=False)
    age = max(now - beat.seen, timedelta())
    finding = f"Denyut terakhir {int(age.total_seconds())} detik lalu."
    return SystemPart("background", "Pekerjaan latar", age <= STALE_AFTER, finding, needed=False)
