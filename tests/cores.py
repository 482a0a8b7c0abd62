"""pytest plugin: how the tests share the cores (`-p tests.cores`).

What takes minutes begins first, so that nobody waits for it at the end. What costs much to set up stays on one core:
the browser of a file, an installed clone. (The marks of pytest-xdist for that do nothing under pytest 9.) The processor
is for the tests, not for looking again and again for what may be cleared.
"""

import gc
import re
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

FILES_OF_ONE_CORE = "tests/e2e/"
# Read what one walk of a process found.
ONE_WALK = "tests/every_programme/test_walk_through.py"
# Begins its parameters with who starts the site.
STARTS, WHO = "tests/local/test_run.py", re.compile(r"\[([^-\]]*)")


class Sharing(LoadScopeScheduling):
    """Hands out tests one by one, but those of one scope to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(FILES_OF_ONE_CORE):
            return file
        if file.endswith(ONE_WALK):
            return f"{file}[{nodeid.partition('[')[2]}"
        if file == STARTS:
            return file + "".join(WHO.findall(nodeid))
        return nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)


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


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """pytest clears five times at the end; what is alive after once stays so."""
    gc.collect()
    gc.freeze()
