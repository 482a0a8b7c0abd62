"""The socialisation of a village: what was held and who was absent, and the form to record a meeting on a phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.models import User
from perkim.lib.names import by_name
from perkim.lib.text import full_stop
from perkim.meetings.models import Attendance, Meeting
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case, status_of
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.refusal_form import say_refusal
from perkim.swadaya.models import Calon
from perkim.swadaya.socialisation.actions import mend_meeting, record_meeting
from perkim.swadaya.socialisation.forms import SocialisationForm
from perkim.swadaya.socialisation.reaching import holds_refusal, names
from perkim.swadaya.socialisation.requirements import RecipientsReached, stages_of


@dataclass(frozen=True, kw_only=True)
class Village:
    """A village's proposal before one reader, and whom its socialisation must still reach."""

    user: User
    case: Berkas
    requirement: RecipientsReached

    @property
    def refusal(self) -> str:
        return holds_refusal(self.user, self.case, stages_of(self.case.declared, self.requirement))

    @property
    def seen(self) -> BerkasQuerySet:
        """The households of the village that the reader may see."""
        return Berkas.objects.filter(parent=self.case).visible_to(self.user)

    @property
    def unreached(self) -> list[Berkas]:
        return list(
            self.requirement.receiving.unreached([self.case], self.case.declared_programme).visible_to(self.user)
        )

    @property
    def everybody(self) -> int:
        return self.requirement.receiving.below([self.case], self.case.declared_programme).visible_to(self.user).count()


@require_safe
@access(signed_in)
def meetings(request: HttpRequest, public_id: UUID, key: str = "") -> HttpResponse:
    """What was held, newest first, and who was absent. `key` is that of the requirement whose page this is."""
    village = _village(request, public_id)
    seats = (
        Attendance.objects.filter(berkas__in=village.seen)
        .select_related("berkas")
        .order_by(*by_name("berkas__title", "id"))
    )
    held = Meeting.objects.filter(berkas=village.case).select_related("recorded_by").order_by("-held_on", "-id")
    context = {
        "case": village.case,
        "requirement": village.requirement,
        "refusal": village.refusal,
        "unreached": village.unreached,
        "everybody": village.everybody,
        "meetings": held.prefetch_related(Prefetch("attendances", seats)),
    }
    return render(request, "swadaya/sosialisasi.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a meeting, with everybody who was not reached before."""
    village = _village(request, public_id)
    return _form(request, village, village.unreached)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def mend(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Write anew what was recorded wrong, of the recipients that the reader may see."""
    village = _village(request, public_id)
    meeting = get_object_or_404(Meeting.objects.select_related("berkas"), pk=pk, berkas=village.case)
    listed = village.seen.filter(attendances__meeting=meeting).order_by(*by_name("title", "id"))
    return _form(request, village, list(listed), meeting)


def _village(request: HttpRequest, public_id: UUID) -> Village:
    """The proposal, for those who may see it; 404 for anybody else and for cases without socialisation."""
    user = account_of(request)
    case = seen_case(request, public_id)
    requirement = RecipientsReached.find(case.declared)
    if requirement is None:
        raise Http404("nobody is told anything in this kind of case")
    return Village(user=user, case=case, requirement=requirement)


def _form(
    request: HttpRequest, village: Village, recipients: Sequence[Berkas], meeting: Meeting | None = None
) -> HttpResponse:
    if sentence := village.refusal:
        raise PermissionDenied(sentence)
    sent = request.POST if request.method == "POST" else None
    listed = Calon.objects.filter(berkas__any_of=[each.pk for each in recipients])
    addresses = {each.berkas_id: each.address for each in listed}
    form = SocialisationForm(sent, case=village.case, invited=recipients, addresses=addresses, meeting=meeting)
    status = 200
    if sent is not None:
        status = 422
        if form.is_valid():
            try:
                saved = _writer(village, form, meeting)()
            except SipocError as error:
                say_refusal(form, error)
                status = status_of(error)
            else:
                _tell(request, village, saved)
                return redirect("swadaya:meetings", village.case.public_id)
    context = {"case": village.case, "form": form, "meeting": meeting}
    return render(request, "swadaya/sosialisasi_catat.html", context, status=status)


def _writer(village: Village, form: SocialisationForm, meeting: Meeting | None) -> Callable[[], Meeting]:
    details, now = form.details(), timezone.now()
    if meeting is None:
        return lambda: record_meeting(
            actor=village.user, usulan=village.case, details=details, client_key=form.key, now=now
        )
    return lambda: mend_meeting(
        actor=village.user, meeting=meeting, details=details, seen=form.cleaned_data["seen"], now=now
    )


def _tell(request: HttpRequest, village: Village, saved: Meeting) -> None:
    messages.success(request, "Sosialisasi tersimpan.")
    if left := village.unreached:
        warning = (
            f"{len(left)} penerima belum hadir atau diwakili: {full_stop(names(left))} Adakan sosialisasi susulan."
        )
        messages.warning(request, warning)
