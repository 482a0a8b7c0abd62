"""Storage and people of the tests of uploads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import File
from django.utils import timezone

from perkim.accounts.models import User
from perkim.files.actions import keep
from perkim.files.kinds import PHOTO, FileKind
from perkim.files.models import Upload
from tests.cast import open_account
from tests.perkim.files.owner import OWN

Keep = Callable[..., Upload]


@pytest.fixture
def folder(uploads_folder: Path) -> Path:
    return uploads_folder


@pytest.fixture
def sri(db: None) -> User:
    return open_account("sri.utami", "Sri Utami")


@pytest.fixture
def keep_as(sri: User, folder: Path) -> Keep:
    """Keep a file as Sri's, now unless said otherwise."""

    def kept(file: File, accepts: FileKind = PHOTO, **changes: object) -> Upload:
        words = {"actor": sri, "purpose": OWN, "subject": "berkas:42", "now": timezone.now()} | changes
        return keep(file=file, accepts=accepts, **words)

    return kept
