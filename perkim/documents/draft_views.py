"""Having a paper written: the order, and the page that waits until the sheet is there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.documents.actions.writing import ask_draft
from perkim.documents.forms import DraftForm
from perkim.documents.models import Konsep
from perkim.documents.views import PaperPage, page_of, show
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.pages import status_of


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def draft(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Order the sheet (POST), or wait for the one that was ordered; whoever finds it ready is sent to the paper."""
    page = page_of(request, public_id, key)
    konsep = Konsep.objects.current().filter(berkas=page.case, key=key).first()
    if request.method == "POST":
        return _order(request, page, konsep)
    if konsep is None or konsep.state != Konsep.State.WAITING:
        return redirect("documents:paper", public_id, key)
    return render(request, "documents/menunggu.html", {"case": page.case, "paper": page.paper, "konsep": konsep})


def _order(request: HttpRequest, page: PaperPage, konsep: Konsep | None) -> HttpResponse:
    form = DraftForm(request.POST, paper=page.paper, current=konsep)
    if not form.is_valid():
        return show(request, page, drafting=form, status=422)
    number, dated = form.cleaned_data.get("draft_number", ""), form.cleaned_data.get("draft_dated")
    try:
        ask_draft(
            actor=account_of(request),
            case=page.case,
            key=page.paper.key,
            number=number,
            dated=dated,
            now=timezone.now(),
        )
    except SipocError as error:
        form.add_error(None, str(error))
        return show(request, page, drafting=form, status=status_of(error))
    return redirect("documents:draft", page.case.public_id, page.paper.key)
