"""The page of a household's money: what came in and went out, and the forms to book it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perkim.accounts.access import access, signed_in
from perkim.funds.actions.booking import correct, give_back, pay, transfer
from perkim.funds.forms import BookingForm
from perkim.funds.models import LedgerEntry
from perkim.funds.pages import Ledger, ledger_of
from perkim.lib.whole_number import typed_whole
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.pages import status_of
from perkim.sipoc.refusal_form import say_refusal

HINTS = {
    "salur": "Nomor SP2D penyaluran.",
    "bayar": "Nomor bukti pemindahbukuan dari bank.",
    "kembali": "Nomor bukti setor ke kas daerah (STS).",
    "koreksi": "Nomor berita acara atau nota koreksi.",
}
REASONED = ("kembali", "koreksi")


@require_safe
@access(signed_in)
def ledger(request: HttpRequest, public_id: UUID, key: str = "") -> HttpResponse:
    """The money of a household, for everybody who may see the case."""
    return _page(request, ledger_of(request, public_id))


@require_POST
@access(signed_in)
def book(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Book that the account was filled, a term paid, or the rest given back."""
    shown = ledger_of(request, public_id)
    doings: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
        "salur": (transfer, {"requirement": shown.transferred}, "Penyaluran dibukukan."),
        "kembali": (give_back, {}, "Pengembalian sisa dana dibukukan."),
    }
    if shown.paying:
        doings["bayar"] = (pay, {"requirement": shown.paying}, f"Pencairan tahap {shown.paying.term} dibukukan.")
    if act not in doings:
        raise Http404(f"{act!r} is not booked here")
    doing, options, said = doings[act]
    form = BookingForm(request.POST, reasoned=act in REASONED, hint=HINTS[act])
    if not form.is_valid():
        return _page(request, shown, act, form, status=422)
    try:
        doing(actor=shown.user, case=shown.case, booking=form.booking(), now=timezone.now(), **options)
    except SipocError as error:
        say_refusal(form, error)
        return _page(request, ledger_of(request, public_id), act, form, status=status_of(error))
    messages.success(request, said)
    return redirect("funds:ledger_of", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def correction(request: HttpRequest, public_id: UUID, entry: str) -> HttpResponse:
    """Take one entry back, with the reason."""
    shown = ledger_of(request, public_id)
    entries = LedgerEntry.objects.filter(plan__berkas=shown.case).select_related("plan__berkas")
    row = get_object_or_404(entries, pk=typed_whole(entry), corrects=None)
    sent = request.POST if request.method == "POST" else None
    form = BookingForm(sent, reasoned=True, hint=HINTS["koreksi"])
    status = 200
    if sent is not None:
        status = 422
        if form.is_valid():
            try:
                correct(actor=shown.user, entry=row, booking=form.booking(), now=timezone.now())
            except SipocError as error:
                say_refusal(form, error)
                status = status_of(error)
            else:
                messages.success(request, "Pembukuan dikoreksi. Yang lama tetap tercatat.")
                return redirect("funds:ledger_of", public_id)
    context = {"case": shown.case, "entry": row, "allowed": row.pk in shown.correctable, "form": form}
    return render(request, "funds/correction.html", context, status=status)


def _page(
    request: HttpRequest, shown: Ledger, act: str = "", faulty: BookingForm | None = None, *, status: int = 200
) -> HttpResponse:
    forms = {each: BookingForm(reasoned=each in REASONED, hint=HINTS[each]) for each in ("salur", "bayar", "kembali")}
    if faulty:
        forms[act] = faulty
    payment, obstacles = shown.payment or (None, [])
    context = {
        "case": shown.case,
        "ledger": shown,
        "funds": shown.funds,
        "entries": shown.funds.entries,
        "correctable": shown.correctable,
        "payment": payment,
        "obstacles": obstacles,
        "forms": forms,
        "act": act,
        "faulty": faulty,
    }
    return render(request, "funds/ledger.html", context, status=status)
