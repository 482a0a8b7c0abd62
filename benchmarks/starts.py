"""`make run` as a person has it: the first start in a fresh clone, with everything to install and to prepare, and the
next one. Packages come from where pip finds them, so the first one measures the line to there too."""

import os
import pwd
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import Measurement, pace, promised
from tests.local.journey import MachineUser, Run, left_of
from tests.ports import free_port

# Three minutes and ten seconds on two shared cores, which are about 1.9 times slower than the machine of the goals.
FIRST, NEXT = 95.0, 5.3
ENDLESS = 600.0


def measure() -> Iterator[Measurement]:
    with TemporaryDirectory(prefix="perkim-starts-") as home:
        person = MachineUser(pwd.getpwuid(os.geteuid()).pw_name, Path(home))
        person.get_clone()
        try:
            yield _start(person, "first start in a fresh clone", FIRST)
            yield _start(person, "next start", NEXT)
        finally:
            person.leave()


def _start(person: MachineUser, name: str, within: float) -> Measurement:
    before = pace()
    run = Run(person, free_port())
    seconds = run.seconds_until_ready(ENDLESS)
    run.press_ctrl_c()
    # Waits until nothing of it runs: what is left would slow the next start down.
    left_of(person)
    return promised(name, seconds, within, (before, pace()))
