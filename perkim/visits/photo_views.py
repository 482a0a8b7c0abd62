"""The page of a set of photos: each slot is sent by itself, so that a lost line loses nothing that was sent before."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.files.held import files_of, keep_files
from perkim.lib.whole_number import typed_whole
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case, status_of
from perkim.visits.actions.photos import accept_photos, add_photo, return_photo
from perkim.visits.declarations import Slot
from perkim.visits.forms import PhotoForm, ReturnForm
from perkim.visits.models import Photo
from perkim.visits.pages import PhotoPage, photos_or_404
from perkim.visits.policies import provider_refusal
from perkim.visits.requirements import PhotosTaken
from perkim.visits.views import BY_SCRIPT, RECEIPT


@require_safe
@access(signed_in)
def photos(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """All slots with their photos, and the forms of those who may send or check."""
    return _show(request, *_case_and_requirement(request, public_id, key))


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def send(request: HttpRequest, public_id: UUID, key: str, slot: str) -> HttpResponse:
    """One photo for one slot. A script gets that slot alone, with the receipt."""
    user = account_of(request)
    case, requirement = _case_and_requirement(request, public_id, key)
    place = _slot(requirement, slot)
    if request.method != "POST":
        # A page with a fault that was opened again.
        return redirect(_page_url(case, requirement))
    if refusal := provider_refusal(user, case, requirement):
        # Before the file is looked at: what is wrong with it does not matter then.
        return _answer(request, case, requirement, place, _saying(refusal), status=403)
    form = PhotoForm(request.POST, files_of(request, now=timezone.now()), slot=place)
    if not form.is_valid():
        return _not_taken(request, case, requirement, place, form, status=422)
    filled = form.cleaned_data
    try:
        made = add_photo(
            actor=user,
            case=case,
            key=key,
            slot=slot,
            file=filled["photo"],
            client_key=filled["client_key"],
            now=timezone.now(),
        )
    except SipocError as error:
        form.add_error(None, str(error))
        return _not_taken(request, case, requirement, place, form, status=status_of(error))
    if BY_SCRIPT in request.headers:
        return _answer(request, case, requirement, place, None, status=201, receipt=made)
    messages.success(request, f"{place.title} tersimpan.")
    return redirect(f"{_page_url(case, requirement)}#sisi-{place.key}")


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def send_back(request: HttpRequest, public_id: UUID, key: str, slot: str) -> HttpResponse:
    """The photo of a slot is to be taken again, for a reason."""
    case, requirement = _case_and_requirement(request, public_id, key)
    place = _slot(requirement, slot)
    if request.method != "POST":
        return redirect(_page_url(case, requirement))
    form = ReturnForm(request.POST, slot=place, requirement=requirement)
    if not form.is_valid():
        return _show(request, case, requirement, form, place, status=422)
    photo = Photo.objects.filter(pk=form.cleaned_data["photo"], berkas=case, slot=slot).first()
    if photo is None:
        raise Http404("no such photo in this slot")
    try:
        return_photo(actor=account_of(request), photo=photo, key=key, reason=form.reason(), now=timezone.now())
    except SipocError as error:
        form.add_error(None, str(error))
        return _show(request, case, requirement, form, place, status=status_of(error))
    messages.success(request, f"{place.title} dikembalikan. Petugasnya diberi tahu.")
    return redirect(f"{_page_url(case, requirement)}#sisi-{place.key}")


@require_POST
@access(signed_in)
def accept(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Accept the new photos that the page showed."""
    case, requirement = _case_and_requirement(request, public_id, key)
    try:
        count = accept_photos(
            actor=account_of(request), case=case, key=key, photos=_ids(request.POST), now=timezone.now()
        )
    except SipocError as error:
        return _show(request, case, requirement, _saying(str(error)), status=status_of(error))
    messages.success(request, f"{count} foto diterima." if count else "Tidak ada foto baru untuk diterima.")
    return redirect(_page_url(case, requirement))


def _case_and_requirement(request: HttpRequest, public_id: UUID, key: str) -> tuple[Berkas, PhotosTaken]:
    case = seen_case(request, public_id)
    return case, photos_or_404(case, key)


def _slot(requirement: PhotosTaken, key: str) -> Slot:
    if slot := requirement.photos.slot(key):
        return slot
    raise Http404("no such slot")


def _ids(sent: QueryDict) -> list[int]:
    return [number for each in sent.getlist("photo") if (number := typed_whole(each)) is not None]


def _saying(sentence: str) -> forms.Form:
    """A refusal of no field, for the summary."""
    form = forms.Form({})
    form.add_error(None, sentence)
    return form


def _not_taken(
    request: HttpRequest, case: Berkas, requirement: PhotosTaken, slot: Slot, form: PhotoForm, *, status: int
) -> HttpResponse:
    """The form again, with a new key and what was sent."""
    form.renew()
    keep_files(form, owner_id=account_of(request).pk, now=timezone.now())
    return _answer(request, case, requirement, slot, form, status=status)


def _page_url(case: Berkas, requirement: PhotosTaken) -> str:
    return str(redirect("visits:photos", case.public_id, requirement.key).url)


def _answer(
    request: HttpRequest,
    case: Berkas,
    requirement: PhotosTaken,
    slot: Slot,
    form: forms.Form | None,
    *,
    status: int,
    receipt: Photo | None = None,
) -> HttpResponse:
    """The slot alone for a script, the whole page for a browser."""
    if BY_SCRIPT not in request.headers:
        return _show(request, case, requirement, form, slot, status=status)
    page = PhotoPage(account_of(request), case, requirement, timezone.now())
    context = {"case": case, "requirement": requirement, "place": page.place(slot, form), "faulty": form}
    answer = render(request, "visits/_sisi.html", context, status=status)
    if receipt:
        answer[RECEIPT] = str(receipt.client_key)
    return answer


def _show(
    request: HttpRequest,
    case: Berkas,
    requirement: PhotosTaken,
    faulty: forms.Form | None = None,
    slot: Slot | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = PhotoPage(account_of(request), case, requirement, timezone.now())
    context = {
        "case": case,
        "requirement": requirement,
        "page": page,
        "places": page.places(faulty, slot.key if slot else ""),
        "faulty": faulty,
    }
    return render(request, "visits/photos.html", context, status=status)
