"""A log to write into: one declared kind of entry, and a writer that keeps the heads as an owner would."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from perkim.accounts.models import User
from perkim.audit import actions, kinds
from perkim.audit.actions import Event
from tests.cast import open_account

NOTED = "uji.dicatat"


@pytest.fixture(scope="session", autouse=True)
def declared() -> None:
    kinds.declare(NOTED, "Dicatat dalam uji", personal=("nama",))


class Owner:
    """Keeps the head of each chain, as the table of cases does."""

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


@pytest.fixture
def new_owner() -> Callable[[], Owner]:
    return lambda: Owner(open_account("pencatat"))
