"""Looking at what is hidden is no decision, but it stands in the case's history."""

from datetime import datetime
from typing import Any

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.audit.kinds import LogKind
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.models import Berkas


@transaction.atomic
def record_look(*, actor: User, case: Berkas, kind: LogKind, data: dict[str, Any], now: datetime) -> None:
    """Write into the chain of a case, open or closed, that somebody looked; decisions about to be made stay valid."""
    locked = lock([case.pk])[0]
    event = Event(subject=locked.subject, data=data, previous=bytes(locked.log_head))
    head = record(actor=actor, action=kind.action, at=now, event=event)
    Berkas.objects.filter(pk=locked.pk).update(log_head=head)
