"""A log to write into."""

from collections.abc import Callable

import pytest

from tests.cast import open_account
from tests.perkim.audit.owner import Owner


@pytest.fixture
def new_owner() -> Callable[[], Owner]:
    return lambda: Owner(open_account("pencatat"))
