"""Clears the storage of uploads once a day."""

from celery import shared_task
from django.utils import timezone

from perkim.files.actions import erase_removed, sweep_orphans


@shared_task
def clear_storage() -> None:
    """Erase bytes that no row names, and those of uploads removed long ago."""
    sweep_orphans(now=timezone.now())
    erase_removed(now=timezone.now())
