"""`make run` from a fresh copy of this clone, as root and as an ordinary user, in a home that others cannot enter."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from perkim.local.processes import until
from tests.local.journey import (
    CLONE,
    PYTHONS,
    MachineUser,
    Run,
    command_line,
    get,
    kill,
    left_of,
    processes_of,
)
from tests.ports import free_port

# With room for a first start. How long starts take is measured by `benchmarks/starts.py`, at the machine's own pace.
pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.timeout(960)]
FIRST_WITHIN = 800.0
READY_WITHIN = 120.0
BACK_WITHIN = 60.0
ORDINARY_USER = f"perkim-test-{os.getpid()}"
WHO = {"root": "root", "ordinary user": ORDINARY_USER}
if os.geteuid():
    WHO = {"ordinary user": pwd.getpwuid(os.geteuid()).pw_name}
# By tests/cores.py both install and start at once, each in a place of its own.
PEOPLE = [pytest.param(name, id=who) for who, name in WHO.items()]


@pytest.fixture(scope="module", params=PEOPLE)
def person(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MachineUser]:
    made_user = request.param == ORDINARY_USER
    # Not below pytest's own folder, which lets nobody else through: it is the home itself that is closed.
    home = Path("/home") / ORDINARY_USER if made_user else tmp_path_factory.mktemp("home")
    if made_user:
        command = ["useradd", "--create-home", "--home-dir", str(home), "--shell", "/bin/sh", ORDINARY_USER]
        subprocess.run(command, check=True)
        install_packages_for_others()
    home.chmod(0o700)
    found = MachineUser(request.param, home)
    found.get_clone()
    yield found
    found.leave()
    if made_user:
        subprocess.run(["userdel", "--remove", ORDINARY_USER], check=True, capture_output=True)


def install_packages_for_others() -> None:
    """An ordinary user is told to ask root for system packages; here root has done so."""
    python = next(found for name in PYTHONS if (found := shutil.which(name, path=os.defpath)))
    install = "from perkim.local.packages import require_packages; require_packages(for_tests=False)"
    subprocess.run([python, "-c", install], cwd=CLONE, check=True, env={"PATH": os.environ["PATH"]})


@pytest.fixture(scope="module")
def started_before(person: MachineUser) -> None:
    """Somebody typed `make run` in the fresh clone, and later Ctrl-C."""
    run = Run(person, free_port())
    run.seconds_until_ready(FIRST_WITHIN)
    assert "Kata sandi" in run.output
    run.execute("CREATE TABLE kept AS SELECT 7 AS n")
    run.press_ctrl_c()
    assert left_of(person) == []


@pytest.fixture
def run(person: MachineUser, started_before: None, request: pytest.FixtureRequest) -> Iterator[Run]:
    """A site that runs: that of the test before, or one started anew where that test has ended it, or failed."""
    failed = request.session.testsfailed
    yield running(person)
    if request.session.testsfailed > failed:
        person.end_all()


def running(person: MachineUser) -> Run:
    if person.runs and not person.runs[-1].ended:
        before = person.runs[-1]
        assert until(lambda: get(before.port, "/sehat/siap") == 200, BACK_WITHIN), before.output
        return before
    person.end_all()
    made = Run(person, free_port())
    made.seconds_until_ready(READY_WITHIN)
    return made


def start_again(run: Run) -> Run:
    again = Run(run.person, run.port)
    again.seconds_until_ready(READY_WITHIN)
    return again


def has_its_data(run: Run) -> bool:
    return run.execute("SELECT n FROM kept") == [(7,)]


def test_the_next_start_keeps_the_data_and_prepares_nothing_anew(run: Run) -> None:
    assert has_its_data(run)
    said = (run.person.clone / ".local" / "log" / "prepare.log").read_text()
    assert "No migrations to apply." in said
    assert "0 accounts and 0 cases made" in said


def test_ctrl_c_stops_everything_cleanly(run: Run) -> None:
    run.press_ctrl_c()
    assert "Situs berhenti." in run.output
    assert processes_of(run.person) == []
    log = (run.person.clone / ".local" / "log" / "postgres.log").read_text()
    assert log.rstrip().endswith("database system is shut down")


def test_a_second_run_says_where_the_first_is(run: Run) -> None:
    second = Run(run.person, free_port())
    assert second.make.wait(60) != 0
    run.person.runs.remove(second)
    assert f"sudah berjalan di http://localhost:{run.port}" in second.output
    assert get(run.port, "/sehat/hidup") == 200


def test_a_start_works_after_everything_was_killed(run: Run) -> None:
    kill(processes_of(run.person))
    assert has_its_data(start_again(run))


@pytest.mark.parametrize("victim", ["launcher", "make"])
def test_all_ends_with_whoever_started_it_and_a_start_at_once_works(run: Run, victim: str) -> None:
    kill([run.launcher() if victim == "launcher" else run.make.pid])
    assert has_its_data(start_again(run))


def test_nothing_is_left_after_the_launcher_was_killed(run: Run) -> None:
    kill([run.launcher()])
    assert left_of(run.person) == []


@pytest.mark.parametrize("part", ["gunicorn", "celery", "postgres", "valkey-server"])
def test_a_part_that_was_killed_whole_comes_back(run: Run, part: str) -> None:
    kill([pid for pid in processes_of(run.person) if part in command_line(pid)])
    assert until(lambda: any(part in command_line(pid) for pid in processes_of(run.person)), BACK_WITHIN)
    assert until(lambda: get(run.port, "/sehat/siap") == 200, BACK_WITHIN), run.output
    assert has_its_data(run)
