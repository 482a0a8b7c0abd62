"""The page of one household's bank account: what is recorded, the form to record it, and confirming it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from perkim.accounts.access import access, account_of, signed_in
from perkim.banking import log
from perkim.banking.account_status import account_status_of
from perkim.banking.actions.confirming import SELF, confirm_account, refuse_account
from perkim.banking.actions.recording import record_account
from perkim.banking.forms import BankAccountForm
from perkim.banking.models import Account
from perkim.banking.pages import house_of
from perkim.banking.parameters import lengths_on
from perkim.banking.policies import confirm_refusal, may_open_number, record_refusal
from perkim.banking.requirements import AccountConfirmed
from perkim.documents.models import Dokumen
from perkim.lib.whole_number import typed_whole
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.mending import being_mended
from perkim.sipoc.models import Berkas
from perkim.sipoc.opening import Opening
from perkim.sipoc.pages import status_of
from perkim.sipoc.refusal_form import RefusalForm

_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@access(signed_in)
def account(request: HttpRequest, public_id: UUID, key: str = "") -> HttpResponse:
    """See the account; record or replace it, for who may. `key` is that of the requirement whose page this is."""
    case = house_of(request, public_id)
    if request.method != "POST":
        return _page(request, case)
    if sentence := record_refusal(account_of(request), case):
        return _page(request, case, fault=sentence, status=403)
    form = _form(case, request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        record_account(
            actor=account_of(request),
            case=case,
            details=form.details(),
            seen=form.cleaned_data["seen"],
            why=form.cleaned_data.get("why", ""),
            now=timezone.now(),
        )
    except SipocError as error:
        form.add_error(None, str(error))
        return _page(request, case, form, status=status_of(error))
    messages.success(request, "Rekening tersimpan. Bendahara memastikan rekeningnya aktif.")
    return redirect("banking:account", public_id)


@require_POST
@access(signed_in)
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm that the account is active, for the treasurer."""
    case = house_of(request, public_id)
    number = typed_whole(request.POST.get("seen")) or 0
    if "tolak" in request.POST:
        return _refuse(request, case, number)
    try:
        confirm_account(actor=account_of(request), case=case, seen=number, now=timezone.now())
    except SipocError as error:
        return _page(request, case, fault=str(error), status=status_of(error))
    messages.success(request, "Rekening dipastikan aktif.")
    return redirect("banking:account", public_id)


def _refuse(request: HttpRequest, case: Berkas, seen: int) -> HttpResponse:
    requirement = AccountConfirmed.find(case.declared)
    refusing = RefusalForm(request.POST, reasons=requirement.reasons if requirement else ())
    if not refusing.is_valid():
        return _page(request, case, refusing=refusing, status=422)
    reason, now = refusing.cleaned_data["reason"], timezone.now()
    try:
        refuse_account(actor=account_of(request), case=case, seen=seen, reason=reason, now=now)
    except SipocError as error:
        return _page(request, case, refusing=refusing, fault=str(error), status=status_of(error))
    messages.success(request, "Perbaikan diminta. Yang mencatat sudah diberi tahu beserta alasannya.")
    return redirect("banking:account", case.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@access(signed_in)
def number(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the reason; with one, show the whole number once."""
    case, user = house_of(request, public_id), account_of(request)
    if not may_open_number(user, case):
        raise PermissionDenied("Nomor rekening dibuka oleh petugas yang mencatat, memeriksa, atau membayar berkas ini.")
    stored = account_status_of(case).account
    back = reverse("banking:account", args=[case.public_id])
    if stored is None:
        # That page says that none is recorded.
        return redirect(back)
    opening = Opening(
        title=f"Nomor rekening {case.title}",
        label="Alasan membuka nomor rekening",
        example="menyusun daftar penyaluran ke bank",
        button="Buka nomor rekening",
        back=back,
        back_title=f"Rekening {case.title}",
        back_words="Kembali ke rekening",
        kind=log.OPENED,
        data={"rekening": stored.pk},
    )
    return opening.answer(request, case, lambda: [(f"{stored.bank}, atas nama {stored.holder}", stored.number)])


def _form(case: Berkas, data: Any = None) -> BankAccountForm:
    account_status = account_status_of(case)
    beside = Account.objects.current().filter(programme=case.programme, year=case.year).order_by("-id").first()
    return BankAccountForm(
        data,
        name=account_status.name,
        account=account_status.account,
        bank=beside.bank if beside else "",
        today=timezone.localdate(),
    )


def _page(
    request: HttpRequest,
    case: Berkas,
    form: BankAccountForm | None = None,
    *,
    refusing: RefusalForm | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    user, account_status = account_of(request), account_status_of(case)
    account, requirement = account_status.account, AccountConfirmed.find(case.declared)
    confirmed = account_status.is_confirmed(requirement.anew_in if requirement else "")
    no_confirm = confirm_refusal(user, case) if account and not confirmed else ""
    if account and not no_confirm and account.recorded_by_id == user.pk:
        no_confirm = SELF
    refusal = record_refusal(user, case)
    mending = being_mended(case.as_queryset(), requirement).get(case.pk) if requirement else None
    ended = Account.objects.filter(berkas=case).exclude(ended_at=None).select_related("recorded_by", "ended_by")
    context = {
        "case": case,
        "account_status": account_status,
        "account": account,
        "confirmed": confirmed,
        "confirms": bool(account and not confirmed and not no_confirm and account_status.name_is_settled),
        "refuses": bool(account and not confirmed and not no_confirm and not mending),
        "refusing": refusing or RefusalForm(reasons=requirement.reasons if requirement else ()),
        "mending": mending,
        "scans": _scans(case, requirement),
        "refusal": refusal,
        "form": None if refusal and form is None else form or _form(case),
        "banks": sorted(lengths_on(timezone.localdate())),
        "ended": ended.order_by("-id")[:_SHOWN],
        "opens": bool(account) and may_open_number(user, case),
        "fault": fault,
    }
    return render(request, "banking/account.html", context, status=status)


def _scans(case: Berkas, requirement: AccountConfirmed | None) -> list[Dokumen]:
    """The papers to compare it with, as far as they are there."""
    keys = [each.key for each in requirement.papers] if requirement else []
    return list(Dokumen.objects.live().filter(berkas=case, key__in=keys).select_related("upload"))
