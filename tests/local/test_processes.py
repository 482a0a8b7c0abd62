"""Children die with their parent, leave nobody behind, and are known by more than a number."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from perkim.local import processes
from perkim.local.processes import MARK_VARIABLE, carrying, clear, ended, left_over, look, spawn, stop, titled, until

MARK = f"perkim-under-test-{os.getpid()}"
SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
]
GONE_WITHIN = 10.0


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    clear(carrying(MARK), [])


def child(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    return spawn(
        command,
        log=folder / "child.log",
        cwd=folder,
        environment={MARK_VARIABLE: MARK},
        death_signal=signal.SIGTERM,
    )


def exists(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return look(pid) is not None
    return False


def test_a_polite_stop_ends_a_child(tmp_path: Path) -> None:
    process = child(SLEEPER, tmp_path)
    stop(process, [(signal.SIGTERM, GONE_WITHIN)])
    assert process.returncode == -signal.SIGTERM


def test_a_child_deaf_to_the_signal_is_killed_after_its_seconds(tmp_path: Path) -> None:
    process = child(STUBBORN, tmp_path)
    assert until(lambda: b"deaf" in (tmp_path / "child.log").read_bytes(), GONE_WITHIN)
    stop(process, [(signal.SIGTERM, 0.1)])
    assert process.returncode == -signal.SIGKILL


def test_what_a_dead_child_had_forked_goes_with_it(tmp_path: Path) -> None:
    script = "import subprocess, sys; print(subprocess.Popen(sys.argv[1:]).pid, flush=True); sys.stdin.read()"
    process = child([sys.executable, "-c", script, *SLEEPER], tmp_path)
    assert until(lambda: ended(process), GONE_WITHIN)
    assert until(lambda: not exists(int((tmp_path / "child.log").read_text())), GONE_WITHIN)


def test_children_die_with_a_killed_parent(tmp_path: Path) -> None:
    script = (
        "import sys, time, test_processes as t; from pathlib import Path\n"
        "print(t.child(t.SLEEPER, Path(sys.argv[1])).pid, flush=True); time.sleep(600)"
    )
    environment = {**os.environ, "PYTHONPATH": f"{Path(__file__).parent}:{Path.cwd()}"}
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert exists(pid)
        parent.kill()
    assert until(lambda: not exists(pid), GONE_WITHIN)


def test_a_worker_that_forks_nobody_is_not_held_to_its_own_parent() -> None:
    """A worker of one process is told of its start like one that was forked."""
    start = "from perkim.local.worker import die_with_the_worker as told; told(); print('lives')"
    told = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, timeout=60, check=False)
    assert (told.returncode, told.stdout) == (0, "lives\n"), told.stderr


def test_left_overs_are_found_by_their_mark_and_ended(tmp_path: Path) -> None:
    process = child(STUBBORN, tmp_path)
    assert until(lambda: b"deaf" in (tmp_path / "child.log").read_bytes(), GONE_WITHIN)
    assert process.pid in left_over(carrying(MARK))
    clear(carrying(MARK), [(signal.SIGTERM, 0.1)])
    assert until(lambda: ended(process), GONE_WITHIN)


def test_a_number_that_now_belongs_to_another_program_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = child(SLEEPER, tmp_path)
    # The list was made while something of ours had this number.
    lists = iter([[process.pid]])
    with monkeypatch.context() as patch:
        patch.setattr(processes, "left_over", lambda _: next(lists, []))
        clear(titled(os.geteuid(), "-D /somewhere/postgres "), [])
    assert not ended(process)
    stop(process, [])


def test_another_users_process_is_never_ours() -> None:
    found = look(os.getpid())
    assert found
    assert not titled(found.uid + 1, "python")(found)


def test_a_dead_child_nobody_looked_at_is_not_running() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    assert until(lambda: look(process.pid) is None, GONE_WITHIN)
    process.wait()


def test_waiting_ends_at_the_deadline() -> None:
    began = time.monotonic()
    assert not until(lambda: False, 0.1)
    assert time.monotonic() - began < GONE_WITHIN
