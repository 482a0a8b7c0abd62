"""Seals the log every few minutes, and sends the newest seal's digest out once a day."""

from celery import shared_task
from django.utils import timezone

from perkim.audit.actions import seal
from perkim.audit.digests import send_out


@shared_task
def seal_log() -> None:
    """Close the block of all entries whose transactions are over."""
    seal(now=timezone.now())


@shared_task
def send_digest() -> None:
    """Send out what this day has not sent yet; later runs of a day make up for one that failed or was missed."""
    send_out(now=timezone.now())
