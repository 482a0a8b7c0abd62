"""The Celery application as the launcher starts its worker: what it forks dies with it, however it dies.

A worker that is told to end while its queue has died may hang in its shutdown (seen with Celery 5), so it is killed
when the launcher dies; its children would then wait for work for ever.
"""

import os
import signal
from typing import Any

from celery.signals import worker_process_init

from perkim.celery import app as celery
from perkim.local.processes import die_with_parent

__all__ = ["celery"]
# This file is read by the worker itself, before it forks.
_WORKER = os.getpid()


@worker_process_init.connect
def die_with_the_worker(**_: Any) -> None:
    """Not the worker itself, which is its own only process where it forks none."""
    if os.getpid() != _WORKER:
        die_with_parent(signal.SIGKILL, _WORKER)
