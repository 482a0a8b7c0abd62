"""A log to write into."""

from collections.abc import Callable

import pytest

from perkim.accounts.models import User
from tests.perkim.audit.owner import Owner


@pytest.fixture
def new_owner() -> Callable[[], Owner]:
    # Straight from the manager: the action would write an entry of its own.
    return lambda: Owner(User.objects.create_user("pencatat", "Pencatat"))
