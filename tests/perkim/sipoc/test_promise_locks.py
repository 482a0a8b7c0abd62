"""Promise 2: the one order of locks. Who acts on a case holds its parent against change; who acts on a parent holds all
that is open below it; parents come before children. Seen from a second connection, as another officer's request."""

import time
from collections.abc import Callable, Iterator
from threading import Thread
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection, transaction

from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.locking import lock, lock_descendants
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas
from tests.cast import SUMBERWULUH, employ
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.family import BUNDLE, FAMILY, VISIT, YEAR
from tests.samples.registering import register_for_test

WAIT = 20
CHANGE = "SELECT 1 FROM sipoc_berkas WHERE id = %s FOR NO KEY UPDATE NOWAIT"


@pytest.fixture
def family(fresh_database, monkeypatch) -> SimpleNamespace:
    """A year, a bundle in it and a visit in that."""
    register_for_test(monkeypatch, FAMILY)
    staf = employ(Role.STAF, starts=MONDAY.date())
    new = NewCase(title="Contoh", regions=[Region.objects.get(pk=SUMBERWULUH)])

    def under(parent: Berkas | None, process) -> Berkas:
        return open_case(actor=staf, programme=FAMILY, process=process, new=new, now=MONDAY, parent=parent)

    year = under(None, YEAR)
    bundle = under(year, BUNDLE)
    return SimpleNamespace(year=year, bundle=bundle, visit=under(bundle, VISIT), under=under)


@pytest.fixture
def other(family) -> Iterator[psycopg.Connection]:
    """The connection of another request."""
    with psycopg.connect(**connection.get_connection_params()) as connected:
        yield connected


def is_held(other: psycopg.Connection, case: Berkas) -> bool:
    """Whether another request would have to wait before it could change this case."""
    try:
        with other.transaction():
            other.execute(CHANGE, [case.pk])
    except psycopg.errors.LockNotAvailable:
        return True
    return False


def test_who_acts_on_a_case_holds_its_parent_but_not_what_lies_above(family, other) -> None:
    with transaction.atomic():
        lock([family.visit.pk])
        assert [is_held(other, case) for case in (family.visit, family.bundle, family.year)] == [True, True, False]


def test_who_acts_on_one_child_does_not_keep_others_from_its_siblings(family, other) -> None:
    sibling = family.under(family.bundle, VISIT)
    with transaction.atomic():
        lock([family.visit.pk])
        assert not is_held(other, sibling)
        share = "SELECT 1 FROM sipoc_berkas WHERE id = %s FOR SHARE NOWAIT"
        assert other.execute(share, [family.bundle.pk]).fetchone()


def test_who_acts_on_a_case_holds_everything_open_below(family, other) -> None:
    with transaction.atomic():
        lock_descendants(lock([family.year.pk]))
        assert [is_held(other, case) for case in (family.bundle, family.visit)] == [True, True]


def test_while_a_case_is_opened_its_parent_stays_as_it_is(family, other) -> None:
    with transaction.atomic():
        family.under(family.bundle, VISIT)
        assert is_held(other, family.bundle)


def test_a_case_is_opened_by_what_its_parent_is_now_and_not_when_the_page_was_shown(family) -> None:
    shown = Berkas.objects.get(pk=family.bundle.pk)
    Berkas.objects.filter(pk=family.bundle.pk).update(returned=True)
    with pytest.raises(Exception, match="sedang dikembalikan"):
        family.under(shown, VISIT)


def test_the_parent_is_locked_before_the_child(family, other) -> None:
    """While the parent is held by somebody else, the child stays free for him."""
    other.execute(CHANGE, [family.bundle.pk])
    thread = in_thread(lambda: lock([family.visit.pk]))
    until(lambda: waits_for_a_lock(other))
    other.execute(CHANGE, [family.visit.pk])
    other.rollback()
    thread.join(WAIT)
    assert not thread.is_alive()


def test_cases_are_locked_by_id_ascending_whatever_the_order_given(family, other) -> None:
    second = family.under(family.bundle, VISIT)
    other.execute(CHANGE, [family.visit.pk])
    thread = in_thread(lambda: lock([second.pk, family.visit.pk]))
    until(lambda: waits_for_a_lock(other))
    other.execute(CHANGE, [second.pk])
    other.rollback()
    thread.join(WAIT)
    assert not thread.is_alive()


def in_thread(doing: Callable[[], object]) -> Thread:
    def run() -> None:
        try:
            with transaction.atomic():
                doing()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def waits_for_a_lock(other: psycopg.Connection) -> bool:
    query = (
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' "
        "AND query LIKE '%sipoc_berkas%'"
    )
    other.execute("SELECT pg_stat_clear_snapshot()")
    return other.execute(query).fetchone() is not None


def until(condition: Callable[[], bool]) -> None:
    latest = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < latest, "nothing came to wait"
        time.sleep(0.01)
