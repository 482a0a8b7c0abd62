"""Scheduled work about papers."""

from celery import shared_task
from django.utils import timezone

from perkim.documents import runs


@shared_task
def forget_old_runs() -> None:
    runs.forget_old_runs(now=timezone.now())
