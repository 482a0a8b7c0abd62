"""A folder that hangs or is full: no page waits for it, and nothing is left of what was not stored whole."""

import errno
import io
import os
import threading
from pathlib import Path

import pytest

from perkim.files.storing import open_stored, store
from perkim.lib import patience
from perkim.lib.patience import LateError, answering

PATH = "2026/11/20/a1b2"


@pytest.fixture(autouse=True)
def little_patience(monkeypatch) -> None:
    monkeypatch.setattr(patience, "LEAST_SECONDS", 0.1)


class Slow(io.BytesIO):
    """Comes from where it is not read before it is released."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.released = threading.Event()

    def read(self, size: int | None = -1, /) -> bytes:
        self.released.wait(60)
        return super().read(size)


class TooMuch(io.BytesIO):
    """There is room for its first piece only."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().read(1000)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_stored_is_read_within_the_limits_of_a_page(uploads_folder: Path) -> None:
    content = os.urandom(1_000_000)
    with answering(60):
        store(PATH, io.BytesIO(content))
        with open_stored(PATH) as file:
            assert file.read(10) == content[:10]
            assert file.seek(0, os.SEEK_END) == len(content)
            file.seek(0)
            assert file.read() == content


def test_what_is_not_there_is_said_at_once(uploads_folder: Path) -> None:
    with answering(60), pytest.raises(FileNotFoundError):
        open_stored(PATH)


def test_a_file_that_does_not_open_is_given_up(uploads_folder: Path) -> None:
    pipe = uploads_folder / PATH
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    with answering(0.1), pytest.raises(LateError, match="STORAGE"):
        open_stored(PATH)
    # The thread that was left behind ends.
    with pipe.open("wb"):
        pass


def test_a_file_that_stops_half_way_is_given_up(uploads_folder: Path) -> None:
    pipe = uploads_folder / PATH
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    holding = os.open(pipe, os.O_RDWR)
    try:
        with answering(60):
            file = open_stored(PATH)
        with answering(0.1), pytest.raises(LateError):
            file.read(1)
    finally:
        os.write(holding, b".")
        os.close(holding)


def test_what_is_written_after_the_page_went_away_does_not_stay(uploads_folder: Path) -> None:
    slow = Slow(b"isi")
    with answering(0.1), pytest.raises(LateError):
        store(PATH, slow)
    left = [each for each in threading.enumerate() if each.name.startswith("limited")]
    slow.released.set()
    for thread in left:
        thread.join(60)
    assert left
    assert files_in(uploads_folder) == []


@pytest.mark.parametrize("page", [True, False])
def test_a_full_disk_keeps_no_part_of_a_file(uploads_folder: Path, page: bool) -> None:
    if page:
        with answering(60), pytest.raises(OSError, match="No space left"):
            store(PATH, TooMuch(b"x" * 5_000_000))
    else:
        with pytest.raises(OSError, match="No space left"):
            store(PATH, TooMuch(b"x" * 5_000_000))
    assert files_in(uploads_folder) == []


def test_a_failure_does_not_touch_what_lay_there_before(uploads_folder: Path) -> None:
    store(PATH, io.BytesIO(b"lama"))
    with pytest.raises(OSError, match="No space left"):
        store(PATH, TooMuch(b"x" * 5_000_000))
    assert [path.read_bytes() for path in files_in(uploads_folder)] == [b"lama"]
