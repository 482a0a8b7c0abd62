"""Promise 6: messages only wake workers up. What no message told of is found by the clock, and soon."""

from datetime import UTC, datetime, timedelta

import pytest
import redis
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


def test_a_worker_killed_while_it_gives_messages_back_holds_up_the_others_for_seconds(
    broker: Celery, valkey: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_for = []
    with broker.connection() as connection:
        channel = connection.default_channel
        valkey.zadd(channel.unacked_index_key, {"of-a-killed-worker": 1})
        monkeypatch.setattr(
            channel.qos, "restore_by_tag", lambda *_: held_for.append(valkey.ttl(channel.unacked_mutex_key))
        )
        channel.qos.restore_visible(interval=1)
    assert len(held_for) == 1
    assert 0 < held_for[0] <= 10


def pause_of(schedule: float | crontab) -> timedelta:
    """From one run to the next: seconds, or between two times of a crontab."""
    if not isinstance(schedule, crontab):
        return timedelta(seconds=schedule)
    last, wait, _ = schedule.remaining_delta(NOON)
    first = last + wait
    last, wait, _ = schedule.remaining_delta(first)
    return last + wait - first
