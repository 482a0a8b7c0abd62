"""What the tests of notices share: two people and a real mail server."""

import pytest

from perkim.accounts.models import User
from tests.perkim.accounts.conftest import mail_server_is_down, mailbox
from tests.perkim.notices.people import person

__all__ = ["mail_server_is_down", "mailbox"]


@pytest.fixture
def budi(db: None) -> User:
    return person()


@pytest.fixture
def siti(db: None) -> User:
    return person("siti", "siti@lumajang.example")
