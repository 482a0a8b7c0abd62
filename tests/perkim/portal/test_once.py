"""A form is carried out once, and never counts as received without having been carried out."""

import time
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from perkim.accounts.models import User
from perkim.portal import once
from perkim.sipoc.actions import changing
from perkim.sipoc.models import Berkas, Note
from tests.cast import open_account
from tests.perkim.portal.cases import monday, send  # noqa: F401
from tests.perkim.sipoc.conftest import letter, office, take  # noqa: F401
from tests.races import at_once


@pytest.fixture
def key() -> UUID:
    return uuid4()


def lose_the_connection() -> None:
    """As when PostgreSQL is killed: what was written and not committed is gone."""
    connection.connection.close()


@pytest.mark.usefixtures("fresh_database")
class TestClaims:
    @pytest.fixture
    def user(self, fresh_database: str) -> User:
        return open_account("rahayu")

    def test_of_four_at_once_one_is_the_first_and_the_others_wait_for_it(self, user: User, key: UUID) -> None:
        done = []

        def send_it() -> tuple[bool, int]:
            with once.first_sending(user, key) as first:
                if first:
                    time.sleep(0.2)
                    done.append(1)
            return first, len(done)

        assert sorted(at_once(*[send_it] * 4)) == [(False, 1)] * 3 + [(True, 1)]

    def test_what_failed_may_be_sent_again(self, user: User, key: UUID) -> None:
        with pytest.raises(ZeroDivisionError), once.first_sending(user, key):
            raise ZeroDivisionError
        with once.first_sending(user, key) as first:
            assert first

    def test_a_database_that_dies_over_the_work_leaves_no_claim(self, user: User, key: UUID) -> None:
        def write_over_a_dead_connection() -> None:
            with once.first_sending(user, key):
                lose_the_connection()
                Note.objects.count()

        with pytest.raises(OperationalError):
            write_over_a_dead_connection()
        with once.first_sending(user, key) as first:
            assert first

    def test_a_database_that_dies_over_the_claim_is_told_apart_from_a_second_sending(
        self, user: User, key: UUID, monkeypatch
    ) -> None:
        add = cache.add

        def die_and_add(*words) -> bool:
            lose_the_connection()
            try:
                return add(*words)
            except OperationalError:
                # What Django answers where the connection breaks a moment later.
                return False

        with monkeypatch.context() as patched:
            patched.setattr(cache, "add", die_and_add)
            with pytest.raises(OperationalError), once.first_sending(user, key) as first:
                assert not first
        with once.first_sending(user, key) as first:
            assert first


@pytest.mark.django_db
def test_a_note_that_broke_off_stands_when_it_is_sent_again(
    send,  # noqa: F811
    office,  # noqa: F811
    letter,  # noqa: F811
    take,  # noqa: F811
    client: Client,
    monkeypatch,
) -> None:
    case: Berkas = take(office.operator, letter(), "kirim")
    data, really = {"key": str(uuid4()), "text": "Sekali."}, changing.write_note

    def break_off(**words) -> Note:
        really(**words)
        raise OperationalError("server closed the connection unexpectedly")

    client.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr(changing, "write_note", break_off)
        assert send(office.kadis, case, "case_note", **data).status_code == 503
    assert not Note.objects.exists()
    assert send(office.kadis, case, "case_note", **data).status_code == 302
    assert Note.objects.count() == 1
