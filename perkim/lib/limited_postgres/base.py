"""`ENGINE`: Django's backend for PostgreSQL that limits connecting, waiting, and the server's work for a page."""

from time import monotonic
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.utils.asyncio import async_unsafe

from perkim.lib.limited_postgres.connection import LateDatabaseError, LimitedConnection
from perkim.lib.patience import OutsideService, answered, is_silent, of_page, said_nothing, seconds_for

# Of every process. A line that is cut without a word is noticed after a minute, also by a worker that waits for ever.
LINE = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
# libpq knows no shorter one. For each address of a name: `localhost` has two.
LEAST_CONNECT_SECONDS = 2
# The server gives up first, so that what is slow is told from what hangs, and a lock before that.
OF_STATEMENT, OF_LOCK = 0.85, 0.75
LIMITS = "SELECT set_config('statement_timeout', %s, false), set_config('lock_timeout', %s, false)"


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        return {**LINE, **super().get_connection_params()}

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
        self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        limit = seconds_for(OutsideService.DATABASE)
        if limit is None:
            return LimitedConnection.connect(**conn_params)
        # libpq cannot wait as shortly as others wait for what is silent.
        if limit <= 0 or is_silent(OutsideService.DATABASE):
            raise LateDatabaseError
        began, timeout = monotonic(), LEAST_CONNECT_SECONDS
        try:
            made = LimitedConnection.connect(**{**conn_params, "connect_timeout": timeout})
        except psycopg.OperationalError as error:
            if (waited := monotonic() - began) < timeout:
                raise
            said_nothing(OutsideService.DATABASE, waited=waited)
            raise LateDatabaseError from error
        answered(OutsideService.DATABASE)
        return made

    def init_connection_state(self) -> None:
        super().init_connection_state()
        if seconds := of_page():
            self._limit_server(seconds)

    def _limit_server(self, seconds: float) -> None:
        limits = [f"{int(1000 * seconds * share)}ms" for share in (OF_STATEMENT, OF_LOCK)]
        with self.connection.cursor() as cursor:
            cursor.execute(LIMITS, limits)
