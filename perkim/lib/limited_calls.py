"""Calls that nothing can interrupt, such as reading a file of a network drive that hangs: made in a thread that the
page need not wait for."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, Generic, TypeVar

from perkim.lib.patience import LateError, OutsideService, answered, said_nothing, seconds_for

T = TypeVar("T")
# Of one process. A healthy part needs one for each of its threads; beyond this, hung calls are not added to.
MOST_THREADS = 12


class LimitedCalls:
    """Calls to one part outside. Where nobody waits, workers and commands, they are made directly."""

    def __init__(self, part: OutsideService, *, most: int = MOST_THREADS) -> None:
        self.part = part
        self._room = threading.BoundedSemaphore(most)

    def call(self, function: Callable[[], T], *, abandoned: Callable[[T], Any] | None = None) -> T:
        """What the function returns or raises. Raises LateError when the page cannot wait any longer; what it returns
        later on goes to `abandoned`."""
        limit = seconds_for(self.part)
        if limit is None:
            return function()
        until = monotonic() + limit
        if limit <= 0 or not self._room.acquire(timeout=limit):
            said_nothing(self.part, waited=limit)
            raise LateError(self.part)
        made = _Call(function, abandoned, self._room)
        threading.Thread(target=made.run, name=f"limited {self.part.name}", daemon=True).start()
        if not made.is_done_within(until - monotonic()):
            said_nothing(self.part, waited=limit)
            raise LateError(self.part)
        answered(self.part)
        return made.outcome()


class _Call(Generic[T]):
    def __init__(
        self, function: Callable[[], T], abandoned: Callable[[T], Any] | None, room: threading.BoundedSemaphore
    ) -> None:
        self._function, self._abandoned, self._room = function, abandoned, room
        self._lock, self._done, self._given_up = threading.Lock(), threading.Event(), False
        self._result: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._result.append(self._function())
        except BaseException as error:
            self._error = error
        with self._lock:
            self._done.set()
            too_late = self._given_up
        try:
            if too_late and self._abandoned and self._result:
                self._abandoned(self._result[0])
        finally:
            self._room.release()

    def is_done_within(self, seconds: float) -> bool:
        if self._done.wait(max(seconds, 0.0)):
            return True
        with self._lock:
            self._given_up = not self._done.is_set()
        return not self._given_up

    def outcome(self) -> T:
        if self._error:
            raise self._error
        return self._result[0]
