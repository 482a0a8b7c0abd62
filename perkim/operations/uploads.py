"""Uploads on their way into a backup: each is compared with what its row says, never taken on trust.

A row holds the hash of its bytes. A copy of an earlier backup is linked only if it still has that hash, and the file of
the site is looked at even so: a backup that is whole must not hide that the site has lost what the backup still has.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.core.files.base import File

from perkim.files.models import Upload
from perkim.files.storing import all_stored, open_stored, sha256_of_stored, size_of, store
from perkim.operations.folder import DAMAGED, PIECE, UPLOADS, BackupError, Progress, read_manifest, sha256_of

# The bytes of each file of the site are read by one of so many backups, of every file its size by each: reading all of
# a full storage each night would take hours of its disk.
ROUND = 7


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of the bytes of a file of the site."""

    size: int
    sha256: str

    def is_read_by(self, number: int) -> bool:
        """Whether it is the turn of the backup of this number."""
        return int(self.sha256[:8], 16) % ROUND == number % ROUND


@dataclass(frozen=True)
class Copied:
    """Hash by path of what was copied. `hurt` are paths that the site has not as their rows say; `lost` those of them
    that no earlier backup has either."""

    hashes: Mapping[str, str]
    hurt: Sequence[str]
    lost: Sequence[str]

    @property
    def count(self) -> int:
        """How many are in their place."""
        return sum(name.startswith(f"{UPLOADS}/") for name in self.hashes)


class Kept(NamedTuple):
    """A copy of an earlier backup that is as it was written."""

    file: Path
    sha256: str


@dataclass(frozen=True)
class Older:
    """An earlier backup, with the hashes of its manifest."""

    folder: Path
    hashes: Mapping[str, str]

    def hash_of(self, path: str) -> str:
        """The hash of its copy; empty if it has none."""
        return self.hashes.get(f"{UPLOADS}/{path}", "")

    def copy_of(self, path: str, sha256: str) -> Kept | None:
        """Its copy: with this hash, or with that of its manifest if none is given; None if it is not so any more."""
        recorded, file = self.hash_of(path), self.folder / UPLOADS / path
        good = bool(recorded) and sha256 in ("", recorded) and file.is_file() and sha256_of(file) == recorded
        return Kept(file, recorded) if good else None


def copy_uploads(folder: Path, folders: Sequence[Path], *, number: int, progress: Progress) -> Copied:
    """Copy or link everything into the folder of the backup of this number; `folders` are those before it, oldest
    first."""
    expected = _expected()
    copying = _Copying(folder, next(_opened(folders), None), number)
    for count, path in enumerate(sorted({*all_stored(), *expected}), start=1):
        copying.take(path, expected.get(path), needed=path in expected)
        if count % 5_000 == 0:
            progress(f"{count} uploads")
    return copying.finish(_opened(folders))


def put_back(path: str, source: Path) -> None:
    """Bring the copy of a backup into the storage, under its own name. Raises BackupError if that is not free."""
    with source.open("rb") as content:
        if store(path, File(content)) != path:
            raise BackupError(f"The storage would not take {path} under its own name.")


def _opened(folders: Sequence[Path]) -> Iterator[Older]:
    """Newest first, one in memory at a time; one whose manifest cannot be read any more has nothing to give."""
    for folder in reversed(folders):
        try:
            yield Older(folder, read_manifest(folder))
        except BackupError:
            continue


def _expected() -> dict[str, Expected | None]:
    """By path, for all that should be there. Of small pictures rows tell no hash."""
    rows = Upload.objects.filter(erased_at=None).values_list("stored", "thumbnail", "size", "sha256")
    expected: dict[str, Expected | None] = {}
    for stored, thumbnail, size, sha256 in rows.iterator(chunk_size=5_000):
        expected[stored] = Expected(size, sha256)
        if thumbnail:
            expected[thumbnail] = None
    return expected


class _Copying:
    """One backup's uploads, file by file."""

    def __init__(self, folder: Path, before: Older | None, number: int) -> None:
        self._folder, self._before, self._number = folder, before, number
        self._hashes: dict[str, str] = {}
        # With the hash that they should have; empty where nobody knows it.
        self._hurt: dict[str, str] = {}

    def take(self, path: str, expected: Expected | None, *, needed: bool) -> None:
        kept = self._before.copy_of(path, expected.sha256 if expected else "") if self._before else None
        if kept and needed and expected is None:
            # Nothing changes once it is written.
            expected = Expected(kept.file.stat().st_size, kept.sha256)
        if kept and _seems_whole(path, expected, self._number):
            self._link(kept, path)
            return
        target, wanted = self._place(UPLOADS, path), expected.sha256 if expected else ""
        actual = _copied(path, target)
        if actual and wanted in ("", actual):
            self._hashes[f"{UPLOADS}/{path}"] = actual
        elif needed:
            self._hurt[path] = wanted
            if actual:
                self._lay_aside(path, target, actual)

    def finish(self, older: Iterable[Older]) -> Copied:
        """Earlier copies stand in for what is hurt."""
        # What was swept while this ran is not lost; the rows say so now.
        gone = {
            path for row in Upload.objects.erased().at(self._hurt).values_list("stored", "thumbnail") for path in row
        }
        hurt = [path for path in self._hurt if path not in gone]
        lost = set(hurt)
        for each in older if hurt else ():
            copies = {path: kept for path in lost if (kept := each.copy_of(path, self._hurt[path]))}
            for path, kept in copies.items():
                self._link(kept, path)
            lost -= copies.keys()
        return Copied(self._hashes, hurt, sorted(lost))

    def _lay_aside(self, path: str, target: Path, sha256: str) -> None:
        """The damaged bytes are kept too: of a paper most can often be read."""
        target.rename(self._place(DAMAGED, path))
        self._hashes[f"{DAMAGED}/{path}"] = sha256

    def _link(self, kept: Kept, path: str) -> None:
        target = self._place(UPLOADS, path)
        try:
            os.link(kept.file, target)
        except OSError:
            # Some disks know no links.
            shutil.copyfile(kept.file, target)
        self._hashes[f"{UPLOADS}/{path}"] = kept.sha256

    def _place(self, below: str, path: str) -> Path:
        target = self._folder / below / path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return target


def _seems_whole(path: str, expected: Expected | None, number: int) -> bool:
    """The site's own file: its size each time, its bytes in turn."""
    try:
        size = size_of(path)
        if expected is None:
            return True
        if size != expected.size:
            return False
        return not expected.is_read_by(number) or sha256_of_stored(path) == expected.sha256
    except OSError:
        return False


def _copied(path: str, target: Path) -> str | None:
    """Hash of what was copied; None if there is no such file, or its disk does not give it back any more."""
    digest = hashlib.sha256()
    with target.open("xb") as copy:
        for piece in _pieces(path):
            if piece is None:
                target.unlink()
                return None
            digest.update(piece)
            copy.write(piece)
    return digest.hexdigest()


def _pieces(path: str) -> Iterator[bytes | None]:
    """None stands for what cannot be read: apart from the backup's own disk being full, which must end the backup."""
    try:
        with open_stored(path) as source:
            while piece := source.read(PIECE):
                yield piece
    except OSError:
        yield None
