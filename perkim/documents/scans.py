"""The files of papers: what comes back from signing or is brought along (a PDF or a photo), and what the portal wrote.
Who may read the case with its papers may fetch them."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File

from perkim.accounts.models import User
from perkim.files.examination import ExaminedFile, examine, wrong_type
from perkim.files.fields import HeldFileField
from perkim.files.intakes import Intake, declare_intake
from perkim.files.kinds import OWN_PDF, PDF, PDF_FILE, PHOTO, megabytes
from perkim.files.models import Upload
from perkim.files.purposes import Purpose, declare
from perkim.files.sniffing import sniff
from perkim.lib.whole_number import typed_whole
from perkim.sipoc.models import Berkas


def _may_fetch(user: AbstractBaseUser, upload: Upload) -> bool:
    kind, _, pk = upload.subject.partition(":")
    if kind != "berkas" or not isinstance(user, User):
        return False
    return Berkas.objects.seen_whole_by(user).filter(pk=typed_whole(pk) or 0).exists()


SCAN = declare(Purpose(key="naskah", title="Pindaian naskah", accepts=(PDF, PHOTO), may_fetch=_may_fetch))
DRAFT = declare(Purpose(key="konsep", title="Konsep naskah", accepts=(OWN_PDF,), may_fetch=_may_fetch))


def examine_scan(file: File) -> ExaminedFile:
    """A PDF as it is, a picture as a photo. Raises FileRefused with the sentence to show."""
    opened = file.open().file
    file_type = sniff(opened) if opened is not None and file.size else None
    if file.size and file_type is not PDF_FILE and file_type not in PHOTO.types:
        raise wrong_type(file_type, PDF, PHOTO)
    return examine(file, PDF if file_type is PDF_FILE else PHOTO)


PAPER = declare_intake(Intake(key="naskah", accepts=(PDF, PHOTO)))


class ScanField(HeldFileField):
    """Its cleaned value is an ExaminedFile; what is wrong with the file stands at the field."""

    def __init__(self, *, intake: Intake = PAPER, **options: Any) -> None:
        options.setdefault(
            "help_text",
            f"PDF paling besar {megabytes(PDF.most_bytes)}, "
            f"atau foto {PHOTO.labels} paling besar {megabytes(PHOTO.most_bytes)}.",
        )
        options.setdefault("error_messages", {"required": "Pilih file pindaian atau foto naskahnya."})
        super().__init__(intake=intake, examine=examine_scan, **options)
