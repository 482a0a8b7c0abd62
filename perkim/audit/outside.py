"""Digests of seals as they stand outside of this machine: one line for each day, in a file or a mail.

The line can be pasted out of a mail: line breaks and quotation marks that a mail program put in between are read over.
"""

import contextlib
import fcntl
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from perkim.audit.findings import LogFault
from perkim.audit.models import Seal

MARK = "perkim-segel"
_BETWEEN = r"[\s>]+"
_SAID = {
    "hari": r"(\d{4}-\d\d-\d\d)",
    "nomor": r"([0-9]{1,18})",
    "catatan": r"([0-9]{1,18})",
    "disegel": r"(\S+)",
    "sidik": r"([0-9a-f]{64})(?![0-9a-f])",
}
_LINE = re.compile(_BETWEEN.join([MARK, *(f"{name}{_BETWEEN}{value}" for name, value in _SAID.items())]))


class OutsideError(Exception):
    """The file cannot be compared; the message is a sentence for who runs the command."""


@dataclass(frozen=True, kw_only=True)
class OutsideDigest:
    """What was written down on a day about the newest seal of that time."""

    day: date
    number: int
    entries: int
    sealed_at: str
    digest: str

    @property
    def line(self) -> str:
        fields = f"hari {self.day.isoformat()} nomor {self.number} catatan {self.entries}"
        return f"{MARK} {fields} disegel {self.sealed_at} sidik {self.digest}"

    @property
    def name(self) -> str:
        return f"segel {self.number} (sidik luar hari {self.day.isoformat()})"


def digest_of(seal: Seal, day: date) -> OutsideDigest:
    return OutsideDigest(
        day=day,
        number=seal.number,
        entries=seal.entries,
        sealed_at=timezone.localtime(seal.sealed_at).isoformat(timespec="seconds"),
        digest=bytes(seal.digest).hex(),
    )


def digests_in(text: str) -> list[OutsideDigest]:
    """All lines that can be read. Raises OutsideError for one that was cut or changed, and for a day that cannot be."""
    matches = list(_LINE.finditer(text))
    if broken := text.count(MARK) - len(matches):
        raise OutsideError(f"{broken} baris bertanda {MARK} tidak terbaca: terpotong atau diubah.")
    try:
        return [
            OutsideDigest(
                day=date.fromisoformat(day), number=int(number), entries=int(entries), sealed_at=at, digest=digest
            )
            for day, number, entries, at, digest in (each.groups() for each in matches)
        ]
    except ValueError as error:
        raise OutsideError("Ada baris dengan tanggal yang tidak mungkin.") from error


def read_digests(file: Path) -> list[OutsideDigest]:
    """Of a file that must have some. Raises OutsideError."""
    try:
        digests = digests_in(file.read_text(encoding="utf-8", errors="replace"))
    except OSError as error:
        raise OutsideError(f"{file} tidak dapat dibaca ({error.strerror}).") from error
    except OutsideError as error:
        raise OutsideError(f"{file}: {error}") from error
    if not digests:
        raise OutsideError(f"{file} tidak memuat satu sidik pun.")
    return digests


def append(file: Path, digest: OutsideDigest) -> bool:
    """Add the line and see it on the disk; False if the file tells of that day already. Raises OSError.

    The folder is not made: one that is not there is mostly a volume that is not mounted.
    """
    with file.open("a+", encoding="utf-8", errors="replace") as output:
        # Not every network share knows locks; the worst is a second line for one day.
        with contextlib.suppress(OSError):
            fcntl.flock(output, fcntl.LOCK_EX)
        output.seek(0)
        text = output.read()
        if any(each[1] == digest.day.isoformat() for each in _LINE.finditer(text)):
            return False
        # A line that was cut off by a lost connection does not take this one with it.
        output.write(("" if not text or text.endswith("\n") else "\n") + digest.line + "\n")
        output.flush()
        os.fsync(output.fileno())
    if not text:
        _sync_folder(file.parent)
    return True


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def compare(digests: Sequence[OutsideDigest]) -> Iterator[LogFault]:
    """Each digest whose seal is not there, or is another one."""
    seals = Seal.objects.in_bulk({each.number for each in digests})
    for each in digests:
        seal = seals.get(each.number)
        if seal is None:
            yield LogFault(each.name, "segelnya tidak ada: akhir catatan dipotong, atau cadangan lama dipulihkan")
        elif bytes(seal.digest).hex() != each.digest:
            yield LogFault(each.name, "sidiknya lain daripada yang tertulis di luar: catatan ditulis ulang")
