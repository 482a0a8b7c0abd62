"""A site with uploads."""

import io
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from perkim.accounts.roles import Role
from perkim.files.actions import keep
from perkim.files.kinds import PDF, PHOTO
from perkim.files.models import Upload
from perkim.operations import keys
from tests.cast import employ
from tests.perkim.files.owner import OWN
from tests.perkim.files.samples import phone_photo, sent
from tests.perkim.operations.spoiling import NOW


def paper(width: int) -> SimpleUploadedFile:
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=width, height=100)
    writer.write(content)
    return SimpleUploadedFile("surat.pdf", content.getvalue())


@pytest.fixture
def can_back_up(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with a passphrase. What makes its keys dear to guess is tried in `test_keys.py`; that all the machine has
    in mind is written to disk helps after a power cut, and would hold up whatever else runs."""
    settings.BACKUP_PASSPHRASE = "kertas di dua brankas kantor"
    monkeypatch.setattr(keys, "Scrypt", lambda n, **cost: Scrypt(n=2, **cost))
    monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture
def upload(db: None, uploads_folder: Path, can_back_up: None) -> Upload:
    """One of two papers of a site. The dump of its database, which another process makes, has none of its rows: these
    tests ask for files."""
    staff = employ(Role.STAF)
    kept = [
        keep(actor=staff, file=paper(width), purpose=OWN, accepts=PDF, subject="uji:1", now=NOW) for width in (100, 200)
    ]
    return kept[0]


@pytest.fixture
def photo(upload: Upload) -> Upload:
    return keep(
        actor=upload.uploaded_by, file=sent(phone_photo()), purpose=OWN, accepts=PHOTO, subject="uji:1", now=NOW
    )
