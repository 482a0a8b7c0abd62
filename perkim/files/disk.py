"""Uploads in a folder, perhaps of a network drive that hangs: a page waits for it no longer than its patience lasts."""

import io
import os
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from perkim.lib.limited_calls import LimitedCalls
from perkim.lib.patience import OutsideService

T = TypeVar("T")
_calls = LimitedCalls(OutsideService.STORAGE)
# One call for so many bytes: each costs a page some microseconds.
BUFFER_BYTES = 256 * 1024


class Folder(FileSystemStorage):
    """A folder whose every call has a limit, and in which nothing stays of a file that could not be written whole."""

    def _open(self, name: str, mode: str = "rb") -> File:
        opened = _calls.call(lambda: io.FileIO(self.path(name), mode), abandoned=io.FileIO.close)
        return File(io.BufferedReader(LimitedReader(opened), BUFFER_BYTES))

    def _save(self, name: str, content: File) -> str:
        return _calls.call(lambda: self._save_whole(name, content), abandoned=super().delete)

    def _save_whole(self, name: str, content: File) -> str:
        """Names are random, so what lies there after a failure is a part of this file."""
        if FileSystemStorage.exists(self, name):
            return self._written(name, content)
        try:
            return self._written(name, content)
        except BaseException:
            FileSystemStorage.delete(self, name)
            raise

    def _written(self, name: str, content: File) -> str:
        written: str = super()._save(name, content)  # type: ignore[misc]  # its stubs leave it out
        return written

    def delete(self, name: str) -> None:
        _calls.call(lambda: FileSystemStorage.delete(self, name))

    def exists(self, name: str) -> bool:
        return _calls.call(lambda: FileSystemStorage.exists(self, name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return _calls.call(lambda: FileSystemStorage.listdir(self, path))

    def size(self, name: str) -> int:
        return _calls.call(lambda: FileSystemStorage.size(self, name))

    def get_modified_time(self, name: str) -> datetime:
        return _calls.call(lambda: FileSystemStorage.get_modified_time(self, name))


class LimitedReader(io.RawIOBase):
    """The bytes of a file, each piece fetched within a limit."""

    def __init__(self, opened: io.FileIO) -> None:
        self._opened = opened

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._call(lambda: self._opened.read(len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._call(lambda: self._opened.seek(offset, whence))

    def tell(self) -> int:
        return self._call(self._opened.tell)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._opened.close()

    def _call(self, function: Callable[[], T]) -> T:
        return _calls.call(function)
