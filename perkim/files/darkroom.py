"""Where photos are opened and PDF looked into: in processes of their own, few at once, in the order in which they come.

Each process of the portal has a darkroom with some benches, and at each bench a developer (`perkim.files.developer`),
who is called when a photo comes and stays for the next ones. A photo that brings its developer down is given up; the
next photo gets a new developer. A developer that was gone before it had the photo is called anew, once.
"""

import atexit
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from perkim.files import framing, limits
from perkim.files.sniffing import chunks

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
# Nothing of it comes from outside.
COMMAND = (sys.executable, "-E", "-s", "-m", "perkim.files.developer")
# More than any developer of ours sends.
_MOST_ABOUT, _MOST_PICTURE = 64 * 1024, 8 * 1024 * 1024
_GOING_SECONDS = 5
# How a developer ends whose photo took too much: time, or memory (the kernel's signal).
_TOO_MUCH = {-signal.SIGPROF, -signal.SIGXCPU, -signal.SIGKILL}
BUSY = b"busy"
T = TypeVar("T")


class PhotoGivenUp(Exception):
    """No picture was made. `why` is one of the words of `framing`, or BUSY."""

    def __init__(self, why: bytes) -> None:
        super().__init__(why.decode())
        self.why = why


class DeveloperGone(Exception):
    """It went home, or was ended by somebody, before it had the photo: the photo is not to blame."""


@dataclass(frozen=True, kw_only=True)
class Developed:
    """What came back. `said` is what the photo says of itself, as `perkim.files.picture` found it."""

    jpeg: bytes
    thumbnail: bytes
    width: int
    height: int
    said: dict[str, Any]


class Developer:
    """One running process and our end of the line to it."""

    def __init__(self, command: Sequence[str]) -> None:
        self.is_ready = True
        self.hatch, theirs = socket.socketpair()
        with theirs:
            # Nothing of our environment goes with it; signals to our group are not for it, it ends when we do.
            self.process = subprocess.Popen(  # noqa: S603
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={},
                start_new_session=True,
            )

    def develop(self, content: bytes, form: str, wall_seconds: float) -> Developed:
        """Raises DeveloperGone or PhotoGivenUp."""
        return self._answer(form, len(content), (content,), wall_seconds, self._picture)

    def look_into(self, file: IO[bytes], size: int, wall_seconds: float) -> None:
        """Raises as `develop`; of a PDF the word tells all."""
        self._answer(framing.PDF, size, chunks(file), wall_seconds, lambda until: None)

    def _answer(
        self, form: str, size: int, parts: Iterable[bytes], wall_seconds: float, read: Callable[[float], T]
    ) -> T:
        """Only one that has said its last word `is_ready` for the next photo."""
        self.is_ready = False
        until = time.monotonic() + wall_seconds
        try:
            framing.send(self.hatch, form.encode(), until=until)
            framing.send_long(self.hatch, size, parts, until)
            if framing.receive(self.hatch, framing.MOST_WORD, until) != framing.TAKEN:
                raise DeveloperGone
        except TimeoutError as error:
            raise PhotoGivenUp(BUSY) from error
        except (OSError, EOFError, ValueError) as error:
            raise DeveloperGone from error
        try:
            word = framing.receive(self.hatch, framing.MOST_WORD, until)
            result = read(until) if word == framing.DONE else None
        except TimeoutError as error:
            raise PhotoGivenUp(framing.TOO_HEAVY) from error
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise PhotoGivenUp(framing.TOO_HEAVY if self._end() in _TOO_MUCH else framing.BROKEN) from error
        self.is_ready = True
        if word != framing.DONE:
            raise PhotoGivenUp(word)
        return cast("T", result)

    def _picture(self, until: float) -> Developed:
        about = json.loads(framing.receive(self.hatch, _MOST_ABOUT, until))
        jpeg, thumbnail = (framing.receive(self.hatch, _MOST_PICTURE, until) for _ in range(2))
        return Developed(
            jpeg=jpeg,
            thumbnail=thumbnail,
            width=int(about["width"]),
            height=int(about["height"]),
            said=dict(about["said"]),
        )

    def _end(self) -> int:
        """How one ended that was brought down: the line breaks a moment before the process is gone."""
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(_GOING_SECONDS)
        return 0

    def dismiss(self) -> None:
        self.hatch.close()
        self.process.kill()
        self.process.wait()

    def leave_alone(self) -> None:
        """In a fork of our process: it is the other one's."""
        self.hatch.close()
        self.process.returncode = 0


@dataclass(eq=False)
class Bench:
    """A place for one photo at a time; its developer is called with the first one."""

    developer: Developer | None = None

    def clear(self) -> None:
        developer, self.developer = self.developer, None
        if developer:
            developer.dismiss()


@dataclass(eq=False)
class _Turn:
    """A photo that waits; `bench` is what it got."""

    called: threading.Event = field(default_factory=threading.Event)
    bench: Bench | None = None


class Darkroom:
    """`develop` may be called from any thread."""

    def __init__(
        self,
        *,
        benches: int = limits.MOST_AT_ONCE,
        patience: float = limits.PATIENCE_SECONDS,
        most_seconds: float = limits.MOST_SECONDS,
        most_memory: int = limits.MOST_MEMORY,
        wall_seconds: float = limits.MOST_WALL_SECONDS,
        idle_seconds: float = limits.IDLE_SECONDS,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._benches, self._patience, self._wall_seconds = benches, patience, wall_seconds
        self._command = (*command, str(most_seconds), str(most_memory), str(idle_seconds))
        self._furnish()
        _rooms.add(self)

    def develop(self, content: bytes, form: str) -> Developed:
        """Raises PhotoGivenUp with the reason."""
        return self._done(lambda developer: developer.develop(content, form, self._wall_seconds))

    def look_into(self, file: IO[bytes], size: int) -> None:
        """A PDF. Raises PhotoGivenUp with what is wrong with it."""
        self._done(lambda developer: developer.look_into(file, size, self._wall_seconds))

    def _done(self, work: Callable[[Developer], T]) -> T:
        with self.bench() as bench:
            for _ in range(2):
                bench.developer = bench.developer or Developer(self._command)
                try:
                    return work(bench.developer)
                except DeveloperGone:
                    continue
                except PhotoGivenUp as given_up:
                    logger.warning("A photo or PDF was given up: %s", given_up)
                    raise
                finally:
                    if not bench.developer.is_ready:
                        bench.clear()
            logger.error("Photos cannot be opened: developers end before they have one")
            raise PhotoGivenUp(BUSY)

    def close(self) -> None:
        """Sends everybody home. Photos in hand are given up."""
        for bench in self._all:
            bench.clear()

    def developers(self) -> list[int]:
        """Process ids of those who are here."""
        return [bench.developer.process.pid for bench in self._all if bench.developer]

    def waiting(self) -> int:
        return len(self._waiting)

    @contextmanager
    def bench(self) -> Iterator[Bench]:
        """Ours until the block ends. Raises PhotoGivenUp if none becomes free in time."""
        bench = self._entered()
        try:
            yield bench
        finally:
            with self._door:
                if self._waiting:
                    turn = self._waiting.popleft()
                    turn.bench = bench
                    turn.called.set()
                else:
                    self._free.append(bench)

    def _entered(self) -> Bench:
        """Who came first gets the next bench; the bench that was left last is taken first, its developer is there."""
        turn = _Turn()
        with self._door:
            if self._free:
                return self._free.pop()
            self._waiting.append(turn)
        turn.called.wait(self._patience)
        with self._door:
            if turn.bench is None:
                self._waiting.remove(turn)
                raise PhotoGivenUp(BUSY)
            return turn.bench

    def _furnish(self) -> None:
        self._door = threading.Lock()
        self._all = [Bench() for _ in range(self._benches)]
        self._free, self._waiting = list(self._all), deque[_Turn]()

    def begin_in_fork(self) -> None:
        """A fork starts without developers, and holds no end of a line that is not its own."""
        for bench in self._all:
            if bench.developer:
                bench.developer.leave_alone()
        self._furnish()


_rooms: weakref.WeakSet[Darkroom] = weakref.WeakSet()


def _in_each(act: Callable[[Darkroom], None]) -> None:
    for room in list(_rooms):
        act(room)


# One that is left at our end would be reported as forgotten.
atexit.register(_in_each, Darkroom.close)
os.register_at_fork(after_in_child=lambda: _in_each(Darkroom.begin_in_fork))
