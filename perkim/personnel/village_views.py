"""The admin's screen for village accounts: what each village has, and slips for those that wait."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of
from perkim.accounts.actions import AccountError
from perkim.accounts.activation import issue_slips
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.accounts.slips import slips_pdf
from perkim.accounts.villages import desks_held, open_village_accounts
from perkim.personnel.forms import VillageSlipsForm
from perkim.personnel.views import admins, pdf_answer
from perkim.regions.models import Region


@dataclass(frozen=True)
class VillageRow:
    """A village and the accounts of its two desks; None where there is none yet."""

    village: Region
    operator: User | None
    head: User | None


def _villages(kecamatan: Region | None) -> list[Region]:
    villages = Region.objects.villages()
    return list(villages.within(kecamatan.code) if kecamatan else villages)


def _rows(villages: list[Region]) -> list[VillageRow]:
    held = desks_held(villages, timezone.localdate())
    by_desk: dict[tuple[str, str], User] = {
        (assignment.region_id, assignment.role): assignment.user for assignment in held.select_related("user")
    }
    return [
        VillageRow(village, by_desk.get((village.code, Role.OPERATOR_DESA)), by_desk.get((village.code, Role.KADES)))
        for village in villages
    ]


@access(admins)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def villages(request: HttpRequest) -> HttpResponse:
    """GET lists the villages of a kecamatan; POST makes missing accounts and answers with the slips as a PDF."""
    form = VillageSlipsForm(request.POST or request.GET)
    chosen = _villages(form.cleaned_data["kecamatan"] if form.is_valid() else None)
    # An empty kecamatan is the whole regency; a form that lost the field is not.
    if request.method == "POST" and "kecamatan" not in request.POST:
        messages.error(request, "Tidak ada yang dicetak. Pilih kecamatannya dahulu, atau semua kecamatan.")
        return redirect("personnel:villages")
    if request.method == "POST" and form.is_valid():
        return _print(request, chosen, form.cleaned_data["kecamatan"])
    rows = _rows(chosen)
    accounts = [account for row in rows for account in (row.operator, row.head)]
    counts: dict[str, int] = defaultdict(int)
    for account in accounts:
        counts["missing" if account is None else "active" if account.has_usable_password() else "waiting"] += 1
    return render(request, "personnel/villages.html", {"form": form, "rows": rows, "counts": dict(counts)})


def _print(request: HttpRequest, chosen: list[Region], kecamatan: Region | None) -> HttpResponse:
    try:
        open_village_accounts(actor=account_of(request), villages=chosen, today=timezone.localdate())
    except AccountError as error:
        messages.error(request, str(error))
        return redirect("personnel:villages")
    accounts = [account for row in _rows(chosen) for account in (row.operator, row.head)]
    waiting = [account for account in accounts if account and account.is_active and not account.has_usable_password()]
    # Whoever also signs for the office gets no slip from one admin alone; theirs is on the page of the account.
    guarded = set(User.objects.guarded().filter(pk__in=[account.pk for account in waiting]))
    waiting = [account for account in waiting if account not in guarded]
    if not waiting:
        messages.info(request, "Semua akun desa di sini sudah aktif. Slip baru untuk satu akun ada di halaman akunnya.")
        return redirect("personnel:villages")
    slips = issue_slips(actor=account_of(request), users=waiting, now=timezone.now())
    place = kecamatan.name.lower().replace(" ", "-") if kecamatan else "kabupaten"
    return pdf_answer(slips_pdf(slips), f"slip-akun-desa-{place}.pdf")
