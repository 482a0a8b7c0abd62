"""The site's Celery application for worker and beat of the chaos test, with minutes made seconds and a day a minute.

What a killed worker held comes back when its lease is over, in minutes; a test cannot wait for that fifty times. What
is done once a day is done in every run, not only in those that pass its hour.
"""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from typing import Any

import django
from celery.schedules import crontab

from perkim.local.worker import celery

__all__ = ["celery"]

LEASE_SECONDS = 20
DAY_SECONDS = 60
django.setup()
# Models can be imported only now.
_outbox: Any = import_module("perkim.outbox.actions")
_declared = _outbox.kind


def _soon_free(name: str) -> Any:
    """A kind of outside work with a short lease."""
    return replace(_declared(name), lease_seconds=LEASE_SECONDS)


_outbox.kind = _soon_free
_outbox.FIRST_PAUSE = timedelta(seconds=1)
# Who kills at random kills one piece's workers more often than it deserves. What is given up all the same, after all
# attempts or because it took too long, still fails the test.
_outbox.MOST_LOST = _outbox.MOST_ATTEMPTS
celery.conf.broker_transport_options = {**celery.conf.broker_transport_options, "visibility_timeout": LEASE_SECONDS}
for _name in ("outbox", "digests", "seal the log"):
    celery.conf.beat_schedule[_name] |= {"schedule": 4, "options": {"expires": 4}}
for _entry in celery.conf.beat_schedule.values():
    if isinstance(_entry["schedule"], crontab):
        _entry |= {"schedule": DAY_SECONDS, "options": {"expires": DAY_SECONDS}}
