"""What the stage model does by the clock, and outside the request."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from perkim.accounts.models import User
from perkim.outbox.kinds import does
from perkim.sipoc.actions.lapsing import let_lapse, send_reminders
from perkim.sipoc.actions.overlooked import call_all
from perkim.sipoc.actions.reclaiming import take_back_all
from perkim.sipoc.actions.recounting import RECOUNT, recount_all


@shared_task
def keep_time() -> None:
    """Lapse first, then remind: a reminder always leaves time until the next run at least. Then call upon whoever time
    has made able to act, and take back what lies with who may not act any more."""
    let_lapse(now=timezone.now())
    send_reminders(now=timezone.now())
    call_all(now=timezone.now())
    take_back_all(now=timezone.now())


@shared_task
def follow_calendar() -> None:
    """Each night: office hours that hold from today on, or a change that no job carried out, move what is open."""
    recount_all(actor=User.objects.system(), now=timezone.now())


@does(RECOUNT, most_seconds=480)
def recount(payload: dict[str, Any]) -> None:
    recount_all(actor=User.objects.get(pk=payload["actor"]), now=timezone.now())
