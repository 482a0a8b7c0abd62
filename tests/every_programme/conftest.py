"""Every open programme, and what each test of it needs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perkim.sipoc.declarations import Process
from perkim.sipoc.registry import programmes

OPEN = [(programme, process) for programme in programmes() if programme.open for process in programme.processes]


# What all programmes have in common is tried each time with the first one, with the others among the slow tests.
FIRST = OPEN[0][0].slug


def slow_but_for_the_first(slug: str) -> list[pytest.MarkDecorator]:
    return [] if slug == FIRST else [pytest.mark.slow]


def for_each(suited: Callable[[Process], object]) -> pytest.MarkDecorator:
    """The test runs for each declared kind of case for which this is true."""
    found = [(programme, process) for programme, process in OPEN if suited(process)]
    names = [f"{programme.slug}.{process.key}" for programme, process in found]
    return pytest.mark.parametrize(("programme", "process"), found, ids=names)


each_process = for_each(lambda process: True)
each_process_in_turn = pytest.mark.parametrize(
    ("programme", "process"),
    [
        pytest.param(*each, marks=slow_but_for_the_first(each[0].slug), id=f"{each[0].slug}.{each[1].key}")
        for each in OPEN
    ],
)
each_programme_in_turn = pytest.mark.parametrize(
    "programme",
    [pytest.param(each, marks=slow_but_for_the_first(each.slug), id=each.slug) for each in programmes() if each.open],
)


@pytest.fixture(autouse=True)
def folder(uploads_folder: Path) -> None:
    """Each test has a storage of its own."""
