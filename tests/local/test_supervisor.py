"""Children that die are started again, later each time; errors in logs are pointed to, not repeated."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from perkim.local import supervisor as supervisors
from perkim.local.processes import ended, spawn, until
from perkim.local.supervisor import HINT_EVERY_SECONDS, Child, LogWatch, Supervisor


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    made = Supervisor()
    yield made
    made.stop()


def make_child(folder: Path, script: str) -> Child:
    log = folder / "child.log"

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", script]
        return spawn(command, log=log, cwd=folder, environment={}, death_signal=signal.SIGTERM)

    return Child("Anak", log, start, [(signal.SIGTERM, 5.0)])


def dies(child: Child) -> bool:
    return until(lambda: child.process is None or ended(child.process), 10)


def test_a_dead_child_is_started_again_after_its_pause(
    supervisor: Supervisor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    child = supervisor.add(make_child(tmp_path, "raise SystemExit(3)"))
    assert dies(child)
    supervisor.tend()
    assert "Anak berhenti (3)" in capsys.readouterr().out
    child.again_at = 0.0
    supervisor.tend()
    assert child.process is not None


def test_the_pauses_grow_to_a_limit(supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisors, "STEADY_SECONDS", float("inf"))
    child = make_child(tmp_path, "")
    pauses = []
    for _ in range(7):
        child.process = subprocess.Popen([sys.executable, "-c", ""])
        child.process.wait()
        supervisor._tend(child, 0.0)
        pauses.append(child.again_at)
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_children_stop_in_the_opposite_order(supervisor: Supervisor, tmp_path: Path) -> None:
    stopped: list[str] = []

    class Noted(Child):
        def stop(self) -> None:
            stopped.append(self.title)
            super().stop()

    for title in ("database", "worker", "web"):
        made = make_child(tmp_path, "import time; time.sleep(600)")
        supervisor.add(Noted(title, made.log, made.start, made.stop_steps))
    supervisor.stop()
    assert stopped == ["web", "worker", "database"]


def test_a_child_stopped_in_the_midst_of_its_start_is_known(supervisor: Supervisor, tmp_path: Path) -> None:
    def start() -> subprocess.Popen[bytes]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        supervisor.add(Child("Anak", tmp_path / "log", start, []))
    supervisor.stop()


def test_a_new_error_is_pointed_to_once_in_a_while(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("ERROR of an earlier start\n")
    watch = LogWatch(log)
    assert not watch.look(now=0)
    append(log, "INFO all is well\n")
    assert not watch.look(now=1)
    append(log, "Traceback (most recent call last):\n")
    assert watch.look(now=2)
    append(log, "ERROR again\n")
    assert not watch.look(now=3)
    append(log, "ERROR much later\n")
    assert watch.look(now=3 + HINT_EVERY_SECONDS)


def append(log: Path, line: str) -> None:
    with log.open("a") as output:
        output.write(line)
