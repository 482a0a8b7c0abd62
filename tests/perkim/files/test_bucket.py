"""Uploads in a bucket behave as those in a folder do."""

import io
import socket
from datetime import date, timedelta

import pytest

from perkim.files.storing import all_stored, erase, open_stored, store, stored_on
from perkim.lib.patience import LateError, answering
from tests.perkim.files.s3_server import WRITTEN, bucket

DAY, PATH = date(2026, 11, 20), "2026/11/20/a1b2"


def in_bucket(port: int) -> dict:
    options = {
        "bucket_name": "unggahan",
        "endpoint_url": f"http://127.0.0.1:{port}",
        "region_name": "id-jkt-1",
        "access_key": "kunci",
        "secret_key": "rahasia",
    }
    return {"BACKEND": "perkim.files.bucket.Bucket", "OPTIONS": options}


@pytest.fixture
def server(settings):
    with bucket() as running:
        settings.STORAGES = {**settings.STORAGES, "uploads": in_bucket(running.server_port)}
        yield running


def test_what_was_stored_is_read_back(server) -> None:
    assert store(PATH, io.BytesIO(b"isi foto")) == PATH
    assert server.objects == {PATH: b"isi foto"}
    with open_stored(PATH) as content:
        assert content.read() == b"isi foto"


def test_every_request_is_signed(server) -> None:
    store(PATH, io.BytesIO(b"isi"))
    assert server.signed
    assert all(server.signed)


def test_what_is_not_there_is_a_file_that_is_not_there(server) -> None:
    with pytest.raises(FileNotFoundError):
        open_stored(PATH)


def test_a_name_that_is_taken_is_not_written_over(server) -> None:
    store(PATH, io.BytesIO(b"pertama"))
    assert store(PATH, io.BytesIO(b"kedua")) != PATH
    assert server.objects[PATH] == b"pertama"


def test_erasing_twice_is_no_error(server) -> None:
    store(PATH, io.BytesIO(b"isi"))
    erase(PATH)
    erase(PATH)
    assert not server.objects


def test_the_sweep_finds_what_a_day_left(server) -> None:
    store(PATH, io.BytesIO(b"isi"))
    assert list(stored_on(DAY, before=WRITTEN + timedelta(seconds=1))) == [PATH]
    assert list(stored_on(DAY, before=WRITTEN)) == []
    assert list(stored_on(DAY + timedelta(days=1), before=WRITTEN)) == []


def test_a_page_does_not_wait_for_a_bucket_that_says_nothing(settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, answering(1):
        settings.STORAGES = {**settings.STORAGES, "uploads": in_bucket(silent.getsockname()[1])}
        with pytest.raises(LateError, match="STORAGE"):
            store(PATH, io.BytesIO(b"isi"))
        asked, _ = silent.accept()
        asked.close()
        # The same page does not try again: nothing more has come.
        silent.settimeout(0)
        with pytest.raises(LateError):
            open_stored(PATH)
        with pytest.raises(BlockingIOError):
            silent.accept()


def test_a_backup_finds_everything(server) -> None:
    for path in (PATH, f"{PATH}.kecil", "2026/12/01/ffff"):
        store(path, io.BytesIO(b"isi"))
    assert sorted(all_stored()) == [PATH, f"{PATH}.kecil", "2026/12/01/ffff"]
