"""How long a name stays locked for a line after too many wrong passwords (axes; settings in `perkim/sign_in.py`)."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings

SECOND = timedelta(seconds=1)


def seconds_locked(username: str, line: str, now: datetime) -> int:
    """Until so many of the wrong passwords are forgotten that another one may be tried; at most the whole time.

    Axes keeps one row for each browser, which forgets all its failures at once.
    """
    whole = settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(username=username, ip_address=line, attempt_time__gt=now - whole)
    rows = list(attempts.order_by("attempt_time").values_list("attempt_time", "failures_since_start"))
    left = sum(failures for _, failures in rows)
    for at, failures in rows:
        left -= failures
        if left < settings.AXES_FAILURE_LIMIT:
            return (at + whole - now) // SECOND
    return whole // SECOND
