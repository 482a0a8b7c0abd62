"""What is decided about an import as a whole: store it, give it up, take back what it stored."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from perkim.accounts.access import access, signed_in
from perkim.imports.actions.deciding import ask_to_store, undo
from perkim.imports.actions.receiving import cancel
from perkim.imports.actions.refusals import StaleImport
from perkim.imports.declarations import ImportRefused
from perkim.imports.door import Seen, batch_of
from perkim.imports.forms import ImportReasonForm
from perkim.imports.models import Batch
from perkim.imports.preview_views import show
from perkim.lib.whole_number import typed_whole

CANCELLABLE = (*Batch.OPEN, Batch.State.FAILED)


@require_POST
@access(signed_in)
def store(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let all good rows be stored; the button says how many those were."""
    seen = batch_of(request, public_id)
    seen.must_be_open()
    rows = typed_whole(request.POST.get("rows"))
    try:
        if rows is None:
            raise StaleImport
        ask_to_store(actor=seen.user, batch=seen.batch, rows=rows, now=timezone.now())
    except ImportRefused as refusal:
        return _refused(request, public_id, refusal)
    return redirect(seen.batch)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def cancel_batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what will be lost, then give the import up."""
    seen = batch_of(request, public_id)
    seen.must_be_open()
    if request.method != "POST":
        if seen.batch.state not in CANCELLABLE:
            return redirect(seen.batch)
        return render(request, "imports/cancel.html", {"seen": seen, "batch": seen.batch})
    try:
        cancel(actor=seen.user, batch=seen.batch, now=timezone.now())
    except ImportRefused as refusal:
        return _refused(request, public_id, refusal)
    messages.success(request, "Impor dibatalkan. Tidak ada yang disimpan.")
    return redirect("imports:upload", seen.kind.key, seen.ref)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def undo_batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what taking back does, ask why, and do it."""
    seen = batch_of(request, public_id)
    if seen.kind.undo is None:
        raise Http404("cannot be taken back")
    if seen.target.undo_refusal:
        raise PermissionDenied(seen.target.undo_refusal)
    if seen.batch.state != Batch.State.STORED:
        return redirect(seen.batch)
    form = ImportReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _ask_why(request, seen, form, 422 if request.method == "POST" else 200)
    try:
        undo(actor=seen.user, batch=seen.batch, reason=form.cleaned_data["reason"], now=timezone.now())
    except ImportRefused as refusal:
        form.add_error(None, str(refusal))
        return _ask_why(request, seen, form, 409 if isinstance(refusal, StaleImport) else 422)
    messages.success(request, "Hasil impor dibatalkan. Alasannya tercatat di riwayat.")
    return redirect(seen.batch)


def _ask_why(request: HttpRequest, seen: Seen, form: ImportReasonForm, status: int) -> HttpResponse:
    return render(request, "imports/undo.html", {"seen": seen, "batch": seen.batch, "form": form}, status=status)


def _refused(request: HttpRequest, public_id: UUID, refusal: ImportRefused) -> HttpResponse:
    """The page of the import as it is now, with the sentence."""
    status = 409 if isinstance(refusal, StaleImport) else 422
    return show(request, batch_of(request, public_id), trouble=str(refusal), status=status)
