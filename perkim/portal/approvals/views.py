"""The pages of who approves: what waits, one draft read on a phone, approving it in two steps, sending it back."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, account_of, holders_of, signed_in
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.portal.approvals.declarations import Approval, Summary, approval_for, waiting_for
from perkim.portal.approvals.forms import SendBackForm
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas

CHANGED = "Isinya berubah sejak halaman ini dibuka. Baca lagi, lalu putuskan."


class _Page:
    """One draft and its reader."""

    def __init__(self, request: HttpRequest, public_id: UUID, key: str) -> None:
        self.request, self.key = request, key
        self.user: User = account_of(request)
        self.case = get_object_or_404(
            Berkas.objects.visible_to(self.user).select_related("region__parent"), public_id=public_id
        )
        approval = approval_for(self.case, key)
        if approval is None:
            raise Http404("nothing of this name is approved here")
        self.approval: Approval = approval
        self.summary: Summary | None = approval.summary(self.case)
        self.refusal = approval.refusal(self.user, self.case)

    def decides(self) -> Summary:
        """What is to be decided; 403 for who may not, 404 where there is nothing yet."""
        if self.refusal:
            raise PermissionDenied(self.refusal)
        if self.summary is None:
            raise Http404("there is nothing to approve yet")
        return self.summary

    def show(self, template: str, status: int = 200, **more: Any) -> HttpResponse:
        waiting = [each for each in waiting_for(self.user) if each.berkas_id != self.case.pk]
        own = Tugas.objects.waiting().filter(berkas=self.case, key=self.key).first()
        context = {
            "case": self.case,
            "key": self.key,
            "summary": self.summary,
            "may": not self.refusal,
            "others": len(waiting),
            "tugas": own,
            "now": timezone.now(),
            **more,
        }
        return render(self.request, template, context, status=status)


@require_safe
@access(holders_of(Role.KADIS, Role.SEKDIS))
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for this account."""
    waiting = waiting_for(account_of(request))
    rows = [(each, _summary(each)) for each in waiting]
    return render(request, "portal/persetujuan.html", {"rows": rows, "now": timezone.now()})


@require_safe
@access(signed_in)
def approval(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """One draft in big numbers, for everybody who may see the case; decided by who is named."""
    return _Page(request, public_id, key).show("portal/persetujuan_satu.html")


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def approve(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """The second step: what happens next, and the one button."""
    page = _Page(request, public_id, key)
    summary = page.decides()
    if summary.done:
        messages.success(request, summary.done)
        return redirect("portal:approval", public_id, key)
    if request.method != "POST":
        return page.show("portal/persetujuan_setujui.html")
    sentence, status = "", 422
    if request.POST.get("seen", "") != summary.seen:
        sentence, status = CHANGED, 409
    elif summary.waits:
        sentence = summary.waits
    else:
        try:
            page.approval.approve(page.user, page.case, timezone.now())
        except RefusedError as error:
            raise PermissionDenied(str(error)) from error
        except SipocError as error:
            sentence, status = str(error), 409 if isinstance(error, StaleError) else 422
    if sentence:
        return page.show("portal/persetujuan_setujui.html", status, wrong=sentence)
    messages.success(request, f"{summary.title} disetujui.")
    return redirect("portal:approval", public_id, key)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def send_back(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Say what is to be mended first."""
    page = _Page(request, public_id, key)
    page.decides()
    form: forms.Form = SendBackForm(request.POST if request.method == "POST" else None, reasons=page.approval.reasons)
    if request.method == "POST" and form.is_valid():
        try:
            page.approval.send_back(page.user, page.case, form.cleaned_data["words"], timezone.now())
        except RefusedError as error:
            raise PermissionDenied(str(error)) from error
        except SipocError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Dikembalikan. Kepala bidang mendapat tugas memperbaikinya.")
            return redirect("portal:approval", public_id, key)
    return page.show("portal/persetujuan_kembalikan.html", 422 if form.is_bound else 200, form=form)


def _summary(tugas: Tugas) -> Summary | None:
    approval = approval_for(tugas.berkas, tugas.key)
    return approval.summary(tugas.berkas) if approval else None
