"""The sample kind, the people who import, and one batch in the state that a test begins with."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports import declarations
from perkim.imports.actions.receiving import receive
from perkim.imports.jobs import read_file
from perkim.imports.models import Batch
from tests.cast import employ
from tests.perkim.imports import sample
from tests.perkim.imports.files import BNBA, uploaded


@pytest.fixture(autouse=True)
def sample_kind(monkeypatch) -> None:
    """Known to this test alone."""
    monkeypatch.setattr(declarations.KINDS, "_things", {**declarations.KINDS._things, "calon": sample.SAMPLE})


@pytest.fixture
def office(db) -> None:
    sample.create_table()


@pytest.fixture
def operator(office) -> User:
    return employ(Role.OPERATOR_DESA)


Send = Callable[..., Batch]


@pytest.fixture
def send(operator: User) -> Send:
    """Hand in a file, by default that of Sumberwuluh, and let it be read."""

    def hand_in(
        content: bytes = b"", name: str = "bnba.xlsx", *, ref: str = sample.VILLAGE, read: bool = True, **fields
    ) -> Batch:
        file = examine(uploaded(content or BNBA.read_bytes(), name), SPREADSHEET)
        asked = {"actor": operator, "kind": sample.SAMPLE, "ref": ref, "now": timezone.now()} | fields
        batch = receive(file=file, **asked)
        if read:
            read_file({"batch": batch.pk})
        batch.refresh_from_db()
        return batch

    return hand_in


@pytest.fixture
def ready(send: Send) -> Batch:
    """The list of Sumberwuluh, read and not yet stored."""
    return send()


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    """The operator, signed in."""
    client.force_login(operator)
    return client
