"""pytest plugin: PostgreSQL and Valkey for the tests, there before Django reads its settings (`-p tests.services`).

The controller starts them; the workers of a parallel run inherit its environment and take a Valkey database each.
DATABASE_URL and REDIS_URL in the environment are used as they are, and the embedded servers then left out.
"""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import psycopg
import pytest
from psycopg import sql

from perkim.local.scratch import scratch_servers, settings_for

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
TEMPLATES_KEPT = 3


# A wrapper goes before every plain hook, so before pytest-django's, which reads the settings.
@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    if not WORKER:
        running = ExitStack()
        early_config.add_cleanup(running.close)
        servers = running.enter_context(scratch_servers())
        if servers.postgres:
            with servers.postgres.connect() as connection:
                _drop_remains(connection)
        os.environ.update(settings_for(servers.addresses))
        # Names the databases of this run, so that two runs on one server do not meet.
        os.environ["PERKIM_TEST_RUN"] = str(os.getpid())
        # Worlds that one worker has built lie here for the others.
        worlds = running.enter_context(TemporaryDirectory(prefix="perkim-worlds-"))
        os.environ["PERKIM_TEST_WORLDS"] = worlds
    os.environ["REDIS_URL"] = _own_database(os.environ["REDIS_URL"])
    return (yield)


def _drop_remains(connection: psycopg.Connection) -> None:
    """Databases of killed runs, and templates of code that is no longer; the server is ours alone."""
    found = connection.execute("SELECT datname FROM pg_database ORDER BY oid DESC").fetchall()
    names = [name for (name,) in found]
    templates = [name for name in names if name.startswith("perkim_template_")]
    clones = [name for name in names if name.startswith("perkim_test_")]
    for name in clones + templates[TEMPLATES_KEPT:]:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _own_database(redis_url: str) -> str:
    """The same server; another of its numbered databases for each worker, "gw0" having 1."""
    number = int(WORKER.removeprefix("gw")) + 1 if WORKER else 0
    if redis_url.startswith("unix:"):
        return f"{redis_url.partition('?')[0]}?db={number}"
    return f"{re.sub(r'/[0-9]*$', '', redis_url)}/{number}"
