"""pytest plugin: how the tests share the cores (`-p tests.cores`).

What takes minutes begins first, so that nobody waits for it at the end. What costs much to set up stays on one core:
the browser of a file, an installed clone. (The marks of pytest-xdist for that do nothing under pytest 9.) The processor
is for the tests, not for looking again and again for what may be cleared.
"""

import gc
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from _pytest.pathlib import import_path
from xdist.scheduler import LoadScopeScheduling

FILES_OF_ONE_CORE = "tests/e2e/"
TESTS = "test_*.py"
# Read the whole source: it is read once.
OF_THE_SOURCE = "tests/architecture/"
# Read what one walk of a process found.
ONE_WALK = "tests/every_programme/test_walk_through.py"
# Begins its parameters with who starts the site.
STARTS, WHO = "tests/local/test_run.py", re.compile(r"\[([^-\]]*)")

# Nothing of what is read while the tests are found can be cleared.
gc.disable()


class Sharing(LoadScopeScheduling):
    """Hands out tests one by one, but those of one scope to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(FILES_OF_ONE_CORE):
            return file
        if file.startswith(OF_THE_SOURCE):
            return OF_THE_SOURCE
        if file.endswith(ONE_WALK):
            return f"{file}[{nodeid.partition('[')[2]}"
        if file == STARTS:
            return file + "".join(WHO.findall(nodeid))
        return nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)


def pytest_collection(session: pytest.Session) -> None:
    """What pytest writes into the asserts is most of the work of reading the tests for the first time. In a run of all
    tests each worker begins with other files, and then finds what the others have written."""
    config = session.config
    if not hasattr(config, "workerinput") or config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    files = sorted(file for folder in config.getini("testpaths") for file in Path(config.rootpath, folder).rglob(TESTS))
    first, workers = int(config.workerinput["workerid"].removeprefix("gw")), config.workerinput["workercount"]
    for file in files[first::workers]:
        # What cannot be read is told when its turn comes.
        with suppress(Exception):
            import_path(file, root=config.rootpath, consider_namespace_packages=False)


# After the shuffling of pytest-randomly and the order of pytest-django.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was read up to here lives as long as the process: looking through it for what may be cleared finds nothing,
    and it is looked through some thousand times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """pytest clears five times at the end; what is alive after once stays so."""
    gc.collect()
    gc.freeze()
