"""A writer of the log that keeps the heads of its chains, as the table of cases does."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from perkim.accounts.models import User
from perkim.audit import actions, kinds
from perkim.audit.actions import Event

NOTED = "uji.dicatat"


kinds.declare(NOTED, "Dicatat dalam uji", personal=("nama",))


class Owner:
    """Writes entries and keeps the head of each chain."""

    def __init__(self, actor: User) -> None:
        self.actor = actor
        self.heads: dict[str, bytes] = {}

    def note(self, subject: str, *, at: datetime | None = None, nama: str = "", **data: Any) -> bytes:
        event = Event(
            subject=subject,
            data=data,
            personal={"nama": nama} if nama else {},
            previous=self.heads.get(subject, b""),
        )
        head = actions.record(actor=self.actor, action=NOTED, at=at or timezone.now(), event=event)
        if subject:
            self.heads[subject] = head
        return head
