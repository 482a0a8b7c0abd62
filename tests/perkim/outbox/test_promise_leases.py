"""Promise 6: a lease is one worker's at a time; who comes late changes nothing, and who is busy holds nobody up."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from perkim.outbox import actions, kinds
from perkim.outbox.actions import MOST_ATTEMPTS, WorkOrder
from perkim.outbox.models import Work

NOW = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
WAIT = 5


@kinds.does("uji.sewa", most_seconds=30)
def do_nothing(payload: dict) -> None:
    """Nothing: here it only matters who holds the lease."""


def order(key: str = "a") -> WorkOrder:
    return WorkOrder(kind="uji.sewa", key=key, payload={})


@pytest.mark.django_db
def test_a_slow_workers_failure_does_not_end_the_lease_of_who_took_over() -> None:
    actions.ask([order()], now=NOW)
    slow = actions.lease(now=NOW)
    later = NOW + timedelta(seconds=60)
    assert actions.lease(now=later) is not None
    actions.postpone(slow, error=OSError(), now=later)
    assert Work.objects.values_list("due_at", "leased_until").get() == (NOW, later + timedelta(seconds=60))


@pytest.mark.django_db
def test_a_failure_that_comes_after_the_work_was_done_is_not_noted() -> None:
    actions.ask([order()], now=NOW)
    work = actions.lease(now=NOW)
    actions.finish(work, now=NOW)
    for attempts in (1, MOST_ATTEMPTS):
        Work.objects.update(attempts=attempts)
        work.attempts = attempts
        actions.postpone(work, error=OSError(), now=NOW)
    assert Work.objects.values_list("done_at", "given_up_at", "due_at", "last_error").get() == (NOW, None, NOW, "")


@pytest.mark.usefixtures("fresh_database")
def test_while_one_worker_is_taking_its_piece_another_takes_the_next() -> None:
    actions.ask([order("a"), order("b")], now=NOW)
    taken = []

    def take() -> None:
        try:
            taken.append(actions.lease(now=NOW))
        finally:
            connection.close()

    with transaction.atomic():
        first = actions.lease(now=NOW)
        thread = Thread(target=take)
        thread.start()
        thread.join(WAIT)
        assert [work.key for work in (first, *taken)] == ["a", "b"]
    thread.join(WAIT)
