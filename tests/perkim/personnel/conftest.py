"""The admin of the personnel screens, and reading slips."""

import re
from dataclasses import dataclass
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import employ

CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


@dataclass(frozen=True)
class Printed:
    """What a PDF of slips shows."""

    text: str
    pages: int

    @property
    def codes(self) -> list[str]:
        return CODE.findall(self.text)


@pytest.fixture
def admin(db: None) -> User:
    return employ(Role.ADMIN, username="admin", second_factor=True)


@pytest.fixture
def desk(client: Client, admin: User) -> Client:
    """The browser of the admin."""
    client.force_login(admin)
    return client


@pytest.fixture
def read_slips():
    def read(answer: HttpResponse) -> Printed:
        pdf = PdfReader(BytesIO(answer.content))
        # Where a name needs a second font, pypdf leaves the zero bytes of two-byte letters in the text.
        return Printed("\n".join(page.extract_text() for page in pdf.pages).replace("\0", ""), len(pdf.pages))

    return read
