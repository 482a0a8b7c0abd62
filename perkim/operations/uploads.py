"""Uploads on their way into a backup: each is compared with what its row says, never taken on trust.

A row holds the hash of its bytes. A copy of an earlier backup is linked only if it still has that hash, and the file of
the site is looked at even so: a backup that is whole must not hide that the site has lost what the backup still has.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from perkim.files.models import Upload
from perkim.files.storing import all_stored, open_stored, size_of
from perkim.operations.folder import DAMAGED, PIECE, UPLOADS, BackupError, Progress, read_manifest, sha256_of

# The bytes of each file of the site are read once in so many days, of every file its size each day: reading all of a
# full storage each night would take hours of its disk.
DAYS_OF_A_ROUND = 7


@dataclass(frozen=True)
class Expected:
    """What the row of an upload says of its bytes."""

    size: int
    sha256: str

    def is_read_on(self, day: date) -> bool:
        return int(self.sha256[:8], 16) % DAYS_OF_A_ROUND == day.toordinal() % DAYS_OF_A_ROUND


@dataclass
class Copied:
    """Hash by path of what was copied. `hurt` are paths that the site has not as their rows say; `lost` those of them
    that no earlier backup has either."""

    hashes: dict[str, str] = field(default_factory=dict)
    hurt: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many are in their place."""
        return sum(name.startswith(f"{UPLOADS}/") for name in self.hashes)


@dataclass(frozen=True)
class Older:
    """An earlier backup, with the hashes that its manifest tells."""

    folder: Path
    hashes: Mapping[str, str]

    def copy_of(self, path: str, sha256: str) -> tuple[Path, str] | None:
        """Its copy and hash: with this hash, or with that of its manifest if the row tells none; None if it is not so
        any more."""
        name = f"{UPLOADS}/{path}"
        told, file = self.hashes.get(name, ""), self.folder / name
        good = bool(told) and sha256 in ("", told) and file.is_file() and sha256_of(file) == told
        return (file, told) if good else None


def opened(folders: Sequence[Path]) -> Iterator[Older]:
    """Newest first; one whose manifest cannot be read any more has nothing to give."""
    for folder in reversed(folders):
        try:
            yield Older(folder, read_manifest(folder))
        except BackupError:
            continue


def copy_uploads(folder: Path, folders: Sequence[Path], *, today: date, progress: Progress) -> Copied:
    """Copy or link everything into the folder; `folders` are the backups before, oldest first."""
    expected, thumbnails = _expected()
    copying = _Copying(folder, list(opened(folders)), today)
    for number, path in enumerate(sorted({*all_stored(), *expected, *thumbnails}), start=1):
        copying.take(path, expected.get(path), needed=path in expected or path in thumbnails)
        if number % 5_000 == 0:
            progress(f"{number} uploads")
    return copying.without_erased()


def _expected() -> tuple[dict[str, Expected], set[str]]:
    """By path, for all that should be there; of small pictures no hash is known."""
    rows = Upload.objects.filter(erased_at=None).values_list("stored", "thumbnail", "size", "sha256")
    expected, thumbnails = {}, set()
    for stored, thumbnail, size, sha256 in rows.iterator(chunk_size=5_000):
        expected[stored] = Expected(size, sha256)
        thumbnails.add(thumbnail)
    return expected, thumbnails - {""}


class _Copying:
    """One backup's uploads, file by file."""

    def __init__(self, folder: Path, older: Sequence[Older], today: date) -> None:
        self.folder, self.older, self.today, self.copied = folder, older, today, Copied()

    def take(self, path: str, expected: Expected | None, *, needed: bool) -> None:
        target, sha256 = self._place(UPLOADS, path), expected.sha256 if expected else ""
        kept = self._kept(path, sha256, self.older[:1])
        if kept and _seems_whole(path, expected, self.today):
            self._link(kept, path)
            return
        found = _copied(path, target)
        if found and sha256 in ("", found):
            self.copied.hashes[f"{UPLOADS}/{path}"] = found
        elif needed:
            self._hurt(path, sha256, target, found)

    def without_erased(self) -> Copied:
        """What was swept while this ran is not lost; the rows say so now."""
        rows = Upload.objects.filter(erased_at__isnull=False, stored__in=[_original(each) for each in self.copied.hurt])
        gone = set(rows.values_list("stored", flat=True))
        for paths in (self.copied.hurt, self.copied.lost):
            paths[:] = [path for path in paths if _original(path) not in gone]
        return self.copied

    def _hurt(self, path: str, sha256: str, target: Path, found: str | None) -> None:
        """An earlier copy stands in. The damaged bytes are kept too, aside: of a paper most can often be read."""
        self.copied.hurt.append(path)
        if found:
            target.rename(self._place(DAMAGED, path))
            self.copied.hashes[f"{DAMAGED}/{path}"] = found
        if kept := self._kept(path, sha256, self.older):
            self._link(kept, path)
        else:
            self.copied.lost.append(path)

    def _kept(self, path: str, sha256: str, among: Sequence[Older]) -> tuple[Path, str] | None:
        return next((kept for each in among if (kept := each.copy_of(path, sha256))), None)

    def _link(self, kept: tuple[Path, str], path: str) -> None:
        source, digest = kept
        target = self._place(UPLOADS, path)
        try:
            os.link(source, target)
        except OSError:
            # Some disks know no links.
            shutil.copyfile(source, target)
        self.copied.hashes[f"{UPLOADS}/{path}"] = digest

    def _place(self, below: str, path: str) -> Path:
        target = self.folder / below / path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return target


def _seems_whole(path: str, expected: Expected | None, today: date) -> bool:
    """The site's own file: its size each day, its bytes in turn."""
    try:
        size = size_of(path)
        if expected is None:
            return True
        if size != expected.size or not expected.is_read_on(today):
            return size == expected.size
        with open_stored(path) as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == expected.sha256
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


def _original(path: str) -> str:
    """Of a small picture that of its photo, whose row names both."""
    return path.removesuffix(".kecil")
