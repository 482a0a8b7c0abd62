"""Doing things at the same moment, each in a thread and with a connection of its own. Needs `fresh_database`."""

import threading
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from perkim.accounts.actions import AccountError
from perkim.sipoc.exceptions import SipocError

TOGETHER, DONE = 10, 120


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """What each returned, or which refusal it raised; all start together."""
    start, found = threading.Barrier(len(doings)), [None] * len(doings)

    def run(number: int, doing: Callable[[], Any]) -> None:
        start.wait(TOGETHER)
        try:
            found[number] = doing()
        except (AccountError, SipocError, ValidationError) as refusal:
            found[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DONE)
    return found
