"""Starting child processes that die with us, stopping them, and finding those a killed start left behind.

A process number alone proves nothing, since numbers are used again: a process counts as ours only by its owner and its
command line or environment, and is signalled through a handle opened before that was looked at.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from perkim.local.place import UnixUser

MARK_VARIABLE = "PERKIM_LOCAL_MARK"
POLL_SECONDS = 0.05
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def die_with_parent(death_signal: signal.Signals, parent: int) -> None:
    """Has the kernel send us this signal when our parent dies, however it dies."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(death_signal))
    if os.getppid() != parent:
        os.kill(os.getpid(), death_signal)


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    cwd: Path,
    environment: dict[str, str],
    death_signal: signal.Signals,
    account: UnixUser | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Starts a child in a session of its own, so that Ctrl-C reaches only the launcher, which stops all in order.

    Must be called from the main thread: the kernel takes the death of the calling thread for the parent's.
    """
    parent = os.getpid()
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment,
            start_new_session=True,
            pass_fds=pass_fds,
            # After the change of user, which would forget it.
            preexec_fn=lambda: die_with_parent(death_signal, parent),  # noqa: PLW1509 (no threads here)
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


def ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether the child has ended; then what it left in its group goes too, before its number is given away."""
    if process.returncode is not None:
        return True
    if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        return False
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return True


def stop(process: subprocess.Popen[bytes], steps: Iterable[tuple[signal.Signals, float]]) -> None:
    """Sends each signal in turn and gives it its seconds; whoever is left after them is killed."""
    for sent, seconds in steps:
        if ended(process):
            return
        process.send_signal(sent)
        until(lambda: ended(process), seconds)
    if not ended(process):
        os.killpg(process.pid, signal.SIGKILL)
        until(lambda: ended(process), 10)


def until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


@dataclass(frozen=True)
class LiveProcess:
    """A live process as /proc shows it."""

    pid: int
    uid: int
    command_line: str

    def environment_has(self, entry: str) -> bool:
        # Of other users' processes it cannot be read, and those are not ours.
        with contextlib.suppress(OSError):
            return entry.encode() in Path(f"/proc/{self.pid}/environ").read_bytes().split(b"\0")
        return False


Recognises = Callable[[LiveProcess], bool]


def carrying(mark: str) -> Recognises:
    """Recognises web, worker, beat and whatever they forked, by the mark in their environment."""
    uid = os.geteuid()
    return lambda process: process.uid == uid and process.environment_has(f"{MARK_VARIABLE}={mark}")


def titled(uid: int, *texts: str) -> Recognises:
    """Recognises a server by its owner and by what its command line must hold, one of `texts`."""
    return lambda process: process.uid == uid and any(text in process.command_line for text in texts)


def look(pid: int) -> LiveProcess | None:
    """What runs under this number, or None: nothing, or a dead child whose parent has not looked yet."""
    folder = Path(f"/proc/{pid}")
    try:
        command_line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        return LiveProcess(pid, folder.stat().st_uid, command_line) if command_line else None
    except OSError:
        return None


def left_over(recognises: Recognises) -> list[int]:
    numbers = (int(name) for name in os.listdir("/proc") if name.isdigit())
    return [pid for pid in numbers if pid != os.getpid() and (process := look(pid)) and recognises(process)]


def clear(recognises: Recognises, steps: Sequence[tuple[signal.Signals, float]]) -> None:
    """Ends what an earlier, killed start left running, gently first."""
    for sent, seconds in [*steps, (signal.SIGKILL, 10.0)]:
        pids = left_over(recognises)
        if not pids:
            return
        for pid in pids:
            _signal_if(pid, recognises, sent)
        until(lambda: not left_over(recognises), seconds)


def _signal_if(pid: int, recognises: Recognises, sent: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        handle = os.pidfd_open(pid)
        try:
            process = look(pid)
            if process and recognises(process):
                signal.pidfd_send_signal(handle, sent)
        finally:
            os.close(handle)
