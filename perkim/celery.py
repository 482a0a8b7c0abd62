"""The Celery application: background work. Jobs live in each app's `jobs.py`."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perkim.settings")
app = Celery("perkim")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")

# What runs by the clock. A run that was missed expires with the next one; nothing piles up while workers are away.
app.conf.beat_schedule = {
    "heartbeat": {
        "task": "perkim.health.jobs.beat",
        "schedule": settings.HEARTBEAT_SECONDS,
        "options": {"expires": settings.HEARTBEAT_SECONDS},
    },
    "outbox": {"task": "perkim.outbox.jobs.do_what_waits", "schedule": 60, "options": {"expires": 60}},
    "old outbox": {"task": "perkim.outbox.jobs.forget_done_work", "schedule": crontab(hour=2, minute=10)},
    "seal the log": {"task": "perkim.audit.jobs.seal_log", "schedule": 300, "options": {"expires": 300}},
}
