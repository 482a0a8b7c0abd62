"""The whole NIK and No. KK of a candidate, for those who give a reason."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.people.actions import OPENED
from perkim.sipoc.models import Berkas
from perkim.sipoc.opening import Numbers, Opening
from perkim.swadaya.candidates.policies import may_open_identity
from perkim.swadaya.models import Calon


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@access(signed_in)
def identity(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the reason; with one, show the numbers."""
    user = account_of(request)
    seen = Berkas.objects.visible_to(user)
    calon = get_object_or_404(Calon.objects.with_people(), berkas__in=seen, berkas__public_id=public_id)
    case = calon.berkas
    if not may_open_identity(user, case):
        raise PermissionDenied("NIK dibuka oleh petugas yang memeriksa atau menyurvei berkas ini.")
    opening = Opening(
        title=f"NIK dan No. KK {calon}",
        label="Alasan membuka NIK",
        example="mencocokkan dengan KTP di rumah calon",
        button="Buka NIK dan No. KK",
        back=case.get_absolute_url(),
        back_title=case.title,
        back_words="Kembali ke berkas",
        kind=OPENED,
        data={"orang": calon.person_id},
    )
    return opening.answer(request, case, lambda: _numbers(calon))


def _numbers(calon: Calon) -> Numbers:
    numbers = [("NIK", calon.person.nik), ("No. KK", calon.family.kk)]
    return [*numbers, ("NIK pasangan", calon.spouse.nik)] if calon.spouse else numbers
