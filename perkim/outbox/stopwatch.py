"""Holds a piece of work to its time, in the process that does it.

When the time is up an alarm interrupts what Python does, and again every few seconds if that was swallowed. What never
comes back to Python (a library that loops within itself) is ended with its process by a thread that needs no
interpreter: the worker forks another, and the piece counts as lost.
"""

import faulthandler
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from perkim.outbox.limits import GRACE_SECONDS

AGAIN_SECONDS = 4
STANDARD_ERROR = 2


class TimeUpError(KeyboardInterrupt):
    """The time of a piece of work is up. An interruption as from a keyboard: whoever tolerates every fault of a file
    does not mean this one, and libraries clear up for it (the database is told to end its query)."""


@contextmanager
def held_to(seconds: float) -> Iterator[None]:
    """Raises TimeUpError when what is done within takes longer, also where that made another error of it.

    Alarms reach the main thread alone, where workers do their work; in any other thread nothing is held.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    rung = over = False

    def ring(signal_number: int, frame: FrameType | None) -> None:
        nonlocal rung
        if not over:
            rung = True
            raise TimeUpError

    begun, handler = time.monotonic(), signal.signal(signal.SIGALRM, ring)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_SECONDS)
    faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True, file=STANDARD_ERROR)
    try:
        yield
    except Exception as error:
        if rung:
            raise TimeUpError from error
        raise
    finally:
        over = True
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:
            # Whoever had set the alarm before is woken when he wanted to be.
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - begun), 0.001), interval)
