"""What runs by the clock: asking for the digests that are due, and forgetting old notices."""

from celery import shared_task
from django.utils import timezone

from perkim.notices import actions


@shared_task
def order_digests() -> None:
    actions.order_digests(now=timezone.now())


@shared_task
def forget_old_notices() -> None:
    actions.sweep_old(now=timezone.now())
