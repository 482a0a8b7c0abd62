"""A log to write into."""

from collections.abc import Callable

import pytest

from perkim.accounts.models import User
from perkim.audit import heads
from tests.perkim.audit.owner import Owner


@pytest.fixture
def new_owner() -> Callable[[], Owner]:
    # Straight from the manager: the action would write an entry of its own.
    return lambda: Owner(User.objects.create_user("pencatat", "Pencatat"))


@pytest.fixture
def owner_alone(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the command: nobody keeps heads but the test's own owner, who has no table of cases."""
    monkeypatch.setattr(heads, "_readers", [lambda: owner.heads])
    monkeypatch.setattr(heads, "_witnesses", [])
