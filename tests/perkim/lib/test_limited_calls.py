"""Calls that hang are left behind; what healthy calls return and raise is as if they were made directly."""

import threading

import pytest

from perkim.lib import patience
from perkim.lib.limited_calls import LimitedCalls
from perkim.lib.patience import LateError, OutsideService, answering


@pytest.fixture(autouse=True)
def little_patience(monkeypatch) -> None:
    monkeypatch.setattr(patience, "LEAST_SECONDS", 0.05)


@pytest.fixture
def released() -> threading.Event:
    return threading.Event()


def test_without_a_page_a_call_is_made_in_its_own_thread() -> None:
    assert LimitedCalls(OutsideService.STORAGE).call(threading.current_thread) is threading.current_thread()


def test_a_page_gets_what_the_call_returns_and_raises() -> None:
    calls = LimitedCalls(OutsideService.STORAGE)
    with answering(60):
        assert calls.call(lambda: 7) == 7
        with pytest.raises(FileNotFoundError):
            calls.call(lambda: open("/tidak/ada"))  # noqa: SIM115, PTH123


def test_a_page_leaves_a_call_that_hangs(released: threading.Event) -> None:
    with answering(0.05), pytest.raises(LateError):
        LimitedCalls(OutsideService.STORAGE).call(lambda: released.wait(60))
    released.set()


def test_what_comes_too_late_is_put_away(released: threading.Event) -> None:
    put_away, done = [], threading.Event()

    def slow() -> str:
        released.wait(60)
        return "path"

    def away(path: str) -> None:
        put_away.append(path)
        done.set()

    with answering(0.05), pytest.raises(LateError):
        LimitedCalls(OutsideService.STORAGE).call(slow, abandoned=away)
    assert not put_away
    released.set()
    assert done.wait(60)
    assert put_away == ["path"]


def test_hung_calls_do_not_pile_up(released: threading.Event) -> None:
    calls, begun = LimitedCalls(OutsideService.STORAGE, most=2), []

    def hang() -> None:
        begun.append(1)
        released.wait(60)

    for _ in range(5):
        with answering(0.05), pytest.raises(LateError):
            calls.call(hang)
    assert len(begun) == 2
    released.set()
