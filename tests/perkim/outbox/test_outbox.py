"""Outside work happens if and only if its transaction commits; it is tried again, taken over, given up, revived."""

import subprocess
import sys
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from perkim.outbox import actions, jobs, kinds
from perkim.outbox.actions import MOST_ATTEMPTS, WorkOrder
from perkim.outbox.kinds import UnknownWorkError
from perkim.outbox.models import Work

NOW = timezone.now()
done: list[dict] = []
fails: list[bool] = []


@kinds.does("uji.kirim", most_seconds=30)
def send(payload: dict) -> None:
    if fails:
        raise ConnectionError("server surat tidak menjawab slamet@example.id")
    done.append(payload)


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()
    fails.clear()


@pytest.fixture
def dead_broker():
    """Celery's producers talk to a port on which nobody listens."""
    app = jobs.do_what_waits.app
    before = app.conf.broker_url
    app.conf.broker_url = app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    app.amqp._producer_pool = None
    app._pool = None
    yield
    app.conf.broker_url = app.conf.broker_write_url = before
    app.amqp._producer_pool = None
    app._pool = None


def order(key: str = "a", **payload: object) -> WorkOrder:
    return WorkOrder(kind="uji.kirim", key=key, payload=payload)


@pytest.mark.django_db
class TestOneWorker:
    def test_it_does_what_was_requested(self) -> None:
        actions.ask([order(n=1)], now=NOW)
        assert jobs.do_what_waits() == 1
        assert done == [{"n": 1}]

    def test_asking_twice_with_one_key_asks_once(self) -> None:
        actions.ask([order(n=1)], now=NOW)
        actions.ask([order(n=2)], now=NOW)
        jobs.do_what_waits()
        assert done == [{"n": 1}]

    def test_what_is_done_is_not_done_again(self) -> None:
        actions.ask([order()], now=NOW)
        jobs.do_what_waits()
        assert jobs.do_what_waits() == 0

    def test_work_of_an_unknown_kind_cannot_be_requested(self) -> None:
        with pytest.raises(UnknownWorkError):
            actions.ask([WorkOrder(kind="tak.dikenal", key="a", payload={})], now=NOW)

    def test_a_failure_waits_longer_each_time(self) -> None:
        fails.append(True)
        actions.ask([order()], now=NOW)
        pauses = []
        for _ in range(3):
            work = actions.lease(now=Work.objects.get().due_at)
            actions.postpone(work, error=ConnectionError(), now=NOW)
            pauses.append(Work.objects.get().due_at - NOW)
        assert pauses == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]

    def test_the_text_of_an_error_is_not_kept(self) -> None:
        fails.append(True)
        actions.ask([order()], now=NOW)
        jobs.do_what_waits()
        assert Work.objects.get().last_error == "ConnectionError"

    def test_one_failure_does_not_hold_up_the_rest(self) -> None:
        actions.ask([order("a", n=1)], now=NOW)
        fails.append(True)
        jobs.do_what_waits()
        fails.clear()
        actions.ask([order("b", n=2)], now=NOW)
        assert jobs.do_what_waits() == 1
        assert done == [{"n": 2}]

    def test_after_the_last_attempt_it_is_given_up_and_can_be_revived(self) -> None:
        actions.ask([order()], now=NOW)
        for _ in range(MOST_ATTEMPTS):
            actions.postpone(actions.lease(now=Work.objects.get().due_at), error=OSError(), now=NOW)
        assert actions.lease(now=NOW + timedelta(days=9)) is None
        assert actions.revive(now=NOW) == 1
        assert jobs.do_what_waits() == 1

    def test_what_is_lost_with_its_site_every_time_is_given_up_after_all_attempts(self) -> None:
        actions.ask([order()], now=NOW)
        moment = NOW
        for number in range(MOST_ATTEMPTS):
            assert actions.lease(now=moment, by=f"site {number}") is not None
            moment += timedelta(minutes=2)
        assert actions.lease(now=moment, by="another site") is None
        assert Work.objects.get().last_error == "WorkerLost"

    def test_a_lease_that_has_run_out_goes_to_another(self) -> None:
        actions.ask([order()], now=NOW)
        assert actions.lease(now=NOW) is not None
        assert actions.lease(now=NOW + timedelta(seconds=59)) is None
        assert actions.lease(now=NOW + timedelta(seconds=60)) is not None

    def test_a_slow_worker_that_comes_back_does_not_undo_the_work(self) -> None:
        actions.ask([order()], now=NOW)
        slow = actions.lease(now=NOW)
        quick = actions.lease(now=NOW + timedelta(seconds=60))
        actions.finish(quick, now=NOW)
        actions.postpone(slow, error=OSError(), now=NOW)
        assert Work.objects.get().done_at == NOW

    def test_old_done_work_is_forgotten_and_waiting_work_is_not(self) -> None:
        actions.ask([order("a"), order("b")], now=NOW)
        actions.finish(actions.lease(now=NOW), now=NOW)
        assert actions.sweep_done(before=NOW + timedelta(days=1)) == 1
        assert Work.objects.count() == 1


@pytest.mark.usefixtures("fresh_database")
class TestRealCommits:
    def test_what_is_rolled_back_was_never_requested(self) -> None:
        with transaction.atomic():
            jobs.ask_and_wake(order())
            transaction.set_rollback(True)
        assert not Work.objects.exists()

    def test_without_a_broker_the_row_waits_for_the_schedule(self, caplog, dead_broker) -> None:
        with transaction.atomic():
            jobs.ask_and_wake(order(n=1))
        assert "no broker to wake a worker" in caplog.text
        assert jobs.do_what_waits() == 1

    def test_four_workers_do_each_piece_once(self) -> None:
        actions.ask([order(str(n), n=n) for n in range(60)], now=NOW)
        start = Barrier(4)

        def work() -> None:
            try:
                start.wait(20)
                jobs.do_what_waits()
            finally:
                connection.close()

        threads = [Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sorted(payload["n"] for payload in done) == list(range(60))


def test_pages_and_commands_send_their_jobs_to_our_broker(settings) -> None:
    asked = "import manage, perkim.wsgi, celery; print(celery.current_app.conf.broker_url)"
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == settings.CELERY_BROKER_URL
