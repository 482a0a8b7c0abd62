"""The page of one import, whatever its state: being read, waiting to be stored, stored, or ended."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, signed_in
from perkim.imports import log
from perkim.imports.door import Seen, batch_of
from perkim.imports.downloads import left_rows
from perkim.imports.jobs import READ, STORE
from perkim.imports.models import Batch
from perkim.imports.preview import counts_of, preview
from perkim.outbox.models import Work

# The page asks again by itself. Sent as a header: it works without JavaScript, and no part of the page moves.
REFRESH_SECONDS = 2
_WAITING = (Batch.State.RECEIVED, Batch.State.STORING)


@require_safe
@never_cache
@access(signed_in)
def batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return show(request, batch_of(request, public_id))


@require_safe
@access(signed_in)
def left(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rows that are not stored, as a workbook. It holds full numbers, so that it was taken is recorded."""
    seen = batch_of(request, public_id)
    seen.must_be_open()
    counts = counts_of(seen.batch)
    if not counts.left:
        raise Http404("nothing is left")
    log.note(log.DOWNLOADED, seen.batch, actor=seen.user, now=timezone.now(), baris=counts.left)
    return left_rows(seen.batch, seen.kind)


def show(request: HttpRequest, seen: Seen, *, trouble: str = "", status: int = 200) -> HttpResponse:
    """The page of the import as it is now. `trouble`: why the last request was not carried out."""
    current = seen.batch
    if current.state in _WAITING:
        return _wait(request, seen, trouble, status)
    if current.state == Batch.State.READY:
        context = preview(seen, request.GET) | {"trouble": trouble or current.notice}
        return render(request, "imports/preview.html", context, status=status)
    context = {"seen": seen, "batch": current, "counts": counts_of(current), "trouble": trouble}
    template = "imports/stored.html" if current.state == Batch.State.STORED else "imports/ended.html"
    return render(request, template, context, status=status)


def _wait(request: HttpRequest, seen: Seen, trouble: str, status: int) -> HttpResponse:
    """How far the job is; a job that failed says when it is tried again, and one that was given up says so."""
    orders = Q(key=f"{READ}:{seen.batch.public_id}") | Q(key__startswith=f"{STORE}:{seen.batch.public_id}:")
    work = Work.objects.filter(orders, done_at=None).order_by("-id").first()
    tried = work is not None and work.attempts > 0 and work.leased_until is None
    context = {
        "seen": seen,
        "batch": seen.batch,
        "storing": seen.batch.state == Batch.State.STORING,
        "again_at": work.due_at if work and tried and work.given_up_at is None else None,
        "given_up": work is not None and work.given_up_at is not None,
        "trouble": trouble,
    }
    answer = render(request, "imports/waiting.html", context, status=status)
    if not context["given_up"]:
        # With its address: the one in the bar may end in #galat, and going there again would only scroll.
        answer["Refresh"] = f"{REFRESH_SECONDS}; url={seen.batch.get_absolute_url()}"
    return answer
