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
    "old uploads": {"task": "perkim.files.jobs.clear_storage", "schedule": crontab(hour=2, minute=40)},
    "old print runs": {"task": "perkim.documents.jobs.forget_old_runs", "schedule": crontab(hour=2, minute=50)},
    "old imports": {"task": "perkim.imports.jobs.erase_old_imports", "schedule": crontab(hour=2, minute=30)},
    "digests": {"task": "perkim.notices.jobs.order_digests", "schedule": 300, "options": {"expires": 300}},
    "old notices": {"task": "perkim.notices.jobs.forget_old_notices", "schedule": crontab(hour=2, minute=20)},
    "lapses and reminders": {"task": "perkim.sipoc.jobs.keep_time", "schedule": 3600, "options": {"expires": 1800}},
    "deadlines by the calendar": {"task": "perkim.sipoc.jobs.follow_calendar", "schedule": crontab(hour=0, minute=10)},
    "seal the log": {"task": "perkim.audit.jobs.seal_log", "schedule": 300, "options": {"expires": 300}},
    # Once a day at 01.00; the later runs only make up for one that failed or was missed.
    "digest of the log": {"task": "perkim.audit.jobs.send_digest", "schedule": crontab(hour="1-23/6", minute=0)},
}
