"""Promise 6: messages only wake workers up. What no message told of is found by the clock, and soon."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery, Task
from celery.schedules import crontab

from perkim.audit.jobs import seal_log
from perkim.outbox.jobs import do_what_waits
from perkim.sipoc.jobs import keep_time

NOON = datetime(2026, 6, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("job", "longest"),
    [
        (do_what_waits, timedelta(minutes=1)),
        (seal_log, timedelta(minutes=10)),
        (keep_time, timedelta(hours=1)),
    ],
    ids=["outside work", "seals", "reminders and lapses"],
)
def test_the_clock_runs_it_in_time_without_any_message(broker: Celery, job: Task, longest: timedelta) -> None:
    pauses = [pause_of(entry["schedule"]) for entry in broker.conf.beat_schedule.values() if entry["task"] == job.name]
    assert pauses
    assert min(pauses) <= longest


def pause_of(schedule: float | crontab) -> timedelta:
    """From one run to the next: seconds, or between two times of a crontab."""
    if not isinstance(schedule, crontab):
        return timedelta(seconds=schedule)
    last, wait, _ = schedule.remaining_delta(NOON)
    first = last + wait
    last, wait, _ = schedule.remaining_delta(first)
    return last + wait - first
