"""What pages say while they wait for background work."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone

from perkim.health.checks import STALE_AFTER
from perkim.health.jobs import WORKER
from perkim.health.models import Heartbeat

register = template.Library()


@register.inclusion_tag("health/_latar.html")
def background_late() -> dict[str, Any]:
    """A sentence when the background work has shown no sign of life for a while; nothing when all is well."""
    return {"since": _silent_since(timezone.now())}


def _silent_since(now: datetime) -> datetime | None:
    beat = Heartbeat.objects.filter(name=WORKER).first()
    return beat.seen if beat and now - beat.seen > STALE_AFTER else None
