"""What the tests of accounts share: two admins, a head, a mail server, and a look at all that the database stores."""

import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import employ


@pytest.fixture
def admin(db: None) -> User:
    return employ(Role.ADMIN, username="admin", second_factor=True)


@pytest.fixture
def second(db: None) -> User:
    return employ(Role.ADMIN, username="admin.dua", second_factor=True)


@pytest.fixture
def head(db: None) -> User:
    user = employ(Role.KADIS, username="kadis", second_factor=True)
    User.objects.filter(pk=user.pk).update(email="kadis@lumajang.example")
    return User.objects.get(pk=user.pk)


class Mailbox:
    """Takes every message the server is given."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.recipients: list[list[str]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.messages.append(message_from_bytes(envelope.content))
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"

    def text(self, number: int = -1) -> str:
        return self.messages[number].get_payload(decode=True).decode()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    """A real SMTP server on this machine, which Django is told to use."""
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    server.stop()


@pytest.fixture
def mail_server_is_down(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


@pytest.fixture
def everything_stored(db: None) -> Callable[[], str]:
    """Every row of every table as text, as somebody with a copy of the database reads it."""

    def read() -> str:
        with connection.cursor() as cursor:
            found = []
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")  # noqa: S608
                found += [row for (row,) in cursor.fetchall()]
        return "\n".join(found)

    return read
