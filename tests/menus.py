"""For tests that open hundreds of pages as one account."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from perkim.accounts.models import User
from perkim.portal import menu


@contextmanager
def menu_counted_once() -> Iterator[None]:
    """The numbers in the menu are those of the account, whichever page it opens: all pages share them."""
    counted: dict[int, menu.Numbers] = {}
    numbers_for = menu.numbers_for

    def once(user: User, now: datetime) -> menu.Numbers:
        if user.pk not in counted:
            counted[user.pk] = numbers_for(user, now)
        return counted[user.pk]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(menu, "numbers_for", once)
        yield
