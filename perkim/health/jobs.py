"""The heartbeat: beat schedules it, a worker runs it. If its row is fresh, both live and the broker between them."""

from celery import shared_task
from django.utils import timezone

from perkim.health.models import Heartbeat

WORKER = "worker"
# Not a process: when the last backup was whole (perkim/operations).
BACKUP = "backup"


@shared_task
def beat() -> None:
    """Note that a worker ran just now."""
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"seen": timezone.now()})
