"""Clears the storage of uploads once a day."""

from celery import shared_task
from django.utils import timezone

from perkim.files.actions import erase_removed, sweep_orphans
from perkim.files.holding import forget_held


@shared_task
def clear_storage() -> None:
    """Erase bytes that no row names, those of uploads removed long ago, and files whose form never came."""
    forget_held(now=timezone.now())
    sweep_orphans(now=timezone.now())
    erase_removed(now=timezone.now())
