"""Where `static/unggah.js` sends a file in parts, before its form is sent. Each account sends for itself alone."""

import logging
from uuid import UUID

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.http import require_POST

from perkim.accounts.access import access, account_of, signed_in
from perkim.files.held import token_of
from perkim.files.holding import MOST_PART, PartError, receive_part
from perkim.files.intakes import UndeclaredIntakeError, intake_of
from perkim.files.refusals import FileRefused
from perkim.lib.whole_number import typed_whole
from perkim.portal.trouble import NO_ROOM, trouble_of

logger = logging.getLogger(__name__)
# How much of the file is here, and, of a whole one, the value of the form's hidden field.
RECEIVED, TOKEN = "X-Diterima", "X-Titipan"
PART = "application/octet-stream"
_LARGEST_FILE = 10**12 - 1
NOT_READ = "Bagian file ini tidak terbaca. Kirim lagi."


@require_POST
@access(signed_in)
def receive(request: HttpRequest, intake: str) -> HttpResponse:
    """One part: its bytes are the body; `kunci`, `nama`, `ukuran` and `mulai` say of which file and where it begins."""
    try:
        taken = intake_of(intake)
    except UndeclaredIntakeError as error:
        raise Http404("nothing takes such files") from error
    try:
        row = receive_part(
            owner_id=account_of(request).pk,
            intake=taken,
            key=UUID(request.GET.get("kunci", "")),
            name=request.GET.get("nama", ""),
            size=_number(request.GET.get("ukuran", "")),
            start=_number(request.GET.get("mulai", "")),
            content=_body(request),
            now=timezone.now(),
        )
    except FileRefused as refusal:
        return _sentence(" ".join(refusal.messages), status=422)
    except (ValueError, UnreadablePostError):
        return _sentence(NOT_READ, status=400)
    except (OSError, OperationalError) as error:
        if trouble_of(error) is not NO_ROOM:
            raise
        logger.exception("no room for a part of a file")
        return _sentence(NO_ROOM.sentence, status=NO_ROOM.status)
    answer = HttpResponse(status=200, headers={RECEIVED: str(row.received), "Cache-Control": "no-store"})
    if row.is_whole:
        answer[TOKEN] = token_of(row)
    return answer


def _body(request: HttpRequest) -> bytes:
    """Raises PartError before reading what is too long, or a form, whose body is read already."""
    if request.content_type != PART:
        raise PartError(f"a part as {request.content_type}")
    if _number(request.META.get("CONTENT_LENGTH") or "0") > MOST_PART:
        raise PartError("a part too long")
    return request.body


def _number(typed: str) -> int:
    """Raises ValueError for what is no plain number of a size that a file may have."""
    number = typed_whole(typed, most=_LARGEST_FILE)
    if number is None:
        raise ValueError("no number")
    return number


def _sentence(sentence: str, *, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
