"""The machine room: a process of its own that runs PostgreSQL, Valkey, web, worker and beat, and kills them when told.

Alone in its process, because servers are started from a main thread without others beside it. Reads one JSON command a
line, answers each with one line, and ends everything when its input ends. `python -m tests.faults.chaos.machines NAME`
"""

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from perkim.local.embedded import DATABASE, Embedded, embedded
from perkim.local.place import CLONE, make_sockets, place_for
from perkim.local.processes import ended, look, spawn

# What can be killed: a whole service with all its processes, or one process within it.
KINDS = ("web", "web_process", "worker", "worker_process", "database", "backend", "valkey")
LONGEST_ABSENCE = 1.2


@dataclass
class Machine:
    """One service: how it is started, and when it is to be started again."""

    start: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes] | None = None
    again_at: float | None = None

    @property
    def pid(self) -> int:
        return self.process.pid if self.process and not ended(self.process) else 0


@dataclass
class MachineRoom:
    servers: Embedded
    machines: dict[str, Machine] = field(default_factory=dict)

    def tend(self) -> None:
        """Start again what is due and really gone; what died without being told, at once."""
        for name, machine in self.machines.items():
            gone = machine.process is not None and ended(machine.process)
            if gone and machine.again_at is None:
                machine.again_at = time.monotonic()
            if gone and machine.again_at is not None and time.monotonic() >= machine.again_at:
                machine.again_at, began = None, time.monotonic()
                machine.process = machine.start()
                _note(f"{name} started again in {time.monotonic() - began:.1f} s")

    def begin_servers(self) -> dict:
        assert self.servers.postgres
        assert self.servers.valkey
        make_sockets(self.servers.place)
        for name, start in (("database", self.servers.postgres.start), ("valkey", self.servers.valkey.start)):
            self.machines[name] = Machine(start)
        self.tend_all()
        self.servers.postgres.create_database(DATABASE)
        return {"addresses": self.servers.addresses}

    def tend_all(self) -> None:
        for machine in self.machines.values():
            if not machine.pid:
                machine.again_at, machine.process = None, machine.start()

    def begin(self, name: str, command: list[str], environment: dict[str, str], log: str) -> dict:
        def start() -> subprocess.Popen[bytes]:
            return spawn(command, log=Path(log), cwd=CLONE, environment=environment, death_signal=signal.SIGKILL)

        self.machines[name] = Machine(start)
        self.machines[name].process = start()
        return {}

    def kill(self, kind: str, seed: int) -> dict:
        """SIGKILL. Answers the number of the process that died; 0 if it is away just now."""
        chance = random.Random(seed)  # noqa: S311
        service = {"web_process": "web", "worker_process": "worker", "backend": "database"}.get(kind, kind)
        machine = self.machines[service]
        if not machine.pid:
            return {"killed": 0}
        if kind == service:
            victim = machine.pid
            if kind in ("web", "worker"):
                os.killpg(victim, signal.SIGKILL)
            else:
                os.kill(victim, signal.SIGKILL)
            machine.again_at = time.monotonic() + chance.uniform(0, LONGEST_ABSENCE)
        else:
            victims = _children(machine.pid, "[local]" if kind == "backend" else "")
            victim = chance.choice(victims) if victims else 0
            if victim:
                with suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
        _note(f"{kind}: killed {victim}")
        return {"killed": victim}

    def halt(self, name: str) -> dict:
        """End a service for good."""
        machine = self.machines.pop(name)
        if machine.pid:
            os.killpg(machine.pid, signal.SIGKILL)
        return {}

    def end(self) -> None:
        for name in ("web", "worker", "beat"):
            if (machine := self.machines.get(name)) and machine.pid:
                os.killpg(machine.pid, signal.SIGKILL)
        for machine in self.machines.values():
            if machine.process and not ended(machine.process):
                machine.process.send_signal(signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):
                    machine.process.wait(20)
        shutil.rmtree(self.servers.place.state, ignore_errors=True)
        shutil.rmtree(self.servers.place.sockets, ignore_errors=True)
        shutil.rmtree(self.servers.place.logs, ignore_errors=True)


def _note(text: str) -> None:
    """For whoever reads room.log."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


def _children(pid: int, titled: str) -> list[int]:
    """The processes directly below one, as its title says."""
    with suppress(OSError):
        numbers = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [each for each in numbers if (found := look(each)) and titled in found.command_line]
    return []


def main(name: str) -> None:
    # What the servers' modules say to people goes beside the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    room = MachineRoom(embedded(place_for(name), {}))
    # By this end of the input everything is ended, however the test ended.
    pending = b""
    try:
        while True:
            readable, _, _ = select.select([0], [], [], 0.05)
            if readable:
                read = os.read(0, 65536)
                if not read:
                    return
                pending += read
            while b"\n" in pending:
                line, _, pending = pending.partition(b"\n")
                command = json.loads(line)
                answer = getattr(room, command.pop("do"))(**command)
                answers.write(json.dumps(answer or {}) + "\n")
                answers.flush()
            room.tend()
    finally:
        room.end()


if __name__ == "__main__":
    main(sys.argv[1])
