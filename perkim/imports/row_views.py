"""One row of a preview: seen in full, mended, left out, taken back; and one reason for many rows."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from perkim.accounts.access import access, signed_in
from perkim.imports import log
from perkim.imports.actions.mending import drop, explain, mend, take_back
from perkim.imports.actions.refusals import StaleImport
from perkim.imports.declarations import ImportRefused, Row
from perkim.imports.door import Seen, batch_of
from perkim.imports.forms import ImportReasonForm, RowForm
from perkim.imports.models import Batch, StagedRow
from perkim.imports.preview_views import show
from perkim.imports.sealing import unsealed
from perkim.lib.whole_number import typed_whole

OPEN_FAULTS = (StagedRow.State.ERROR, StagedRow.State.HELD)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@access(signed_in)
def row(request: HttpRequest, public_id: UUID, line: int) -> HttpResponse:
    """The row in full, which is recorded, and its form. What is typed is always kept; a row that is still wrong comes
    back with what is wrong now."""
    seen, staged = _row(request, public_id, line)
    if request.method != "POST":
        if not _is_blank(seen, staged):
            log.note(log.ROW_OPENED, seen.batch, actor=seen.user, now=timezone.now(), baris=line)
        return _show(request, seen, staged, _form(seen, staged))
    sent = RowForm(request.POST, kind=seen.kind, row=unsealed(line, bytes(staged.sealed)), seen=staged.mended)
    if not sent.is_valid():
        return _show(request, seen, staged, sent, status=422)
    try:
        changed = mend(
            actor=seen.user,
            batch=seen.batch,
            line=line,
            typed=sent.typed(),
            reason=sent.reason,
            seen=sent.cleaned_data["seen"],
            now=timezone.now(),
        )
    except ImportRefused as refusal:
        sent.add_error(None, str(refusal))
        return _show(request, seen, staged, sent, status=_status(refusal))
    if changed.state in OPEN_FAULTS:
        staged.refresh_from_db()
        return _show(request, seen, staged, _form(seen, staged), status=422)
    messages.success(request, f"{changed.row.title} sekarang dapat disimpan.")
    return redirect(seen.batch)


@require_POST
@access(signed_in)
def drop_row(request: HttpRequest, public_id: UUID, line: int) -> HttpResponse:
    return _turned(request, public_id, line, drop, "tidak ikut disimpan")


@require_POST
@access(signed_in)
def take_row_back(request: HttpRequest, public_id: UUID, line: int) -> HttpResponse:
    return _turned(request, public_id, line, take_back, "ikut lagi")


@require_POST
@access(signed_in)
def explain_rows(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One reason for all rows that wait for one because of one kind of fault."""
    seen = batch_of(request, public_id)
    seen.must_be_open()
    form = ImportReasonForm(request.POST)
    if not form.is_valid():
        return show(request, seen, trouble="Tulis mengapa baris-baris ini benar.", status=422)
    try:
        number = explain(
            actor=seen.user,
            batch=seen.batch,
            fault=request.POST.get("fault", ""),
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except ImportRefused as refusal:
        return show(request, batch_of(request, public_id), trouble=str(refusal), status=_status(refusal))
    messages.success(request, f"{number} baris diterangkan dan sekarang dapat disimpan.")
    return redirect(seen.batch)


def _turned(request: HttpRequest, public_id: UUID, line: int, action: Callable[..., object], done: str) -> HttpResponse:
    seen, staged = _row(request, public_id, line)
    title = unsealed(line, bytes(staged.sealed)).title
    mended = typed_whole(request.POST.get("seen"))
    try:
        if mended is None:
            raise StaleImport
        action(actor=seen.user, batch=seen.batch, line=line, seen=mended, now=timezone.now())
    except ImportRefused as refusal:
        return show(request, batch_of(request, public_id), trouble=str(refusal), status=_status(refusal))
    messages.success(request, f"{title} {done}.")
    return redirect(seen.batch)


def _row(request: HttpRequest, public_id: UUID, line: int) -> tuple[Seen, StagedRow]:
    """Raises Http404 for a row that is not there any more, PermissionDenied for who may not import."""
    seen = batch_of(request, public_id)
    seen.must_be_open()
    staged = StagedRow.objects.filter(batch=seen.batch, batch__state=Batch.State.READY, line=line).first()
    if staged is None:
        raise Http404("no such row")
    return seen, staged


def _form(seen: Seen, staged: StagedRow) -> RowForm:
    blank = _is_blank(seen, staged)
    form = RowForm(kind=seen.kind, row=unsealed(staged.line, bytes(staged.sealed)), seen=staged.mended, blank=blank)
    if staged.state != StagedRow.State.DROPPED and not blank:
        form.show_faults()
    return form


def _is_blank(seen: Seen, staged: StagedRow) -> bool:
    """Whether its form is still to be filled in for the first time: nothing in it is wrong, and nothing to be shown."""
    return seen.batch.is_typed and not staged.mended


def _show(request: HttpRequest, seen: Seen, staged: StagedRow, form: RowForm, *, status: int = 200) -> HttpResponse:
    context = {
        "seen": seen,
        "batch": seen.batch,
        "staged": staged,
        "where": form.row.where,
        "who": _identity(seen, form.row),
        "form": form,
        "here": reverse("imports:row", args=[seen.batch.public_id, staged.line]),
        "dropped": staged.state == StagedRow.State.DROPPED,
        "blank": _is_blank(seen, staged),
    }
    return render(request, "imports/row.html", context, status=status)


def _identity(seen: Seen, row: Row) -> str:
    """What people tell a row by: its number and name, without what is masked in lists."""
    columns = [each for each in seen.kind.columns if each.identifies and not (each.personal or each.fills)]
    return " · ".join(filter(None, (row.text(each.key) for each in columns)))


def _status(refusal: ImportRefused) -> int:
    return 409 if isinstance(refusal, StaleImport) else 422
