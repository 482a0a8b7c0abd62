"""How long a page still waits for the parts outside this process: database, storage, queue, scanner.

`answering` begins a page's patience for the thread that answers it. Whoever asks a part outside first asks
`seconds_for` how long it may wait, then tells `answered` or `said_nothing`. A part that was late is not waited for
again by the same page, and by other pages of this process only shortly until it answers: a hung server must not hold
every thread. Workers and commands answer nobody; there is no patience to lose, and nothing is limited.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from time import monotonic


class OutsideService(StrEnum):
    """What is outside, as people call it."""

    DATABASE = "Basis data"
    STORAGE = "Penyimpanan berkas"
    QUEUE = "Antrean pekerjaan"
    SCANNER = "Pemeriksa virus"


# A page whose own work has used up its patience, a decision over thousands of cases, still waits this long for a part
# that answers: healthy parts answer sooner.
LEAST_SECONDS = 1.0
# After a silence of this length the part hangs, and others wait for it only shortly, for a while.
SILENCE_SECONDS, REMEMBERED_SECONDS, SHORT_SECONDS = 1.5, 3.0, 0.3


class LateError(Exception):
    """A part did not answer in time."""

    def __init__(self, part: OutsideService) -> None:
        super().__init__(f"{part.name} did not answer in time")
        self.part = part


class _Thread(threading.local):
    # When the page's patience ends, and how long each single call may take where no page is being made.
    ends: float | None = None
    each: float | None = None
    late: frozenset[OutsideService] = frozenset()


_thread = _Thread()
_silent_until: dict[OutsideService, float] = {}


@contextmanager
def answering(seconds: float) -> Iterator[None]:
    """This thread makes one page. What it does afterwards, sending a long file, has this much for each single call."""
    _thread.ends, _thread.each, _thread.late = monotonic() + seconds, seconds, frozenset()
    try:
        yield
    finally:
        _thread.ends = None


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """No call inside waits longer, in whichever process."""
    before = _thread.ends
    _thread.ends = min(monotonic() + seconds, before or float("inf"))
    try:
        yield
    finally:
        _thread.ends = before
        # A page knows from now on what is late; others begin anew.
        _thread.late = _thread.late if before else frozenset()


@contextmanager
def not_counted() -> Iterator[None]:
    """The time inside is the visitor's, whose slow line sends a photo for a minute."""
    began = monotonic()
    try:
        yield
    finally:
        if _thread.ends is not None:
            _thread.ends += monotonic() - began


def unlimited() -> None:
    """Forget everything of this thread, as at its start."""
    _thread.ends, _thread.each, _thread.late = None, None, frozenset()
    _silent_until.clear()


def seconds_for(part: OutsideService) -> float | None:
    """How long this thread may wait for this part now: None is for ever, 0 is not at all."""
    if _thread.ends is None and _thread.each is None:
        return None
    if part in _thread.late:
        return 0.0
    left = _thread.each if _thread.ends is None else max(_thread.ends - monotonic(), LEAST_SECONDS)
    return min(left or 0.0, SHORT_SECONDS) if is_silent(part) else left


def of_page() -> float | None:
    """The whole patience of the pages that this thread makes; None for workers and commands."""
    return _thread.each


def is_silent(part: OutsideService) -> bool:
    """Whether another page of this process has just waited for it in vain."""
    return monotonic() < _silent_until.get(part, 0.0)


def answered(part: OutsideService) -> None:
    """The part lives."""
    if part in _silent_until:
        _silent_until.pop(part, None)


def said_nothing(part: OutsideService, *, waited: float = SILENCE_SECONDS) -> None:
    """The part was waited for in vain, so long; by itself long enough to say that it hangs."""
    _thread.late |= {part}
    if waited >= SILENCE_SECONDS or is_silent(part):
        _silent_until[part] = monotonic() + REMEMBERED_SECONDS
