"""How photos and PDF go to the developer and come back: pieces of bytes, each after its length. Known to both sides."""

import socket
import struct
import time
from collections.abc import Iterable

_LENGTH = struct.Struct(">I")
_AT_ONCE = 256 * 1024

# What the developer says: first that it has the whole photo, then how it went.
TAKEN, DONE = b"taken", b"done"
BROKEN, TOO_HEAVY, TOO_MANY_PIXELS = b"broken", b"heavy", b"pixels"
# Of a PDF, and by what form it is announced.
PDF = "PDF"
NO_PAGES, CARRIES_FILES, ACTS = b"no pages", b"carries files", b"acts"
MOST_WORD = 16


def send(hatch: socket.socket, *pieces: bytes, until: float | None = None) -> None:
    """Raises TimeoutError at the moment `until` (of `time.monotonic`), OSError if nobody is there any more."""
    for piece in pieces:
        for part in (_LENGTH.pack(len(piece)), piece):
            hatch.settimeout(_left(until))
            hatch.sendall(part)


def send_long(hatch: socket.socket, size: int, parts: Iterable[bytes], until: float | None = None) -> None:
    """One piece of this size that is never in memory as a whole. Raises as `send` does, and ValueError where there is
    more or less of it."""
    hatch.settimeout(_left(until))
    hatch.sendall(_LENGTH.pack(size))
    for part in parts:
        size -= len(part)
        if size < 0:
            break
        hatch.settimeout(_left(until))
        hatch.sendall(part)
    if size:
        raise ValueError("a file that is not as long as it said")


def receive(hatch: socket.socket, most: int, until: float | None = None) -> bytes:
    """The next piece. Raises EOFError if it does not come whole, ValueError if it is larger than `most`."""
    (length,) = _LENGTH.unpack(_exactly(hatch, _LENGTH.size, until))
    if length > most:
        raise ValueError(f"{length} bytes where {most} were expected at most")
    return bytes(_exactly(hatch, length, until))


def _exactly(hatch: socket.socket, count: int, until: float | None) -> bytearray:
    received = bytearray()
    while len(received) < count:
        hatch.settimeout(_left(until))
        part = hatch.recv(min(_AT_ONCE, count - len(received)))
        if not part:
            raise EOFError
        received += part
    return received


def _left(until: float | None) -> float | None:
    """Never nothing: that would mean not to wait at all, and fail in another way."""
    return None if until is None else max(0.001, until - time.monotonic())
