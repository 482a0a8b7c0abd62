"""Asks ClamAV's daemon whether a file carries a virus: clamd's INSTREAM command, over TCP or a Unix socket.

Without CLAMD_ADDRESS nothing is scanned, and the upload's row says so. With it, a scanner that does not answer means
that nothing is taken.
"""

import logging
import socket
import struct
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

from perkim.files.refusals import FileRefused
from perkim.files.sniffing import chunks
from perkim.lib.patience import OutsideService, answered, said_nothing, seconds_for

logger = logging.getLogger(__name__)
DEFAULT_PORT = 3310
# Of the whole talk, where no page waits for it; a page waits as long as its patience lasts. Both have more time for a
# long file, which clamd reads at this pace at least.
PATIENCE_SECONDS = 30.0
BYTES_PER_SECOND = 5_000_000
LONGEST_REPLY = 4096
AWAY = "File belum dapat diperiksa dari virus, jadi belum disimpan. Unggah lagi beberapa menit lagi."
INFECTED = "File ini mengandung virus dan tidak disimpan. Bersihkan perangkat Anda, lalu unggah file yang lain."


class ScannerError(Exception):
    """The scanner is away, or answers what is no answer."""


def scan(file: IO[bytes]) -> bool:
    """Whether the file was scanned. Raises FileRefused for a virus, and when a scanner is set but does not answer."""
    if not settings.CLAMD_ADDRESS:
        return False
    try:
        virus = ask_clamd(settings.CLAMD_ADDRESS, chunks(file))
    except (ScannerError, OSError) as error:
        logger.exception("an upload could not be scanned")
        raise FileRefused(AWAY) from error
    if virus:
        logger.warning("an upload was refused: %s", virus)
        raise FileRefused(INFECTED)
    return True


def ask_clamd(address: str, content: Iterable[bytes]) -> str:
    """The name of the virus found, or empty. `address` is tcp://host:port or unix:///path.

    Raises ScannerError for an answer that is none, and OSError for none at all.
    """
    limit = seconds_for(OutsideService.SCANNER)
    talk = _Talk(PATIENCE_SECONDS if limit is None else limit)
    try:
        reply = talk.reply(address, content)
    except TimeoutError:
        said_nothing(OutsideService.SCANNER, waited=talk.seconds)
        raise
    answered(OutsideService.SCANNER)
    if reply == "stream: OK":
        return ""
    if reply.startswith("stream: ") and reply.endswith(" FOUND"):
        return reply.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerError(f"clamd answers {reply!r}")


class _Talk:
    """One connection. What is left of its time is the limit of each step."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = monotonic() + seconds

    def reply(self, address: str, content: Iterable[bytes]) -> str:
        with self._connected(address) as connection:
            # clamd hangs up on what is longer than its StreamMaxLength, but says so first.
            with suppress(BrokenPipeError, ConnectionResetError):
                self._send(connection, b"zINSTREAM\0")
                for chunk in content:
                    self._ends += len(chunk) / BYTES_PER_SECOND
                    self._send(connection, struct.pack(">I", len(chunk)) + chunk)
                self._send(connection, struct.pack(">I", 0))
            return self._read(connection)

    def _left(self) -> float:
        left = self._ends - monotonic()
        if left <= 0:
            raise TimeoutError("the scanner did not answer in time")
        return left

    def _connected(self, address: str) -> socket.socket:
        parts = urlsplit(address)
        if parts.scheme == "unix":
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(self._left())
            try:
                connection.connect(parts.path)
            except OSError:
                connection.close()
                raise
            return connection
        if parts.scheme == "tcp" and parts.hostname:
            return socket.create_connection((parts.hostname, parts.port or DEFAULT_PORT), self._left())
        raise ScannerError("CLAMD_ADDRESS is written tcp://host:port or unix:///path")

    def _send(self, connection: socket.socket, content: bytes) -> None:
        connection.settimeout(self._left())
        connection.sendall(content)

    def _read(self, connection: socket.socket) -> str:
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < LONGEST_REPLY:
            connection.settimeout(self._left())
            received = connection.recv(LONGEST_REPLY)
            if not received:
                break
            reply += received
        return reply.rstrip(b"\0\n").decode("utf-8", "replace")
