"""Other connections that write at the same time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event as Signal
from threading import Thread

from django.db import connection, transaction

from tests.perkim.audit.sealing import WAIT


@contextmanager
def uncommitted(write: Callable[[], object]) -> Iterator[None]:
    """Another connection has written, and commits at the end."""
    written, over = Signal(), Signal()

    def slowly() -> None:
        try:
            with transaction.atomic():
                write()
                written.set()
                over.wait(WAIT)
        finally:
            connection.close()

    thread = Thread(target=slowly)
    thread.start()
    try:
        assert written.wait(WAIT)
        yield
    finally:
        over.set()
        thread.join(WAIT)


def at_once(act: Callable[[], object], *, connections: int = 4) -> None:
    """Each of them acts; all have ended then."""
    start = Signal()

    def wait_and_act() -> None:
        try:
            start.wait(WAIT)
            act()
        finally:
            connection.close()

    threads = [Thread(target=wait_and_act) for _ in range(connections)]
    for thread in threads:
        thread.start()
    start.set()
    for thread in threads:
        thread.join(WAIT)
