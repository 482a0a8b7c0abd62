"""Every open programme, and what each test of it needs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perkim.sipoc.declarations import Process
from perkim.sipoc.registry import programmes

OPEN = [(programme, process) for programme in programmes() if programme.open for process in programme.processes]


def for_each(suited: Callable[[Process], object]) -> pytest.MarkDecorator:
    """The test runs for each declared kind of case for which this is true."""
    found = [(programme, process) for programme, process in OPEN if suited(process)]
    names = [f"{programme.slug}.{process.key}" for programme, process in found]
    return pytest.mark.parametrize(("programme", "process"), found, ids=names)


each_process = for_each(lambda process: True)


@pytest.fixture(autouse=True)
def folder(uploads_folder: Path) -> None:
    """Each test has a storage of its own."""
