"""How far a job is, for whoever waits: written past the job's own transaction, through a second connection."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from perkim.imports.declarations import Progress
from perkim.imports.models import Batch
from perkim.imports.models import Progress as ProgressRow

# A short job opens no second connection at all.
SECONDS_BETWEEN = 0.5


class _Reporter:
    """Told again and again, it writes now and then."""

    def __init__(self, batch: Batch, step: str) -> None:
        self.batch, self.step = batch, step
        self.last = time.monotonic()
        self.connection: BaseDatabaseWrapper | None = None

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.last < SECONDS_BETWEEN:
            return
        self.last = time.monotonic()
        if self.connection is None:
            self.connection = connection.copy()
        table = self.connection.ops.quote_name(ProgressRow._meta.db_table)
        statement = f"UPDATE {table} SET step = %s, done = %s, total = %s WHERE batch_id = %s"  # noqa: S608
        # The work goes on even if its progress cannot be shown.
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(statement, [self.step, done, total, self.batch.pk])
        except DatabaseError:
            self.close()

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


@contextmanager
def reported(batch: Batch, step: str) -> Iterator[Progress]:
    """A function to call with how much is done and how much there is."""
    reporter = _Reporter(batch, step)
    try:
        yield reporter
    finally:
        reporter.close()
