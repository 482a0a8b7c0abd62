"""Uploads in a bucket behave as those in a folder do."""

import io
from datetime import date, timedelta

import pytest

from perkim.files.storing import all_stored, erase, open_stored, store, stored_on
from tests.perkim.files.s3_server import WRITTEN, bucket

DAY, PATH = date(2026, 11, 20), "2026/11/20/a1b2"


@pytest.fixture
def server(settings):
    with bucket() as running:
        options = {
            "bucket_name": "unggahan",
            "endpoint_url": f"http://127.0.0.1:{running.server_port}",
            "region_name": "id-jkt-1",
            "access_key": "kunci",
            "secret_key": "rahasia",
        }
        uploads = {"BACKEND": "perkim.files.bucket.Bucket", "OPTIONS": options}
        settings.STORAGES = {**settings.STORAGES, "uploads": uploads}
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


def test_a_backup_finds_everything(server) -> None:
    for path in (PATH, f"{PATH}.kecil", "2026/12/01/ffff"):
        store(path, io.BytesIO(b"isi"))
    assert sorted(all_stored()) == [PATH, f"{PATH}.kecil", "2026/12/01/ffff"]
