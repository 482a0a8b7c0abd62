"""Seals the log every few minutes."""

from celery import shared_task
from django.utils import timezone

from perkim.audit.actions import seal


@shared_task
def seal_log() -> None:
    """Close the block of all entries whose transactions are over."""
    seal(now=timezone.now())
