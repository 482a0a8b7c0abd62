"""Children of the launcher: started, watched, started again when they die, stopped in the opposite order."""

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from signal import Signals

from perkim.local.processes import ended, stop
from perkim.local.screen import LocalError, say

LONGEST_PAUSE = 30.0
# A child that lived this long had started well: its next death begins with a short pause again.
STEADY_SECONDS = 60.0
TROUBLE = (b"ERROR", b"CRITICAL", b"Traceback (most recent call last)", b"PANIC", b"FATAL")
HINT_EVERY_SECONDS = 30.0


@dataclass
class Child:
    """One process we keep alive."""

    title: str
    log: Path
    start: Callable[[], subprocess.Popen[bytes]]
    stop_steps: Sequence[tuple[Signals, float]]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    again_at: float | None = None

    def run(self) -> None:
        self.process = self.start()
        self.started_at = time.monotonic()

    def stop(self) -> None:
        if self.process:
            stop(self.process, self.stop_steps)
            self.process = None


@dataclass
class LogWatch:
    """Sees new trouble in a log, so that the screen can point to it."""

    file: Path
    position: int = field(init=False)
    hinted_at: float = field(default=float("-inf"), init=False)

    def __post_init__(self) -> None:
        self.position = self._size()

    def _size(self) -> int:
        return self.file.stat().st_size if self.file.is_file() else 0

    def look(self, now: float) -> bool:
        """Whether there is trouble that was not hinted at lately."""
        if self._size() <= self.position:
            return False
        with self.file.open("rb") as log:
            log.seek(self.position)
            added = log.read()
        self.position += len(added)
        if now - self.hinted_at < HINT_EVERY_SECONDS or not any(word in added for word in TROUBLE):
            return False
        self.hinted_at = now
        return True


class Supervisor:
    def __init__(self) -> None:
        self.children: list[Child] = []
        self.watches: list[LogWatch] = []

    def add(self, child: Child) -> Child:
        """Start it, after all that is known already."""
        # Known before it starts, so that a stop in the midst of its start stops it too.
        self.know(child).run()
        return child

    def know(self, child: Child) -> Child:
        """Give it its place among those that are stopped; it is started later, by whoever adds it."""
        self.children.append(child)
        return child

    def watch(self, log: Path) -> None:
        self.watches.append(LogWatch(log))

    def tend(self) -> None:
        """One round: starts again what died and is due, hints at new errors in logs."""
        now = time.monotonic()
        for child in self.children:
            self._tend(child, now)
        for watch in self.watches:
            if watch.look(now):
                say(f"Ada galat baru; lihat {watch.file}")

    def _tend(self, child: Child, now: float) -> None:
        if child.process and ended(child.process):
            status = child.process.returncode
            child.process = None
            child.deaths = 1 if now - child.started_at > STEADY_SECONDS else child.deaths + 1
            pause = min(2.0 ** (child.deaths - 1), LONGEST_PAUSE)
            child.again_at = now + pause
            say(f"{child.title} berhenti ({status}); dijalankan lagi dalam {pause:.0f} detik. Catatan: {child.log}")
        elif child.again_at is not None and now >= child.again_at:
            child.again_at = None
            try:
                child.run()
            except LocalError as problem:
                child.again_at = time.monotonic() + LONGEST_PAUSE
                say(str(problem))

    def stop(self) -> None:
        """In the opposite order of the start: nothing loses a server it still uses."""
        for child in reversed(self.children):
            child.stop()
        self.children.clear()
