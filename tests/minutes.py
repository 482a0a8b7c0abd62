"""pytest plugin: where the minutes of a run went (`-p tests.minutes`, as `make test` does).

By area (`tests/rtlh`, `tests/perkim/sipoc`), what was done to set up apart from the tests themselves; and what was dear
to set up. The workers of a parallel run count for themselves and hand their sums to the controller. Seconds of the
processor are those of the tests' own processes, PostgreSQL's left out: they alone say something on a busy machine.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from time import perf_counter, process_time
from typing import Any

import pytest

# {kind of cost: {what: [how often, seconds, seconds of the processor]}}
Sums = dict[str, dict[str, list[float]]]
SUMS: Sums = defaultdict(lambda: defaultdict(lambda: [0, 0.0, 0.0]))
LISTED = 12


def spent(kind: str, what: str, seconds: float, processor: float = 0.0) -> None:
    """One more time that this was done."""
    sums = SUMS[kind][what]
    sums[0] += 1
    sums[1] += seconds
    sums[2] += processor


def area_of(path: str) -> str:
    """`tests/perkim/sipoc` of `tests/perkim/sipoc/paper/test_slum.py`."""
    folders = PurePosixPath(path).parts[:-1]
    return "/".join(folders[: 3 if folders[1:2] == ("perkim",) else 2])


@contextmanager
def _counted(kind: str, what: str) -> Iterator[None]:
    seconds, processor = perf_counter(), process_time()
    try:
        yield
    finally:
        spent(kind, what, perf_counter() - seconds, process_time() - processor)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    with _counted("set-up", area_of(item.nodeid)):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    with _counted("tests", area_of(item.nodeid)):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    with _counted("set-up", area_of(item.nodeid)):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any) -> Iterator[object]:
    """What a fixture asks for is made before, so that each one's time is its own. Done a hundred thousand times."""
    began = perf_counter()
    try:
        return (yield)
    finally:
        spent("fixtures", f"{fixturedef.argname} ({fixturedef.baseid or 'pytest'})", perf_counter() - began)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[object]:
    with _counted("start", "finding the tests"):
        return (yield)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["minutes"] = {kind: dict(sums) for kind, sums in SUMS.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for kind, sums in getattr(node, "workeroutput", {}).get("minutes", {}).items():
        for what, numbers in sums.items():
            SUMS[kind][what] = [have + more for have, more in zip(SUMS[kind][what], numbers, strict=True)]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if not SUMS["tests"] or hasattr(config, "workerinput"):
        return
    terminalreporter.section("where the minutes went (seconds, of all workers together)")
    for line in told(SUMS):
        terminalreporter.write_line(line)


def told(sums: Sums) -> Iterator[str]:
    yield f"{'tests':>6} {'set-up':>8} {'tests':>8} {'both':>8} {'processor':>9}  area"
    rows = [_row(area, sums) for area in sums["tests"]]
    for row in sorted(rows, key=lambda row: -row[3]):
        yield "{:6.0f} {:8.1f} {:8.1f} {:8.1f} {:9.1f}  {}".format(*row)
    yield "{:6.0f} {:8.1f} {:8.1f} {:8.1f} {:9.1f}  {}".format(
        *[sum(column) for column in list(zip(*rows, strict=True))[:5]], "together"
    )
    for kind in ("start", "fixtures", "worlds built", "worlds laid", "worlds built again"):
        dearest = sorted(sums.get(kind, {}).items(), key=lambda each: -each[1][1])
        if dearest:
            whole = [sum(numbers) for numbers in list(zip(*(numbers for _, numbers in dearest), strict=True))[:2]]
            yield f"{whole[0]:6.0f} times {whole[1]:8.1f}  {kind}, together"
        for what, (times, seconds, _) in dearest[:LISTED]:
            yield f"{times:6.0f} times {seconds:8.1f}    {what}"


def _row(area: str, sums: Sums) -> tuple[float, float, float, float, float, str]:
    times, seconds, processor = sums["tests"][area]
    _, before, processor_before = sums["set-up"].get(area, (0, 0.0, 0.0))
    return times, before, seconds, before + seconds, processor + processor_before, area
