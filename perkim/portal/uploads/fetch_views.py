"""The only door to uploaded bytes. Who may have them is answered by the purpose under which they were kept."""

import logging
import uuid
from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.files.models import Upload
from perkim.files.purposes import may_fetch
from perkim.files.storing import open_stored

logger = logging.getLogger(__name__)
# Whatever slips through as a document runs nothing and loads nothing. Chromium shows PDF under it all the same.
NOTHING_RUNS = "sandbox; default-src 'none'; frame-ancestors 'none'"
THUMBNAIL_TYPE = "image/webp"


@require_safe
@access(signed_in)
def fetch(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The file itself: photos and PDF to look at, everything else to save."""
    upload = _fetchable(request, public_id)
    return _bytes(request, upload, upload.stored, upload.media_type, as_attachment=not upload.type.inline)


@require_safe
@access(signed_in)
def fetch_thumbnail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    upload = _fetchable(request, public_id)
    if not upload.thumbnail:
        raise Http404("no small picture")
    return _bytes(request, upload, upload.thumbnail, THUMBNAIL_TYPE, as_attachment=False)


def _fetchable(request: HttpRequest, public_id: uuid.UUID) -> Upload:
    """What is unknown and what is not for these eyes look the same: 404."""
    upload = get_object_or_404(Upload, public_id=public_id)
    if not may_fetch(account_of(request), upload):
        raise Http404("not for this account")
    return upload


def _bytes(
    request: HttpRequest, upload: Upload, path: str, media_type: str, *, as_attachment: bool
) -> FileResponse | HttpResponse:
    try:
        content = open_stored(path)
    except FileNotFoundError:
        logger.exception("the bytes of upload %s are not in the storage", upload.public_id)
        return render(request, "portal/file_missing.html", {"upload": upload}, status=404)
    # These types are compressed already; squeezing them again would cost time and their length.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    # Never the name in the storage, which the answer would otherwise take.
    name = upload.name if path == upload.stored else str(PurePath(upload.name).with_suffix(".webp"))
    answer = FileResponse(content, as_attachment=as_attachment, filename=name, content_type=media_type)
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
