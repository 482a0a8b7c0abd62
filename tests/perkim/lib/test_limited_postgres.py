"""A PostgreSQL that says nothing any more, or takes a connection and never speaks."""

import socket
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable, QueryCanceled

from perkim.accounts.models import User
from perkim.lib import patience
from perkim.lib.limited_postgres.connection import LateDatabaseError
from perkim.lib.patience import OutsideService, answering, is_silent
from tests.cast import open_account
from tests.relay import Relay, relay_to

pytestmark = pytest.mark.slow


def ask(statement: str = "SELECT 1") -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


@pytest.fixture
def relay(fresh_database: str) -> Iterator[Relay]:
    """Between us and the server, until the test's database is dropped."""
    host, port = connection.settings_dict["HOST"], int(connection.settings_dict["PORT"] or 5432)
    server = f"{host}/.s.PGSQL.{port}" if host.startswith("/") else (host, port)
    with relay_to(server) as relay, pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        patch.setitem(connection.settings_dict, "PORT", relay.port)
        connection.close()
        yield relay
        connection.close()


@pytest.fixture
def page(relay: Relay, monkeypatch) -> Iterator[Relay]:
    """A page of a web process is being made, with little patience."""
    monkeypatch.setattr(patience, "LEAST_SECONDS", 0.2)
    with answering(2):
        yield relay
    patience.unlimited()


def test_a_server_that_says_nothing_is_given_up(page: Relay) -> None:
    assert ask() == 1
    with page.held():
        with pytest.raises(OperationalError) as raised:
            ask()
        assert isinstance(raised.value.__cause__, LateDatabaseError)
        # Nothing of this page waits again.
        with pytest.raises(OperationalError):
            ask()
    assert is_silent(OutsideService.DATABASE)


def test_the_next_page_finds_a_server_that_goes_on(page: Relay) -> None:
    assert ask() == 1
    with page.held(), pytest.raises(OperationalError):
        ask()
    connection.close()
    patience._silent_until.clear()
    with answering(60):
        assert ask() == 1
    assert not is_silent(OutsideService.DATABASE)


def test_what_a_given_up_transaction_wrote_is_not_there(page: Relay) -> None:
    def write_and_hang() -> None:
        with transaction.atomic():
            open_account("setengah.jalan")
            with page.held():
                User.objects.count()

    with pytest.raises(OperationalError):
        write_and_hang()
    connection.close()
    patience.unlimited()
    assert not User.objects.filter(username="setengah.jalan").exists()


def test_the_server_itself_gives_up_what_is_slow_for_a_page(page: Relay) -> None:
    with pytest.raises(OperationalError) as raised:
        ask("SELECT pg_sleep(60)")
    assert isinstance(raised.value.__cause__, QueryCanceled)
    # That is an answer: the server lives, and the connection is good.
    assert not is_silent(OutsideService.DATABASE)
    assert ask() == 1


def test_a_lock_is_not_waited_for_longer(page: Relay) -> None:
    ask("SELECT 1")
    with connection.copy().temporary_connection() as holder:
        holder.execute("SELECT pg_advisory_lock(4711)")
        with pytest.raises(OperationalError) as raised:
            ask("SELECT pg_advisory_lock(4711)")
    assert isinstance(raised.value.__cause__, LockNotAvailable)


def test_a_page_has_its_limits_whatever_was_silent_when_it_connected(page: Relay) -> None:
    assert ask("SHOW statement_timeout") == "1700ms"
    assert ask("SHOW lock_timeout") == "1500ms"


def test_workers_and_commands_work_as_long_as_they_must(fresh_database: str) -> None:
    connection.close()
    assert (ask("SHOW statement_timeout"), ask("SHOW lock_timeout")) == ("0", "0")


def test_a_server_that_takes_a_connection_and_never_speaks_is_given_up(page: Relay) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        patch.setitem(connection.settings_dict, "PORT", silent.getsockname()[1])
        connection.close()
        with pytest.raises(OperationalError) as raised:
            ask()
        assert isinstance(raised.value.__cause__, LateDatabaseError)
        # The next page does not try again at once.
        with answering(2), pytest.raises(OperationalError) as raised:
            ask()
        assert isinstance(raised.value.__cause__, LateDatabaseError)
