"""The page where a list is handed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perkim.accounts.access import access, signed_in
from perkim.files.held import files_of, keep_files
from perkim.imports.actions.receiving import KEPT_FOR, receive
from perkim.imports.actions.refusals import StaleImport
from perkim.imports.actions.typing_in import begin_typed
from perkim.imports.declarations import ImportRefused
from perkim.imports.door import Subject, subject_of
from perkim.imports.downloads import empty_form
from perkim.imports.forms import FileForm
from perkim.imports.models import Batch

_EARLIER = 10


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def upload(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """What the file must hold, what is under way, and the form."""
    subject = subject_of(request, kind, ref)
    subject.must_be_open()
    if request.method != "POST":
        return _show(request, subject)
    form = FileForm(request.POST, files_of(request, now=timezone.now()))
    if not form.is_valid():
        return _show(request, subject, form, status=422)
    filled = form.cleaned_data
    try:
        batch = receive(
            actor=subject.user,
            kind=subject.kind,
            ref=ref,
            file=filled["file"],
            replacing=filled["replacing"],
            now=timezone.now(),
        )
    except ImportRefused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, subject, form, status=409 if isinstance(refusal, StaleImport) else 422)
    return redirect(batch)


@require_POST
@access(signed_in)
def type_one(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """One row without a file: to its empty form."""
    subject = subject_of(request, kind, ref)
    subject.must_be_open()
    try:
        batch = begin_typed(actor=subject.user, kind=subject.kind, ref=ref, now=timezone.now())
    except ImportRefused as refusal:
        form = FileForm(request.POST)
        form.full_clean()
        form.errors.clear()
        form.add_error(None, str(refusal))
        return _show(request, subject, form, status=422)
    return redirect("imports:row", batch.public_id, 1)


@require_safe
@access(signed_in)
def form_to_fill(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """An empty workbook with the heading of the list."""
    subject = subject_of(request, kind, ref)
    subject.must_be_open()
    return empty_form(subject.kind)


def _show(request: HttpRequest, subject: Subject, form: FileForm | None = None, *, status: int = 200) -> HttpResponse:
    earlier = list(Batch.objects.latest_for(subject.kind.key, subject.ref)[:_EARLIER])
    under_way = next((each for each in earlier if each.is_open), None)
    if form:
        keep_files(form, owner_id=subject.user.pk, now=timezone.now())
    else:
        form = FileForm(initial={"replacing": under_way.public_id if under_way else None})
    context = {
        "subject": subject,
        "form": form,
        "under_way": under_way,
        "storing": under_way is not None and under_way.state == Batch.State.STORING,
        "earlier": [each for each in earlier if not each.is_open],
        "days": KEPT_FOR.days,
    }
    return render(request, "imports/upload.html", context, status=status)
