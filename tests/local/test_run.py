"""`make run` from a fresh copy of this clone, as root and as an ordinary user, in a home that others cannot enter."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from perkim.local import place as places
from perkim.local.processes import until
from tests.local.journey import (
    CLONE,
    PYTHONS,
    Person,
    Run,
    command_line,
    free_port,
    get,
    kill,
    left_of,
    mark_of,
    processes_of,
)

pytestmark = pytest.mark.slow
FIRST_START_SECONDS = 180.0
NEXT_START_SECONDS = 10.0
BACK_WITHIN = 60.0
ORDINARY_USER = f"perkim-test-{os.getpid()}"
WHO = ["root", ORDINARY_USER] if os.geteuid() == 0 else [pwd.getpwuid(os.geteuid()).pw_name]


@pytest.fixture(scope="module", params=WHO, ids=lambda name: "root" if name == "root" else "ordinary user")
def person(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    made_user = request.param == ORDINARY_USER
    # Not below pytest's own folder, which lets nobody else through: it is the home itself that is closed.
    home = Path("/home") / ORDINARY_USER if made_user else tmp_path_factory.mktemp("home")
    if made_user:
        command = ["useradd", "--create-home", "--home-dir", str(home), "--shell", "/bin/sh", ORDINARY_USER]
        subprocess.run(command, check=True)
        install_packages_for_others()
    home.chmod(0o700)
    found = Person(request.param, home)
    found.get_clone()
    yield found
    found.end_all()
    shutil.rmtree(places.SOCKETS_FOLDER / mark_of(found), ignore_errors=True)
    if os.geteuid() == 0:
        shutil.rmtree(places.ROOTS_FOLDER / mark_of(found).removeprefix("perkim-"), ignore_errors=True)
    if made_user:
        subprocess.run(["userdel", "--remove", ORDINARY_USER], check=True, capture_output=True)


def install_packages_for_others() -> None:
    """An ordinary user is told to ask root for system packages; here root has done so."""
    python = next(found for name in PYTHONS if (found := shutil.which(name, path=os.defpath)))
    install = "from perkim.local.packages import require_packages; require_packages(for_tests=False)"
    subprocess.run([python, "-c", install], cwd=CLONE, check=True, env={"PATH": os.environ["PATH"]})


@pytest.fixture(scope="module")
def first_start(person: Person) -> float:
    """Seconds from typing `make run` in a fresh clone to a site that answers."""
    run = Run(person, free_port())
    seconds = run.seconds_until_ready(FIRST_START_SECONDS)
    assert "Kata sandi" in run.output
    run.execute("CREATE TABLE kept AS SELECT 7 AS n")
    run.press_ctrl_c()
    assert left_of(person) == []
    return seconds


@pytest.fixture
def run(person: Person, first_start: float) -> Iterator[Run]:
    """A site that runs."""
    made = Run(person, free_port())
    made.seconds_until_ready(60)
    yield made
    person.end_all()


def start_again(run: Run) -> Run:
    again = Run(run.person, run.port)
    again.seconds_until_ready(60)
    return again


def has_its_data(run: Run) -> bool:
    return run.execute("SELECT n FROM kept") == [(7,)]


def test_a_fresh_clone_serves_within_three_minutes(first_start: float) -> None:
    assert first_start < FIRST_START_SECONDS


def test_the_next_start_is_quick_and_keeps_the_data(person: Person, first_start: float) -> None:
    run = Run(person, free_port())
    seconds = run.seconds_until_ready(60)
    assert has_its_data(run)
    run.press_ctrl_c()
    assert left_of(person) == []
    # Last, so that a slow start is one failure and leaves no site in the way of the other tests.
    assert seconds < NEXT_START_SECONDS


def test_ctrl_c_stops_everything_cleanly(run: Run) -> None:
    run.press_ctrl_c()
    assert "Situs berhenti." in run.output
    assert processes_of(run.person) == []
    log = (run.person.clone / ".local" / "log" / "postgres.log").read_text()
    assert log.rstrip().endswith("database system is shut down")


def test_a_second_run_says_where_the_first_is(run: Run) -> None:
    second = Run(run.person, free_port())
    assert second.make.wait(60) != 0
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
