"""Changes that wait because one admin may not make them alone: all who were notified see them and can stop them."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts import releases
from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.actions import AccountError
from perkim.accounts.models import Release, User
from perkim.accounts.slips import slips_pdf
from perkim.personnel.views import pdf_answer

HERE = "personnel:releases"


@access(signed_in)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, with what this reader may do about it."""
    reader, now = account_of(request), timezone.now()
    pending = Release.objects.waiting(now).seen_by(reader, timezone.localdate(now))
    rows = [
        (release, releases.may_carry_out(reader, release, now))
        for release in pending.select_related("account", "asked_by")
    ]
    return render(request, "personnel/releases.html", {"rows": rows})


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Read what carrying it out would do; carry it out, or call it off."""
    actor, now = account_of(request), timezone.now()
    release = get_object_or_404(Release.objects.seen_by(actor, timezone.localdate(now)), pk=pk)
    if request.method != "POST":
        waits = Release.objects.waiting(now).filter(pk=pk).exists()
        if waits and releases.may_carry_out(actor, release, now):
            return render(request, "personnel/release.html", {"release": release})
        return redirect(HERE)
    return _done(request, release, actor, now)


def _done(request: HttpRequest, release: Release, actor: User, now: datetime) -> HttpResponse:
    try:
        if request.POST.get("do") == "carry_out":
            slips = releases.carry_out(actor=actor, release=release, now=now)
            if slips:
                return pdf_answer(slips_pdf(slips), f"slip-{release.account.username}.pdf")
            messages.success(request, f"Dilaksanakan: {release.title}, untuk {release.account.named}.")
        elif request.POST.get("do") == "cancel":
            releases.cancel(actor=actor, release=release, now=now)
            messages.success(request, f"Dibatalkan: {release.title}, untuk {release.account.named}.")
        else:
            messages.error(request, "Pilih salah satu tombol pada halaman ini.")
    except AccountError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(HERE)
