"""Deciding on a case: taking one of the ways out of its stage, an end only after reading what it carries along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from perkim.accounts.access import access, account_of, signed_in
from perkim.portal.case.access import back_to, refuse, takes_forms
from perkim.portal.case.decisions import DecisionForm, barred, consequences_of, needs_check
from perkim.portal.case.desk import Desk
from perkim.portal.case.page import RefusedForm, show
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.declarations import Move
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, StageVisit
from perkim.sipoc.policies import refusals
from perkim.sipoc.registry import process as process_of


@takes_forms
@access(signed_in)
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    desk = _desk(request, public_id)
    form = DecisionForm(request.POST, desk=desk)
    if not form.is_valid():
        return refuse(request, desk, RefusedForm("putusan", form))
    if "ubah" in request.POST:
        return show(request, desk, RefusedForm("putusan", form))
    if form.way and needs_check(form.way) and "yakin" not in request.POST:
        return _check(request, desk, form, form.way)
    return _carry_out(request, desk, form)


def _desk(request: HttpRequest, public_id: UUID) -> Desk:
    """The case, if the reader may see it, or if it was this very decision that took it out of his sight."""
    user, now = account_of(request), timezone.now()
    seen = Berkas.objects.visible_to(user).filter(public_id=public_id).first()
    if seen is None:
        key = DecisionForm.base_fields["key"].to_python(_plain(request.POST.get("key", "")))
        decided = StageVisit.objects.filter(left_key=key, left_by=user) if key else StageVisit.objects.none()
        seen = get_object_or_404(Berkas, public_id=public_id, pk__in=decided.values("berkas"))
    return Desk(user, seen, now)


def _plain(text: str) -> str:
    """The text if it is the shape of a key, else nothing."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _check(request: HttpRequest, desk: Desk, form: DecisionForm, way: Move) -> HttpResponse:
    """The page that says once more what will happen; nobody reads it in vain, so what bars the way is said first."""
    if form.cleaned_data["lock_version"] != desk.case.lock_version:
        return refuse(request, desk, RefusedForm("putusan", form), StaleError())
    if sentences := barred(desk, way):
        refused = refusals(desk.user, desk.stage, way, [desk.case])
        error = RefusedError({desk.case.pk: sentences}) if refused else SipocError(" ".join(sentences))
        return refuse(request, desk, RefusedForm("putusan", form), error)
    target = process_of(*way.refers_to.split(".")).title if way.refers_to else ""
    context = {
        "case": desk.case,
        "way": way,
        "typed": form.cleaned_data,
        "raw": form.data,
        "ticked": form.ticked,
        "consequences": consequences_of(desk, way, target),
    }
    return render(request, "portal/case_check.html", context)


def _carry_out(request: HttpRequest, desk: Desk, form: DecisionForm) -> HttpResponse:
    typed = form.cleaned_data
    decision = Decision(move=typed["move"], key=typed["key"], reason=typed["reason"])
    try:
        after = move(
            actor=desk.user, case=desk.case, decision=decision, lock_version=typed["lock_version"], now=desk.now
        )
    except SipocError as error:
        return refuse(request, desk, RefusedForm("putusan", form), error)
    messages.success(request, _news(desk.case, after, form.way))
    return back_to(Desk(desk.user, after, desk.now))


def _news(before: Berkas, after: Berkas, way: Move | None) -> str:
    """What happened, in one or two sentences."""
    title = f"“{way.title}” tersimpan. " if way else "Putusan tersimpan. "
    given = f"Nomor berkas {after.number}, kode tanda terima {after.receipt}. " if after.number != before.number else ""
    if not after.is_open:
        return f"{title}{given}Berkas ditutup: {after.state.lower()}."
    return f"{title}{given}Berkas sekarang di tahap {after.declared_stage.title}."
