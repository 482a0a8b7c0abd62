"""One site for each clone: who holds the turn, and what the next one is told."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from perkim.local.processes import until
from perkim.local.screen import LocalError, say

STOPPING = "berhenti"
OTHER_STOPS_SECONDS = 90.0


class Turn:
    """What the holder says of itself: its address, or that it is stopping."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def says(self) -> str:
        self._file.seek(0)
        return self._file.read().strip()

    def say(self, text: str) -> None:
        self._file.truncate(0)
        self._file.write(text)
        self._file.flush()

    def take(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def only_one(file: Path) -> Iterator[Turn]:
    """The kernel frees the lock with the process that holds it, so no dead start can keep it."""
    with file.open("a+") as opened:
        turn = Turn(opened)
        if not turn.take():
            _wait_for(turn)
        turn.say("")
        yield turn


def _wait_for(turn: Turn) -> None:
    if turn.says() != STOPPING:
        address = turn.says()
        raise LocalError(
            f"Situs ini sudah berjalan{f' di {address}' if address else ''}. Buka alamat itu, "
            "atau hentikan dahulu dengan Ctrl-C di terminalnya."
        )
    say("Menunggu situs yang tadi selesai berhenti …")
    if not until(turn.take, OTHER_STOPS_SECONDS):
        raise LocalError("Situs yang tadi belum selesai berhenti. Tunggu sebentar lalu ulangi.")
