"""Every open programme, and what each test of it needs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perkim.parameters.seeding import load_first_values
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
def prepared(request, settings, tmp_path: Path) -> None:
    """The first values of deadlines, and a storage of this test's own for scans."""
    uploads = settings.STORAGES["uploads"]
    options = {**uploads["OPTIONS"], "location": tmp_path}
    settings.STORAGES = {**settings.STORAGES, "uploads": {**uploads, "OPTIONS": options}}
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        load_first_values()
