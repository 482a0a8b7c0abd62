"""The static files as the image has them: collected once in a run, by the command of the Dockerfile."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.once import once_in_a_run
from tests.production.compose import ROOT, text_of


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once_in_a_run(tmp_path_factory, "static-of-the-image", _collect)


def _collect(folder: Path) -> None:
    """With nothing in the environment but what the Dockerfile gives: no secret, no database."""
    told = re.search(r"&& (SECRET_KEY=.+?)\\\n(.+?)\\\n\s+python (manage\.py .+)", text_of("Dockerfile"))
    assert told
    build = dict(pair.split("=", 1) for pair in f"{told[1]} {told[2]}".split())
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "STATIC_ROOT": str(folder), **build}
    command = [sys.executable, *told[3].split()]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
