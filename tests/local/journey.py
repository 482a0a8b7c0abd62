"""A whole `make run` as a person has it: a copy of this clone, a user, a terminal to press Ctrl-C in."""

import http.client
import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import LiteralString

import psycopg

from perkim.local import environment
from perkim.local import place as places
from perkim.local.processes import look, until

CLONE = Path(__file__).resolve().parents[2]
STOPS_WITHIN = 60.0
PYTHONS = ["python3.11", "python3.12", "python3.13", "python3"]


@dataclass
class MachineUser:
    """Who types `make run`, and the home, closed to others, that the clone lies in."""

    name: str
    home: Path
    runs: list["Run"] = field(default_factory=list)
    started: int = 0

    @property
    def clone(self) -> Path:
        return self.home / "perkim"

    @property
    def environment(self) -> dict[str, str]:
        # Nothing of the test run itself: no settings, no make, no virtual environment.
        kept = {name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "SSL_", "http", "HTTP"))}
        path = os.environ["PATH"] if self.name == "root" else os.defpath
        return {**kept, "PATH": path, "HOME": str(self.home), "LANG": "C.UTF-8"}

    def owns(self, folder: Path) -> None:
        entry = pwd.getpwnam(self.name)
        for where, _folders, files in os.walk(folder):
            for path in [Path(where), *(Path(where, name) for name in files)]:
                os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)

    def end_all(self) -> None:
        kill([run.make.pid for run in self.runs if not run.ended] + processes_of(self))
        for run in self.runs:
            run.make.wait(STOPS_WITHIN)
        assert left_of(self) == []
        self.runs.clear()

    def leave(self) -> None:
        """Nothing of this clone runs or lies about any more, but what is in the home."""
        self.end_all()
        shutil.rmtree(places.SOCKETS_FOLDER / mark_of(self), ignore_errors=True)
        if os.geteuid() == 0:
            shutil.rmtree(places.ROOTS_FOLDER / mark_of(self).removeprefix("perkim-"), ignore_errors=True)

    def get_clone(self) -> None:
        """What git would bring: the tracked files, and those not yet tracked but not ignored either."""
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=CLONE, capture_output=True, check=True).stdout.decode()
        for name in filter(None, listed.split("\0")):
            if (CLONE / name).is_file():
                (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(CLONE / name, self.clone / name)
        self.owns(self.home)


class Run:
    """One `make run` of a person."""

    def __init__(self, person: MachineUser, port: int) -> None:
        self.person = person
        self.port = port
        person.runs.append(self)
        person.started += 1
        self.began = time.monotonic()
        self.said = person.home / f"said-{person.started}"
        user = person.name if os.geteuid() == 0 else None
        with self.said.open("w") as output:
            self.make = subprocess.Popen(
                ["make", "run", f"PORT={port}"],
                cwd=person.clone,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=person.environment,
                user=user,
                group=user,
                extra_groups=[] if user else None,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self.said.read_text()

    def seconds_until_ready(self, within: float) -> float:
        """Ready is what the person sees, the address on the screen, and what a monitor sees, /sehat/siap."""
        assert until(lambda: "Tekan Ctrl-C" in self.output or self.ended, within), self.output
        assert not self.ended, self.output
        seconds = time.monotonic() - self.began
        assert until(lambda: get(self.port, "/sehat/siap") == 200, 30), self.output
        return seconds

    @property
    def ended(self) -> bool:
        return self.make.poll() is not None

    def press_ctrl_c(self) -> None:
        """The terminal sends it to make and to whatever make became the parent of, but not to other sessions."""
        os.killpg(self.make.pid, signal.SIGINT)
        self.make.wait(STOPS_WITHIN)

    def launcher(self) -> int:
        return next(pid for pid in processes_of(self.person) if "perkim.local run" in command_line(pid))

    def execute(self, statement: LiteralString) -> list[tuple[object, ...]]:
        url = environment.read(self.person.clone / ".local" / "env")["DATABASE_URL"]
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


def get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def mark_of(person: MachineUser) -> str:
    return "perkim-" + (person.clone / ".local" / "id").read_text().split()[0]


def command_line(pid: int) -> str:
    found = look(pid)
    return found.command_line if found else ""


def processes_of(person: MachineUser) -> list[int]:
    """Everything that runs for this clone: by its folder as program or working folder, or by its mark."""
    mark = mark_of(person)
    state = places.ROOTS_FOLDER / mark.removeprefix("perkim-")
    traces = (f"{person.clone}/", f"{state}/", f"postgres: {mark}: ", f"/{mark}/")
    return [pid for pid in numbers() if _works_in(pid, person.clone) or any(t in command_line(pid) for t in traces)]


def numbers() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and entry.name != "self"]


def _works_in(pid: int, folder: Path) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cwd").readlink() == folder
    return False


def kill(pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def left_of(person: MachineUser, within: float = STOPS_WITHIN) -> list[str]:
    """The command lines of what still runs for this clone after a while; empty as soon as nothing does."""
    until(lambda: processes_of(person) == [], within)
    return [f"{pid}: {command_line(pid)}" for pid in processes_of(person)]
