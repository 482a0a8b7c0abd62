"""The heartbeat: scheduled by beat, carried by the real broker, run by a real worker."""

import threading
from datetime import timedelta

import pytest
import time_machine
from celery.contrib.testing.worker import start_worker
from celery.signals import task_postrun
from django.conf import settings
from django.utils import timezone

from perkim.celery import app
from perkim.health.jobs import beat
from perkim.health.models import Heartbeat


@pytest.mark.django_db
def test_a_beat_is_one_row_rewritten() -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        beat()
        clock.shift(15)
        beat()
        assert Heartbeat.objects.get().seen == timezone.now()


def test_the_schedule_names_a_task_that_there_is() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_a_beat_that_waited_too_long_is_dropped() -> None:
    entry = app.conf.beat_schedule["heartbeat"]
    assert entry["options"]["expires"] == entry["schedule"] == settings.HEARTBEAT_SECONDS


@pytest.mark.filterwarnings("default")
def test_a_worker_on_the_real_broker_beats(fresh_database: str, valkey) -> None:
    ran = threading.Event()

    def note(**_: object) -> None:
        ran.set()

    task_postrun.connect(note, sender=beat, weak=False)
    before = timezone.now()
    try:
        beat.delay()
        assert valkey.llen("celery") == 1
        with start_worker(app, perform_ping_check=False, pool="solo", loglevel="ERROR", shutdown_timeout=30):
            assert ran.wait(30)
    finally:
        task_postrun.disconnect(note, sender=beat)
    assert before - timedelta(seconds=1) < Heartbeat.objects.get(name="worker").seen < timezone.now()
