"""Promise 6: one round does all it can; what cannot be done is put by at once, with the name of what went wrong."""

from datetime import UTC, datetime

import pytest

from perkim.outbox import actions, jobs, kinds
from perkim.outbox.actions import MOST_ATTEMPTS, WorkOrder
from perkim.outbox.models import Work

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
done: list[str] = []


@kinds.does("uji.sebagian")
def do_some(payload: dict) -> None:
    if payload["fails"]:
        raise ConnectionError
    done.append(payload["name"])


def order(name: str, *, fails: bool = False) -> WorkOrder:
    return WorkOrder(kind="uji.sebagian", key=name, payload={"name": name, "fails": fails})


def test_a_round_goes_on_after_what_fails() -> None:
    done.clear()
    actions.ask([order("a", fails=True), order("b"), order("c", fails=True), order("d")], now=NOW)
    assert jobs.do_what_waits() == 2
    assert done == ["b", "d"]


def test_the_last_failure_gives_up_at_once_and_keeps_the_errors_name() -> None:
    actions.ask([order("a")], now=NOW)
    Work.objects.update(attempts=MOST_ATTEMPTS - 1)
    actions.postpone(actions.lease(now=NOW), error=OSError(), now=NOW)
    work = Work.objects.get()
    assert (work.given_up_at, work.leased_until, work.last_error) == (NOW, None, "OSError")


def test_a_worker_is_woken_after_the_commit_and_not_before(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    """Woken earlier it would find nothing yet, and fall asleep again."""
    woken: list[bool] = []
    monkeypatch.setattr(jobs, "wake", lambda: woken.append(True))
    with django_capture_on_commit_callbacks(execute=True):
        jobs.ask_and_wake(order("a"))
        assert woken == []
    assert woken == [True]
