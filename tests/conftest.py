"""Databases of the tests: one migrated template, cloned for each process and, where a test asks, for that test alone.

Django's own way of emptying tables (TRUNCATE) is not to be had, because the log refuses it; see `fresh_database`.
"""

import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic

import psycopg
import pytest
import redis
from celery import Celery
from django.apps import apps
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection, connections
from django.test import TestCase, TransactionTestCase
from django.test.testcases import QuietWSGIRequestHandler
from hypothesis import HealthCheck
from hypothesis import settings as property_tests
from psycopg import sql
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from perkim.celery import app as celery_app
from perkim.lib import patience

CLONE = Path(__file__).resolve().parent.parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
TEMPLATE_LOCK = 7_305_843_009
SWEPT_AFTER_SECONDS = 30.0
UNSWEPT = pytest.StashKey[float]()
# How long it takes to think of an example, or to try it, says nothing on a machine that does other things too.
property_tests.register_profile("perkim", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_tests.load_profile("perkim")
EMPTIES_TABLES = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_configure(config: pytest.Config) -> None:
    # Tests sign in thousands of times; Argon2 is slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Static files come straight from their sources: nothing has to be collected before a test.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    # A sweep in a test must never find the uploads of the site that `make run` starts here.
    folder = tempfile.TemporaryDirectory(prefix="perkim-uploads-")
    config.add_cleanup(folder.cleanup)
    settings.STORAGES = _with_uploads_in(Path(folder.name))
    settings.WHITENOISE_USE_FINDERS = True
    # Looked for when one is asked for: reading them all first took a third of the time of a page, for each client anew.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STATIC_ROOT = None


def _with_uploads_in(folder: Path) -> dict[str, dict]:
    uploads = settings.STORAGES["uploads"]
    options = {**uploads["OPTIONS"], "location": folder}
    return {**settings.STORAGES, "uploads": {**uploads, "OPTIONS": options}}


@pytest.fixture
def uploads_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The storage of uploads, this test's own."""
    request.getfixturevalue("settings").STORAGES = _with_uploads_in(tmp_path / "uploads")
    return tmp_path / "uploads"


def pytest_sessionstart(session: pytest.Session) -> None:
    """While the workers of a parallel run read the tests, their template is made."""
    if getattr(session.config.option, "numprocesses", None) and not hasattr(session.config, "workerinput"):
        blocker = session.config.stash[blocking_manager_key]
        threading.Thread(target=_make_template_early, args=[blocker], name="template", daemon=True).start()


def _make_template_early(blocker: DjangoDbBlocker) -> None:
    with blocker.unblock():
        _make_template()
    connections.close_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if wrong := [item.nodeid for item in items if _empties_tables(item)]:
        raise pytest.UsageError(
            "The log refuses TRUNCATE, so Django cannot empty the tables after a test. Use the fixture fresh_database "
            "(real commits, concurrent connections) or live_site (a server for a browser) in:\n  " + "\n  ".join(wrong)
        )


def _empties_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    by_marker = marker and (marker.args or {"transaction", "reset_sequences", "serialized_rollback"} & {*marker.kwargs})
    of_class = getattr(item, "cls", None)
    by_class = of_class and issubclass(of_class, TransactionTestCase) and not issubclass(of_class, TestCase)
    return bool(by_marker or by_class or EMPTIES_TABLES & {*getattr(item, "fixturenames", ())})


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's: this process gets a clone of the template instead of migrating."""
    with django_db_blocker.unblock():
        _make_template()
        with _clone(f"perkim_test_{os.environ['PERKIM_TEST_RUN']}_{WORKER}"):
            yield


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The name of a database of this test's own: commits are real, other threads and processes may connect.

    A thread that used the ORM ends with `connection.close()`.
    """
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("fresh_database has no rollback: take `db` and the mark django_db away from this test.")
    name = f"{connection.settings_dict['NAME']}_fresh"
    with django_db_blocker.unblock(), _clone(name):
        yield name


@pytest.fixture
def live_site(fresh_database: str) -> Iterator[str]:
    """The address of the whole site, served from threads of this process on a database of this test's own."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="live_site")
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """What tests have rolled back lies dead in the tables and is read through: it is swept now and then, and after each
    test that took long."""
    began = monotonic()
    done = yield
    item.session.stash[UNSWEPT] = item.session.stash.get(UNSWEPT, 0.0) + monotonic() - began
    if item.session.stash[UNSWEPT] > SWEPT_AFTER_SECONDS:
        item.session.stash[UNSWEPT] = 0.0
        _sweep(str(connection.settings_dict["NAME"]))
    return done


def _sweep(name: str) -> None:
    # Else no test of this process has asked for a database yet.
    if name.startswith("perkim_test_"):
        with psycopg.connect(**{**connection.get_connection_params(), "dbname": name}, autocommit=True) as own:
            own.execute("VACUUM")


@pytest.fixture(scope="session", autouse=True)
def broker() -> Celery:
    """Jobs asked for in tests go to this process's Valkey."""
    return celery_app


@pytest.fixture(scope="session")
def valkey() -> Iterator[redis.Redis]:
    """This process's own database of the Valkey of the tests."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        yield client


@pytest.fixture(autouse=True)
def own_patience() -> Iterator[None]:
    """What hung in one test is not remembered in the next."""
    yield
    patience.unlimited()


@pytest.fixture(autouse=True)
def empty_queue(valkey: redis.Redis) -> Iterator[None]:
    yield
    valkey.flushdb()


@contextmanager
def _clone(name: str) -> Iterator[None]:
    """Points this process, all its threads included, to a new copy of the template."""
    # Files are copied, not their pages logged one by one: half the time.
    _execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, _template_name())
    before = _point_to(name)
    try:
        yield
    finally:
        _point_to(before)
        _execute("DROP DATABASE {} WITH (FORCE)", name)


def _point_to(name: str) -> str:
    connections.close_all()
    before = str(connection.settings_dict["NAME"])
    # One dictionary, shared by the connections of all threads.
    connection.settings_dict["NAME"] = name
    return before


def _make_template() -> None:
    """Migrates once for all processes; the others wait at the lock and find it done."""
    name = _template_name()
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        # Named a clone until it is whole, so that a killed run's half is swept away.
        unfinished = f"perkim_test_{name}"
        _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", unfinished)
        _execute("CREATE DATABASE {}", unfinished)
        before = _point_to(unfinished)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_regions", verbosity=0)
        _point_to(before)
        _execute("ALTER DATABASE {} RENAME TO {}", unfinished, name)


@cache
def _template_name() -> str:
    """Changes with every migration, of ours or of a library, and with the regions; an edit during a run is not seen."""
    sources = [file for app in apps.get_app_configs() for file in Path(app.path).glob("migrations/*.py")]
    sources.append(CLONE / "perkim" / "lib" / "schema.py")
    sources += [file for file in CLONE.glob("perkim/regions/**/*") if file.is_file() and file.suffix != ".pyc"]
    content = hashlib.sha256()
    for file in sorted(sources):
        content.update(file.name.encode() + file.read_bytes())
    return f"perkim_template_{content.hexdigest()[:12]}"


def _execute(statement: str, *names: str) -> None:
    with _server() as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _server() -> psycopg.Connection:
    parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    return psycopg.connect(**parameters, autocommit=True)
