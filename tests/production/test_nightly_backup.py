"""The loop around the nightly backup: at once where none is fresh, else at its time; a fault ends it."""

import os
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.production.compose import ROOT

FAILS = '#!/bin/sh\necho "$@" >> "$CALLS"\nexit 3\n'


@pytest.fixture
def python_that_fails(tmp_path: Path) -> Path:
    """Stands where the image has python: notes how it was called, and ends the loop by its fault."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "python"
    program.write_text(FAILS)
    program.chmod(0o755)
    return folder


def run(tmp_path: Path, programs: Path, at: datetime) -> tuple[subprocess.CompletedProcess, list[str]]:
    calls = tmp_path / "calls"
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "CALLS": str(calls),
        "BACKUP_AT": f"{at:%H:%M:%S}",
        "BACKUPS_KEPT": "14",
        "TZ": "Asia/Jakarta",
    }
    command = ["sh", "ops/nightly_backup.sh", str(tmp_path / "backups")]
    outcome = subprocess.run(command, cwd=ROOT, env=environment, timeout=60, check=False)
    return outcome, calls.read_text().splitlines()


def made(tmp_path: Path, *, ago: timedelta) -> None:
    folder = tmp_path / "backups" / "perkim-20261124T183000Z"
    folder.mkdir(parents=True)
    moment = time.time() - ago.total_seconds()
    os.utime(folder, (moment, moment))


@pytest.mark.parametrize("ago", [None, timedelta(hours=23, minutes=50), timedelta(days=3)])
def test_without_a_fresh_one_it_begins_at_once(tmp_path: Path, python_that_fails: Path, ago: timedelta | None) -> None:
    (tmp_path / "backups").mkdir() if ago is None else made(tmp_path, ago=ago)
    outcome, calls = run(tmp_path, python_that_fails, datetime.now() + timedelta(hours=2))
    assert calls == [f"manage.py backup {tmp_path / 'backups'} --keep 14"]
    assert outcome.returncode == 3


def test_with_a_fresh_one_it_waits_for_its_time(tmp_path: Path, python_that_fails: Path) -> None:
    made(tmp_path, ago=timedelta(hours=5))
    at = datetime.now() + timedelta(seconds=3)
    outcome, calls = run(tmp_path, python_that_fails, at)
    assert datetime.now() >= at.replace(microsecond=0)
    assert calls == [f"manage.py backup {tmp_path / 'backups'} --keep 14"]
    assert outcome.returncode == 3
