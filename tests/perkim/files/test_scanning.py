"""Uploads are scanned where a scanner is set; one that does not answer lets nothing through."""

import logging
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from perkim.files import scanning
from perkim.files.examination import examine
from perkim.files.kinds import PDF, PHOTO, SPREADSHEET
from perkim.files.refusals import FileRefused
from perkim.lib.patience import answering
from tests.perkim.files.clamd import Clamd, clamd
from tests.perkim.files.samples import EICAR, pdf, phone_photo, sent

TABLE = b"nama;isi\nSri;1\n"


@pytest.fixture
def scanner(settings) -> Iterator[Clamd]:
    with clamd() as (address, server):
        settings.CLAMD_ADDRESS = address
        yield server


def test_what_is_clean_is_taken_and_marked(scanner: Clamd) -> None:
    assert examine(sent(pdf()), PDF).findings.scanned
    assert scanner.received == [pdf()]


def test_the_original_of_a_photo_is_scanned_not_what_is_made_of_it(scanner: Clamd) -> None:
    examine(sent(phone_photo()), PHOTO)
    assert scanner.received == [phone_photo()]


def test_a_virus_is_refused_and_logged(scanner: Clamd, caplog) -> None:
    with pytest.raises(FileRefused, match="mengandung virus dan tidak disimpan"):
        examine(sent(TABLE + EICAR, "data.csv"), SPREADSHEET)
    assert "Eicar-Test-Signature" in caplog.text


def test_a_file_of_many_pieces_arrives_whole(scanner: Clamd) -> None:
    content = TABLE + b"Sri;2\n" * 200_000
    examine(sent(content, "data.csv"), SPREADSHEET)
    assert scanner.received == [content]


def test_a_unix_socket_is_reached_too(settings) -> None:
    with tempfile.TemporaryDirectory() as folder, clamd(Path(folder) / "clamd.ctl") as (address, server):
        settings.CLAMD_ADDRESS = address
        assert examine(sent(pdf()), PDF).findings.scanned
        assert len(server.received) == 1


def test_without_a_scanner_the_upload_says_so() -> None:
    assert not examine(sent(pdf()), PDF).findings.scanned


@pytest.mark.parametrize("address", ["unix:///tidak/ada/clamd.ctl", "clamav", "tcp://", "http://127.0.0.1:3310"])
def test_a_scanner_that_is_not_there_lets_nothing_through(address: str, settings, caplog) -> None:
    settings.CLAMD_ADDRESS = address
    with caplog.at_level(logging.ERROR), pytest.raises(FileRefused, match="belum dapat diperiksa dari virus"):
        examine(sent(pdf()), PDF)
    assert "could not be scanned" in caplog.text


def test_a_port_on_which_nobody_listens_lets_nothing_through(settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{port}"
    with pytest.raises(FileRefused, match="belum dapat diperiksa"):
        examine(sent(pdf()), PDF)


def test_a_scanner_that_never_answers_lets_nothing_through(settings, monkeypatch) -> None:
    monkeypatch.setattr(scanning, "PATIENCE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(FileRefused, match="belum dapat diperiksa"):
            examine(sent(pdf()), PDF)


def test_a_scanner_that_trickles_does_not_get_more_time_with_each_byte(settings) -> None:
    """It sends a byte now and then; each step is quick, the whole talk is not."""
    stop = threading.Event()

    def trickle(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            while not stop.wait(0.02):
                connection.sendall(b"s")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        thread = threading.Thread(target=trickle, args=[listener])
        thread.start()
        # Of a page, whose patience the whole talk shares.
        with answering(1), pytest.raises(FileRefused, match="belum dapat diperiksa"):
            scanning.scan(sent(pdf()))
        stop.set()
        thread.join()
    assert scanning.LONGEST_REPLY > 60 / 0.02


@pytest.mark.parametrize("answer", [b"", b"stream: Can't allocate memory ERROR\0", b"OK\0", b"\xff\xfe\0"])
def test_an_answer_that_is_none_lets_nothing_through(answer: bytes, scanner: Clamd) -> None:
    scanner.answer = answer
    with pytest.raises(FileRefused, match="belum dapat diperiksa"):
        examine(sent(pdf()), PDF)


def test_a_scanner_that_hangs_up_on_what_is_long_is_understood(scanner: Clamd, caplog) -> None:
    scanner.most = 1000
    with pytest.raises(FileRefused, match="belum dapat diperiksa"):
        examine(sent(TABLE + b"Sri;2\n" * 500_000, "data.csv"), SPREADSHEET)
    assert "ScannerError" in caplog.text or "Connection" in caplog.text
