"""The NIK of field officers: recorded by the admin, so that nobody assists himself. Source: `domain.md` §1.3."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, holders_of
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.budgets.segregation import own_shops
from perkim.people.actions import tell_officer
from perkim.people.identities import PeopleError
from perkim.people.officers import masked_nik_of
from perkim.swadaya.segregation import ASSISTS, assisted_by, own_households

SHOWN = 5


class OfficerNikForm(forms.Form):
    nik = forms.CharField(
        label="NIK petugas",
        max_length=40,
        help_text="16 angka menurut KTP. Disimpan tersandi, dan sesudah ini hanya tampil tersamar.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Isi NIK petugas, 16 angka menurut KTP."},
    )


@access(holders_of(Role.ADMIN))
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Record or correct it; conflicts with cases that the account already holds are shown at once."""
    account = get_object_or_404(User.objects.people(), pk=pk)
    form = OfficerNikForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _recorded(request, account, form):
        messages.success(request, f"NIK {account} tercatat.")
        if sentence := _conflicts(account):
            messages.warning(request, sentence)
        return redirect("personnel:detail", account.pk)
    context: dict[str, Any] = {"account": account, "form": form, "masked": masked_nik_of(account)}
    return render(request, "personnel/nik.html", context, status=422 if form.is_bound else 200)


def _recorded(request: HttpRequest, account: User, form: OfficerNikForm) -> bool:
    try:
        tell_officer(actor=account_of(request), officer=account, nik=form.cleaned_data["nik"], now=timezone.now())
    except PeopleError as error:
        form.add_error("nik", str(error))
        return False
    return True


def _conflicts(account: User) -> str:
    """Which cases he should not have; empty where there are none."""
    cases = assisted_by(account)
    against = own_households(ASSISTS, account, cases) | own_shops(ASSISTS, account, cases)
    if not against:
        return ""
    numbers = [str(case) for case in cases if case.pk in against]
    more = f" dan {len(numbers) - SHOWN} berkas lain" if len(numbers) > SHOWN else ""
    return (
        f"Menurut NIK ini {account} adalah penerima, pemilik toko, atau ketua KPB pada berkas yang didampinginya: "
        f"{', '.join(numbers[:SHOWN])}{more}. Minta Korfas menyerahkannya kepada TFL lain."
    )
