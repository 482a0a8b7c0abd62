"""Waking workers when the queue is away or hangs: a page tries once, and the work is found all the same."""

import socket

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError
from redis.exceptions import TimeoutError as QueueTimeoutError

from perkim.lib import patience
from perkim.lib.patience import OutsideService
from perkim.lib.queue import OF_PAGES, broker_url, question_client
from perkim.outbox import jobs
from perkim.outbox.jobs import wake


@pytest.fixture
def tries(monkeypatch) -> list[str]:
    """The queue is away; how often it was tried."""
    made: list[str] = []

    def away(**_: object) -> None:
        made.append("asked")
        raise OperationalError("Timeout reading from socket")

    monkeypatch.setattr(jobs.do_what_waits, "apply_async", away)
    return made


def test_a_page_that_wakes_several_workers_waits_once(tries: list[str]) -> None:
    for _ in range(4):
        wake()
    assert len(tries) == 1


def test_it_is_tried_again_after_a_while(tries: list[str], monkeypatch) -> None:
    wake()
    later = patience.monotonic() + patience.REMEMBERED_SECONDS
    monkeypatch.setattr(patience, "monotonic", lambda: later)
    wake()
    assert len(tries) == 2


def test_a_queue_that_is_there_is_reported_each_time(valkey) -> None:
    wake()
    wake()
    assert valkey.llen("celery") == 2
    assert not patience.is_silent(OutsideService.QUEUE)


def test_a_queue_that_takes_a_connection_and_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        with Connection(address, transport_options=OF_PAGES) as connection, pytest.raises(OperationalError):
            connection.default_channel.client.ping()
        with question_client(address) as client, pytest.raises(QueueTimeoutError):
            client.ping()


@pytest.mark.parametrize(
    ("given", "spelled"),
    [
        ("redis://redis:6379/0", "redis://redis:6379/0"),
        ("unix:///tmp/valkey.sock", "redis+socket:///tmp/valkey.sock"),
        ("unix:///tmp/valkey.sock?db=3", "redis+socket:///tmp/valkey.sock?virtual_host=3"),
    ],
)
def test_celery_spells_the_address_its_own_way(given: str, spelled: str) -> None:
    assert broker_url(given) == spelled
