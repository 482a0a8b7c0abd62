"""Held files as a form meets them: in the place of files that come with it, and kept when the form is shown again.

Beside each file input stands a hidden one that names what is held, `intake:key`. Who is signed in may use what he sent
himself, for what it was sent, for a day; the key alone opens nothing.
"""

from datetime import datetime
from typing import cast
from uuid import UUID

from django import forms
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from perkim.files.holding import HELD_FOR, hold
from perkim.files.intakes import UndeclaredIntakeError, intake_of
from perkim.files.models import HeldFile
from perkim.files.pieces import LostPieceError, joined
from perkim.files.refusals import FileDelayed, FileRefused

SUFFIX = "_titipan"


class ReceivedFile(UploadedFile):
    """A held file in the place of one that came with the form."""

    def __init__(self, row: HeldFile, content: File | None = None) -> None:
        # Its bytes are fetched for the form's own look at them only.
        super().__init__(file=content or joined(row.parts, row.size), name=row.name, size=row.size)
        self.row = row


class GoneFile(UploadedFile):
    """A held file that is not there: a day has passed, newer ones took its room, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__(file=None, name="-", size=0)


def files_of(request: HttpRequest, *, now: datetime) -> MultiValueDict:
    """The files of a posted form: those that came with it, and those held that its hidden fields name. All are closed
    with the request."""
    files = request.FILES
    for name, value in request.POST.items():
        field = name.removesuffix(SUFFIX)
        intake, _, key = str(value).partition(":")
        if name.endswith(SUFFIX) and key and field not in files:
            files[field] = _held(request.user.pk, intake, key, now)
    return files


def keep_files(form: forms.BaseForm, *, owner_id: int, now: datetime) -> None:
    """Hold the files of a form that was not accepted, so that nobody has to choose them again. What is wrong with a
    file itself is told at its field, and the file dropped; one that nobody had time to look at stays."""
    for bound in form:
        intake = getattr(bound.field, "intake", None)
        sent = form.files.get(bound.html_name) if form.is_bound else None
        wrong = any(error.code != FileDelayed.code_of_it for error in bound.errors.as_data())
        if intake is None or sent is None or (isinstance(sent, ReceivedFile) and not wrong):
            continue
        form.files = form.files.copy()
        if wrong:
            del form.files[bound.html_name]
        else:
            row = hold(owner_id=owner_id, intake=intake, file=sent, now=now)
            form.files[bound.html_name] = ReceivedFile(row, sent)


def keep_sent(request: HttpRequest, *, owner_id: int, now: datetime) -> tuple[dict[str, str], bool]:
    """Hold the files that came with a form that no view will see now. Returns the values of the hidden fields that name
    them, and whether a file could not be held."""
    named: dict[str, str] = {}
    lost = False
    for field in request.FILES:
        intake_key, _, _ = str(request.POST.get(field + SUFFIX, "")).partition(":")
        try:
            file = cast("File", request.FILES[field])
            row = hold(owner_id=owner_id, intake=intake_of(intake_key), file=file, now=now)
        except (UndeclaredIntakeError, FileRefused):
            lost = True
        else:
            named[field + SUFFIX] = token_of(row)
    return named, lost


def token_of(row: HeldFile) -> str:
    """What the hidden field says of it."""
    return f"{row.intake}:{row.key}"


def _held(owner_id: int | None, intake: str, key: str, now: datetime) -> UploadedFile:
    try:
        row = HeldFile.objects.of(owner_id, intake).started_since(now - HELD_FOR).filter(key=UUID(key)).first()
        return ReceivedFile(row) if row and row.is_whole else GoneFile()
    except (ValueError, LostPieceError):
        return GoneFile()
