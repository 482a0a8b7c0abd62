"""`manage.py check`: the times of outside work fit into those of the worker, and of the queue."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from perkim.outbox.kinds import kinds
from perkim.outbox.limits import GRACE_SECONDS, LONGEST_SECONDS, ROUND_SECONDS, lease_for


@register("outbox")
def check_times(**_: Any) -> list[Error]:
    """A worker's task must outlast a whole round, and a message the task; a lease must outlast its piece."""
    errors = []
    round_takes = ROUND_SECONDS + lease_for(LONGEST_SECONDS)
    limit = settings.CELERY_TASK_TIME_LIMIT
    if limit < round_takes:
        errors.append(
            Error(
                f"A task of the worker is killed after {limit} s; a round of outside work may take {round_takes} s.",
                hint="Raise CELERY_TASK_TIME_LIMIT, or lower LONGEST_SECONDS in perkim/outbox/limits.py.",
                id="outbox.E001",
            )
        )
    visible = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    if visible <= limit:
        errors.append(
            Error(
                f"The queue gives a message to a second worker after {visible} s; the first may hold it {limit} s.",
                hint="Raise visibility_timeout in CELERY_BROKER_TRANSPORT_OPTIONS above CELERY_TASK_TIME_LIMIT.",
                id="outbox.E002",
            )
        )
    errors += [
        Error(
            f"The lease of outside work {each.name} ends after {each.lease_seconds} s, before its piece surely has.",
            hint="Declare it by `does`, which leases for long enough.",
            id="outbox.E003",
        )
        for each in kinds()
        if each.lease_seconds <= each.most_seconds + GRACE_SECONDS
    ]
    return errors
