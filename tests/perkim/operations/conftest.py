"""A site with uploads."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from perkim.accounts.roles import Role
from perkim.files.actions import keep
from perkim.files.kinds import PDF, PHOTO
from perkim.files.models import Upload
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
def upload(fresh_database: str, uploads_folder: Path, settings) -> Upload:
    """One of two papers of a site."""
    settings.BACKUP_PASSPHRASE = "kertas di dua brankas kantor"
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
