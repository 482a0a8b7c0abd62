"""A connection that waits no longer than the page's patience lasts.

The server's own `statement_timeout` ends what is slow. It does not help where the server itself says nothing: stopped,
swapped out, or behind a cable that is cut. Then the connection is given up.
"""

from time import monotonic
from typing import Any

import psycopg
from psycopg.rows import Row

from perkim.lib.patience import LateError, OutsideService, answered, said_nothing, seconds_for

# psycopg's own: how often a wait looks whether somebody interrupts it.
INTERVAL_SECONDS = 0.1


class LateDatabaseError(psycopg.OperationalError, LateError):
    """PostgreSQL said nothing in time."""

    def __init__(self) -> None:
        LateError.__init__(self, OutsideService.DATABASE)


class LimitedConnection(psycopg.Connection[Row]):
    """Every statement goes through `wait`; no thread and no round trip is added to it."""

    def wait(self, gen: Any, interval: float = INTERVAL_SECONDS, timeout: float | None = None) -> Any:
        limit = seconds_for(OutsideService.DATABASE)
        if limit is None or (timeout is not None and timeout < limit):
            return super().wait(gen, interval, timeout)
        if limit <= 0:
            self.pgconn.finish()
            raise LateDatabaseError
        until = monotonic() + limit
        try:
            result = super().wait(gen, interval, limit)
        except psycopg.OperationalError as error:
            # What the server says has a state; a server that says nothing is late.
            if error.sqlstate is not None or monotonic() < until:
                raise
            self.pgconn.finish()
            said_nothing(OutsideService.DATABASE, waited=limit)
            raise LateDatabaseError from error
        answered(OutsideService.DATABASE)
        return result
