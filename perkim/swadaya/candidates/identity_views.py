"""The whole NIK and No. KK of a candidate, for those who give a reason. Shown once, in the answer to that form."""

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.models import User
from perkim.people.actions import OPENED
from perkim.people.cipher import UnreadableError
from perkim.sipoc.actions.viewing import record_look
from perkim.sipoc.models import Berkas
from perkim.swadaya.candidates.policies import may_open_identity
from perkim.swadaya.models import Calon


class OpeningForm(forms.Form):
    """Why the numbers are opened."""

    reason = forms.CharField(
        label="Alasan membuka NIK",
        max_length=300,
        help_text="Tercatat di riwayat berkas bersama nama Anda.",
        widget=forms.TextInput(attrs={"placeholder": "Misalnya: mencocokkan dengan KTP di rumah calon"}),
        error_messages={
            "required": "Tulis alasannya lebih dahulu.",
            "max_length": "Paling panjang 300 huruf. Ringkaskan.",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@access(signed_in)
def identity(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the reason; with one, show the numbers."""
    user = account_of(request)
    seen = Berkas.objects.visible_to(user)
    calon = get_object_or_404(Calon.objects.with_people(), berkas__in=seen, berkas__public_id=public_id)
    if not may_open_identity(user, calon.berkas):
        raise PermissionDenied("NIK dibuka oleh petugas yang memeriksa atau menyurvei berkas ini.")
    form = OpeningForm(request.POST or None)
    context = {"calon": calon, "case": calon.berkas, "form": form}
    if request.method != "POST":
        return render(request, "swadaya/identity.html", context)
    if not form.is_valid():
        return render(request, "swadaya/identity.html", context, status=422)
    try:
        numbers = _opened(user, calon, form.cleaned_data["reason"])
    except UnreadableError as error:
        form.add_error(None, error.sentence)
        return render(request, "swadaya/identity.html", context, status=422)
    return render(request, "swadaya/identity.html", {**context, "numbers": numbers})


def _opened(user: User, calon: Calon, reason: str) -> list[tuple[str, str]]:
    """The numbers by their titles; they are read before the look is logged."""
    numbers = [("NIK", calon.person.nik), ("No. KK", calon.family.kk)]
    if calon.spouse:
        numbers.append(("NIK pasangan", calon.spouse.nik))
    data = {"orang": calon.person_id, "alasan": reason.strip()}
    record_look(actor=user, case=calon.berkas, kind=OPENED, data=data, now=timezone.now())
    return numbers
