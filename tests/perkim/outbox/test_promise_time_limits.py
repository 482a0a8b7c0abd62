"""Promise 6: what takes too long, or takes its worker's life again and again, holds up nobody else and says so."""

import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection

from perkim.outbox import actions, jobs, kinds, stopwatch
from perkim.outbox.actions import WorkOrder
from perkim.outbox.checks import check_times
from perkim.outbox.limits import GRACE_SECONDS, LONGEST_SECONDS, MOST_LOST
from perkim.outbox.models import Work
from perkim.outbox.stopwatch import TimeUpError, held_to

NOW = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
LIMIT = 0.2
# No test waits so long: it is the end of a loop that nothing interrupts.
FAR = 60
told: list[dict] = []
done: list[str] = []


def busy() -> None:
    until = time.monotonic() + FAR
    while time.monotonic() < until:
        pass


def tolerant() -> None:
    """Takes every fault for one of its file."""
    try:
        busy()
    except Exception:
        done.append("went on")


def stubborn() -> None:
    """Swallows even an interruption, once."""
    try:
        busy()
    except BaseException:
        busy()


def disguising() -> None:
    """Makes another error of it."""
    try:
        busy()
    except BaseException as error:
        raise ValueError from error


DOINGS = {"busy": busy, "tolerant": tolerant, "stubborn": stubborn, "disguising": disguising}


def tell(payload: dict) -> None:
    told.append(payload)
    if payload.get("mute"):
        raise ValueError


@kinds.does("uji.lama", most_seconds=LIMIT, tell=tell)
def take_long(payload: dict) -> None:
    DOINGS[payload["how"]]()


@kinds.does("uji.tanya", most_seconds=LIMIT)
def ask_long(payload: dict) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [FAR])


@kinds.does("uji.singkat")
def take_short(payload: dict) -> None:
    done.append(payload["name"])


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    told.clear()
    done.clear()


def order(key: str = "a", kind: str = "uji.lama", **payload: object) -> WorkOrder:
    return WorkOrder(kind=kind, key=key, payload={"how": "busy", **payload})


@pytest.mark.django_db
class TestTooLong:
    @pytest.mark.parametrize("how", DOINGS)
    def test_it_is_given_up_at_once_and_reported_and_the_next_is_done(self, monkeypatch, how: str) -> None:
        monkeypatch.setattr(stopwatch, "AGAIN_SECONDS", LIMIT)
        actions.ask([order(how=how), order("b", "uji.singkat", name="b")], now=NOW)
        assert jobs.do_what_waits() == 1
        assert done == ["b"]
        assert told == [{"how": how}]
        work = Work.objects.get(key="a")
        assert (work.last_error, work.attempts, work.leased_until, work.done_at) == ("TimeUpError", 1, None, None)
        assert work.given_up_at is not None
        assert jobs.do_what_waits() == 0

    def test_it_is_given_up_also_when_nobody_can_be_informed(self) -> None:
        actions.ask([order(mute=True)], now=NOW)
        jobs.do_what_waits()
        assert Work.objects.get().given_up_at is not None

    def test_what_another_took_over_meanwhile_is_not_given_up(self) -> None:
        actions.ask([order()], now=NOW)
        slow = actions.lease(now=NOW)
        later = NOW + timedelta(hours=1)
        assert actions.lease(now=later) is not None
        actions.give_up(slow, error="TimeUpError", now=later)
        assert (Work.objects.get().given_up_at, told) == (None, [])

    def test_given_up_it_can_be_revived_with_all_its_attempts(self) -> None:
        actions.ask([order()], now=NOW)
        Work.objects.update(lost=MOST_LOST, given_up_at=NOW)
        actions.revive(now=NOW)
        assert Work.objects.values_list("lost", "attempts", "given_up_at").get() == (0, 0, None)


@pytest.mark.usefixtures("fresh_database")
def test_a_question_to_the_database_is_interrupted_too_and_the_next_piece_has_a_sound_connection() -> None:
    actions.ask([order(kind="uji.tanya"), order("b", "uji.singkat", name="b")], now=NOW)
    assert jobs.do_what_waits() == 1
    assert Work.objects.get(key="a").last_error == "TimeUpError"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
class TestLost:
    def test_what_takes_the_life_of_its_worker_is_given_up_after_few_and_reported(self) -> None:
        actions.ask([order()], now=NOW)
        moment = NOW
        for _ in range(MOST_LOST):
            assert actions.lease(now=moment, by="site") is not None
            assert told == []
            moment += timedelta(hours=1)
        assert actions.lease(now=moment, by="site") is None
        work = Work.objects.get()
        assert (work.last_error, work.given_up_at, work.lost) == ("WorkerLost", moment, MOST_LOST)
        assert told == [{"how": "busy"}]

    def test_behind_it_the_next_is_leased_at_once(self) -> None:
        actions.ask([order(), order("b", "uji.singkat", name="b")], now=NOW)
        Work.objects.filter(key="a").update(lost=MOST_LOST)
        assert actions.lease(now=NOW).key == "b"

    def test_sites_that_were_ended_or_restarted_are_not_held_against_it(self) -> None:
        actions.ask([order()], now=NOW)
        for number in range(MOST_LOST + 2):
            assert actions.lease(now=NOW + number * timedelta(hours=1), by=f"site {number}") is not None
        assert Work.objects.get().lost == 0

    def test_who_fails_and_says_so_is_not_lost(self) -> None:
        actions.ask([order()], now=NOW)
        for number in range(MOST_LOST + 2):
            work = actions.lease(now=NOW + number * timedelta(hours=9), by="site")
            actions.postpone(work, error=OSError(), now=NOW)
        assert Work.objects.get().lost == 0


class TestStopwatch:
    def test_an_alarm_that_was_set_before_is_set_again(self) -> None:
        handler, earlier = signal.getsignal(signal.SIGALRM), signal.setitimer(signal.ITIMER_REAL, FAR)
        try:
            with pytest.raises(TimeUpError), held_to(LIMIT):
                busy()
            assert signal.getsignal(signal.SIGALRM) is handler
            assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] < FAR
        finally:
            signal.setitimer(signal.ITIMER_REAL, *earlier)

    def test_what_is_in_time_is_left_alone_and_its_errors_are_its_own(self) -> None:
        with pytest.raises(ValueError, match="own"), held_to(FAR):
            raise ValueError("own")

    def test_a_thread_is_not_held(self) -> None:
        found = []

        def run() -> None:
            with held_to(LIMIT):
                found.append(threading.current_thread().name)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(FAR)
        assert found == [thread.name]

    def test_what_never_comes_back_to_python_ends_with_its_process(self) -> None:
        hang = (
            "from itertools import repeat\nfrom perkim.outbox import stopwatch\nstopwatch.GRACE_SECONDS = 0.3\n"
            f"with stopwatch.held_to({LIMIT}):\n    all(repeat(True))"
        )
        run = subprocess.run(
            [sys.executable, "-c", hang],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=FAR,
            check=False,
        )
        assert run.returncode == 1
        assert "Timeout" in run.stderr


class TestDeclared:
    def test_every_kind_is_leased_for_longer_than_its_piece_can_take(self) -> None:
        assert all(each.lease_seconds > each.most_seconds + GRACE_SECONDS for each in kinds.kinds())
        assert check_times() == []

    def test_a_kind_that_wants_more_than_a_worker_grants_is_refused(self) -> None:
        with pytest.raises(ValueError, match="share it out"):
            kinds.does("uji.terlalu", most_seconds=LONGEST_SECONDS + 1)

    @pytest.mark.parametrize(
        ("name", "value", "fault"), [("limit", 300, "outbox.E001"), ("visible", 600, "outbox.E002")]
    )
    def test_limits_of_worker_and_queue_that_do_not_fit_stop_the_start(self, settings, name, value, fault) -> None:
        if name == "limit":
            settings.CELERY_TASK_TIME_LIMIT = value
        else:
            settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": value}
        assert [error.id for error in check_times()] == [fault]

    @pytest.mark.django_db
    def test_a_round_ends_in_time_and_another_goes_on(self, monkeypatch) -> None:
        woken: list[bool] = []
        monkeypatch.setattr(jobs, "wake", lambda: woken.append(True))
        monkeypatch.setattr(jobs, "ROUND_SECONDS", 0)
        actions.ask([order(kind="uji.singkat", name="a")], now=NOW)
        assert jobs.do_what_waits() == 0
        assert woken == [True]
