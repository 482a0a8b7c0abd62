"""A ZIP that is sent while it is written: whatever its size, no more than a few pieces of it are in memory."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PIECE = 64 * 1024
# So large a file needs the longer form of an entry, which must be known before its first byte is sent.
_LONG = 2**31 - 1


@dataclass(frozen=True, kw_only=True)
class ZipEntry:
    """One file of the ZIP; `size` is what its pieces are expected to add up to. Only text is worth squeezing."""

    path: str
    at: datetime
    pieces: Iterator[bytes]
    size: int = 0
    squeeze: bool = False


class _Outlet(io.RawIOBase):
    """Takes what the archive writes until it is sent. It cannot go back, so sizes follow each entry."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._held.append(bytes(data))
        self._size += len(data)
        return len(data)

    @property
    def is_full(self) -> bool:
        return self._size >= PIECE

    def take(self) -> bytes:
        taken = b"".join(self._held)
        self._held, self._size = [], 0
        return taken


def zip_stream(entries: Iterable[ZipEntry]) -> Iterator[bytes]:
    """The bytes of the ZIP. An entry is produced only when the one before it is written to its end."""
    outlet = _Outlet()
    with ZipFile(outlet, "w") as archive:
        for entry in entries:
            info = ZipInfo(entry.path, entry.at.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED if entry.squeeze else ZIP_STORED
            # A plain file that its owner may read and write.
            info.external_attr = 0o600 << 16
            with archive.open(info, "w", force_zip64=entry.size > _LONG) as target:
                for piece in entry.pieces:
                    target.write(piece)
                    if outlet.is_full:
                        yield outlet.take()
            yield outlet.take()
    yield outlet.take()
