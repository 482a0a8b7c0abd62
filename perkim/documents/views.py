"""The page of one paper of a case: what stands there, its history, and the forms to record or withdraw it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from perkim.accounts.access import access, account_of, signed_in
from perkim.documents.actions.recording import record_paper, withdraw_paper
from perkim.documents.checking import PaperFaultError, too_early
from perkim.documents.draft_part import draft_part
from perkim.documents.forms import DraftForm, PaperForm, WithdrawForm
from perkim.documents.models import Dokumen
from perkim.documents.panel import lines
from perkim.documents.papers import Paper, sheet_of_process
from perkim.documents.policies import refusal
from perkim.documents.printouts import Printout
from perkim.files.held import files_of, keep_files
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.mending import Check, being_mended
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.pages import status_of


@dataclass(frozen=True, kw_only=True)
class PaperPage:
    """What both addresses need: the case that this account may see, the declared paper, and all its rows."""

    case: Berkas
    paper: Paper | Printout
    rows: list[Dokumen]
    refusal: str

    @property
    def current(self) -> Dokumen | None:
        return next((row for row in self.rows if row.withdrawn_at is None), None)

    @property
    def former(self) -> list[Dokumen]:
        return [row for row in self.rows if row.withdrawn_at is not None]


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def paper(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """See the paper; record or replace it, for who may."""
    page = page_of(request, public_id, key)
    if request.method != "POST":
        return show(request, page)
    files = files_of(request, now=timezone.now())
    form = PaperForm(request.POST, files, paper=page.paper, current=page.current)
    if not form.is_valid():
        return show(request, page, form, status=422)
    try:
        record_paper(actor=account_of(request), case=page.case, key=key, signed=form.signed(), now=timezone.now())
    except SipocError as error:
        field = error.field if isinstance(error, PaperFaultError) else ""
        form.add_error(field if field in form.fields else None, str(error))
        return show(request, page_of(request, public_id, key), form, status=status_of(error))
    messages.success(request, f"{page.paper.title} sudah dicatat.")
    return redirect(page.case)


@require_POST
@access(signed_in)
def withdraw(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Take the paper back, with the reason."""
    page = page_of(request, public_id, key)
    current = page.current
    form = WithdrawForm(request.POST)
    if current is None or not form.is_valid():
        if current is None:
            form.add_error(None, "Naskah ini sudah ditarik atau belum dicatat.")
        return show(request, page, withdrawal=form, status=422)
    try:
        withdraw_paper(
            actor=account_of(request), dokumen=current, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except SipocError as error:
        form.add_error(None, str(error))
        return show(request, page_of(request, public_id, key), withdrawal=form, status=status_of(error))
    messages.success(request, f"{page.paper.title} sudah ditarik. Alasannya tercatat di riwayat.")
    return redirect("documents:paper", public_id, key)


def page_of(request: HttpRequest, public_id: UUID, key: str) -> PaperPage:
    """Raises Http404 for a case whose papers this account does not read, or a paper that it does not know."""
    user = account_of(request)
    case = get_object_or_404(Berkas.objects.seen_whole_by(user), public_id=public_id)
    sheet = sheet_of_process(case.declared, key)
    if sheet is None:
        raise Http404("this kind of case has no such paper")
    rows = list(Dokumen.objects.filter(berkas=case, key=key).with_details().order_by("-id"))
    return PaperPage(case=case, paper=sheet, rows=rows, refusal=refusal(user, case, sheet))


def show(
    request: HttpRequest,
    page: PaperPage,
    form: PaperForm | None = None,
    *,
    withdrawal: WithdrawForm | None = None,
    drafting: DraftForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the form that was sent and is faulty, if one is."""
    if form:
        keep_files(form, owner_id=account_of(request).pk, now=timezone.now())
    titles = {page.paper.key: page.paper.title}
    draft = draft_part(account_of(request), page.case, page.paper, day=timezone.localdate(), form=drafting)
    written = draft.konsep if draft and not page.current else None
    context = {
        "page": page,
        "case": page.case,
        "paper": page.paper,
        "current": lines(page.case, [page.current] if page.current else [], titles),
        "former": lines(page.case, page.former, titles),
        "record_form": form or PaperForm(paper=page.paper, current=page.current, written=written),
        "withdraw_form": withdrawal or WithdrawForm(),
        "draft": draft,
        **_requirement_context(page, form),
        # The form that was sent: the page has several, so the shell's own summary does not know which.
        "faulty": form or withdrawal or drafting,
    }
    return render(request, "documents/paper.html", context, status=status)


def _requirement_context(page: PaperPage, form: PaperForm | None) -> dict[str, Any]:
    """What the page says of a paper that must be brought: what it decides, if it is too early, what was refused."""
    paper = page.paper
    if isinstance(paper, Printout):
        return {}
    return {
        "decided": paper.decides(page.case) if paper.decides else (),
        # A form that was sent stays on the page with what was typed, also where its turn passed meanwhile.
        "early": "" if form or page.refusal else too_early(page.case, paper),
        "mending": _refused(page.case, paper),
    }


def _refused(case: Berkas, paper: Paper) -> Tugas | None:
    """The Tugas to mend this paper, if a check of this stage refused it and it has not been mended yet."""
    here = case.as_queryset()
    checks = (each for each in Check.all_in(case.declared_stage) if paper in each.papers)
    return next((mended[case.pk] for each in checks if (mended := being_mended(here, each))), None)
