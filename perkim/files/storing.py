"""Where the bytes lie: the storage "uploads" of the settings, a folder or a bucket. Only this module talks to it."""

import hashlib
import secrets
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, storages

_RANDOM_BYTES = 20
_FOLDER = "%Y/%m/%d"


def uploads() -> Storage:
    return storages["uploads"]


def new_path(day: date) -> str:
    """A path that tells the day and nothing else; by the day the sweep need not look at everything."""
    return f"{day.strftime(_FOLDER)}/{secrets.token_hex(_RANDOM_BYTES)}"


def store(path: str, content: IO[bytes]) -> str:
    """Write in pieces; returns the path that was used."""
    # Wrapped anew: a file that knows its temporary path would be moved away from under the request.
    return uploads().save(path, File(content))


def open_stored(path: str) -> File:
    """Raises FileNotFoundError for bytes that are not there."""
    return uploads().open(path)


def size_of(path: str) -> int:
    """In bytes. Raises FileNotFoundError."""
    return uploads().size(path)


def sha256_of_stored(path: str) -> str:
    """Reads it once, in pieces. Raises FileNotFoundError."""
    with open_stored(path) as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def erase(path: str) -> None:
    """Bytes that are not there are no error: a sweep may run twice."""
    if path:
        uploads().delete(path)


def stored_on(day: date, *, before: datetime) -> Iterator[str]:
    """Paths of a day's folder that were written before this moment."""
    folder = day.strftime(_FOLDER)
    try:
        _, names = uploads().listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        path = f"{folder}/{name}"
        if _written_before(path, before):
            yield path


def all_stored(folder: str = "") -> Iterator[str]:
    """Every path of the storage, for backups."""
    try:
        folders, names = uploads().listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in names if name)
    for below in folders:
        yield from all_stored(f"{prefix}{below}")


def _written_before(path: str, moment: datetime) -> bool:
    try:
        return uploads().get_modified_time(path) < moment
    except FileNotFoundError:
        return False
