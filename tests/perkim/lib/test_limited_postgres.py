"""A PostgreSQL that says nothing: its process is stopped, or takes a connection and never speaks."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable, QueryCanceled

from perkim.accounts.models import User
from perkim.lib import patience
from perkim.lib.limited_postgres.connection import LateDatabaseError
from perkim.lib.patience import Part, answering, is_silent
from tests.cast import open_account


def ask(statement: str = "SELECT 1") -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


@contextmanager
def stopped(pid: object) -> Iterator[None]:
    """The process of the server that serves our connection."""
    try:
        os.kill(int(str(pid)), signal.SIGSTOP)
    except PermissionError:
        pytest.skip("this server runs as somebody else")
    try:
        yield
    finally:
        os.kill(int(str(pid)), signal.SIGCONT)


@pytest.fixture
def page(fresh_database: str, monkeypatch) -> Iterator[None]:
    """A page of a web process is being made, with little patience."""
    monkeypatch.setattr(patience, "LEAST_SECONDS", 0.2)
    connection.close()
    with answering(2):
        yield
    patience.unlimited()
    connection.close()


def test_a_server_that_says_nothing_is_given_up(page: None) -> None:
    with stopped(ask("SELECT pg_backend_pid()")):
        with pytest.raises(OperationalError) as raised:
            ask()
        assert isinstance(raised.value.__cause__, LateDatabaseError)
        # Nothing of this page waits again.
        with pytest.raises(OperationalError):
            ask()
    assert is_silent(Part.DATABASE)


def test_the_next_page_finds_a_server_that_goes_on(page: None) -> None:
    with stopped(ask("SELECT pg_backend_pid()")), pytest.raises(OperationalError):
        ask()
    connection.close()
    patience._silent_until.clear()
    with answering(60):
        assert ask() == 1
    assert not is_silent(Part.DATABASE)


def test_what_a_given_up_transaction_wrote_is_not_there(page: None) -> None:
    def write_and_hang() -> None:
        with transaction.atomic():
            open_account("setengah.jalan")
            with stopped(ask("SELECT pg_backend_pid()")):
                User.objects.count()

    with pytest.raises(OperationalError):
        write_and_hang()
    connection.close()
    patience.unlimited()
    assert not User.objects.filter(username="setengah.jalan").exists()


def test_the_server_itself_gives_up_what_is_slow_for_a_page(page: None) -> None:
    with pytest.raises(OperationalError) as raised:
        ask("SELECT pg_sleep(60)")
    assert isinstance(raised.value.__cause__, QueryCanceled)
    # That is an answer: the server lives, and the connection is good.
    assert not is_silent(Part.DATABASE)
    assert ask() == 1


def test_a_lock_is_not_waited_for_longer(page: None) -> None:
    ask("SELECT 1")
    with connection.copy().temporary_connection() as holder:
        holder.execute("SELECT pg_advisory_lock(4711)")
        with pytest.raises(OperationalError) as raised:
            ask("SELECT pg_advisory_lock(4711)")
    assert isinstance(raised.value.__cause__, LockNotAvailable)


def test_a_page_has_its_limits_whatever_was_silent_when_it_connected(page: None) -> None:
    assert ask("SHOW statement_timeout") == "1700ms"
    assert ask("SHOW lock_timeout") == "1500ms"


def test_workers_and_commands_work_as_long_as_they_must(fresh_database: str) -> None:
    connection.close()
    assert (ask("SHOW statement_timeout"), ask("SHOW lock_timeout")) == ("0", "0")


def test_a_server_that_takes_a_connection_and_never_speaks_is_given_up(page: None) -> None:
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
