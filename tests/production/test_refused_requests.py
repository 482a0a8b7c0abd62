"""What gunicorn refuses before Django sees it, over a real socket."""

import socket
from collections.abc import Iterator

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.errors import InvalidRequestLine, LimitRequestHeaders, LimitRequestLine, UnsupportedTransferCoding

from perkim import gunicorn_conf
from perkim.gunicorn_worker import PoliteWorker


@pytest.fixture
def worker() -> Iterator[PoliteWorker]:
    config = Config()
    made = PoliteWorker(0, 0, [], None, 30, config, Logger(config))
    yield made
    made.tmp.close()


def answer_to(worker: PoliteWorker, error: Exception) -> str:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(10)
        worker.handle_error(None, ours, ("203.0.113.7", 1), error)
        ours.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: theirs.recv(65536), b"")).decode()


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (LimitRequestLine(10_080, 8190), "414 ", "kata yang dicari terlalu panjang"),
        (LimitRequestHeaders("limit"), "431 ", "Hapus cookie untuk situs ini"),
        (InvalidRequestLine("<script>"), "400 ", "rusak di jalan"),
        (UnsupportedTransferCoding("x"), "400 ", "rusak di jalan"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_it_is_told_in_indonesian(worker: PoliteWorker, error: Exception, status: str, said: str) -> None:
    head, page = answer_to(worker, error).split("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status}")
    assert f"Content-Length: {len(page.encode())}" in head
    assert "Connection: close" in head
    assert said in page
    assert "<script>" not in page


def test_who_went_away_meanwhile_is_no_fault(worker: PoliteWorker) -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    ours.close()
    worker.handle_error(None, ours, None, LimitRequestLine(10_080, 8190))


def test_any_other_fault_is_left_to_gunicorn(worker: PoliteWorker) -> None:
    assert answer_to(worker, ValueError("a fault of ours")).startswith("HTTP/1.1 500 ")


def test_the_server_is_started_with_it() -> None:
    config = Config()
    config.set("worker_class", gunicorn_conf.worker_class)
    assert config.worker_class is PoliteWorker
