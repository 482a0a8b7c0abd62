"""The groups of a village's recipients (KPB): who is in which, and forming or changing one."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.models import User
from perkim.lib.names import by_name
from perkim.parameters.reading import value_on
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case, status_of
from perkim.sipoc.refusal_form import say_refusal
from perkim.swadaya.kpb.actions import change_members, form_kpb, forms_refusal
from perkim.swadaya.kpb.forms import KpbForm
from perkim.swadaya.models import Kpb, KpbMember
from perkim.swadaya.parameters import MOST_MEMBERS
from perkim.swadaya.socialisation.requirements import RecipientsReached


@require_safe
@access(signed_in)
def groups(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every group with its members, and who is in none yet: as far as the reader may see their households."""
    case, user = _village(request, public_id), account_of(request)
    seen = Berkas.objects.filter(parent=case).visible_to(user)
    seats = KpbMember.objects.filter(berkas__in=seen).select_related("berkas").order_by("seat")
    known = Kpb.objects.filter(usulan=case, pk__in=seats.order_by().values("kpb")).annotate(size=Count("members"))
    kpbs = known.prefetch_related(Prefetch("members", seats)).order_by(*by_name("name", "id"))
    context = {
        "case": case,
        "kpbs": kpbs,
        "free": _recipients(case, None, user),
        "refusal": forms_refusal(user, case),
    }
    return render(request, "swadaya/kpb.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def form_group(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Form a group of recipients that are in none."""
    case = _village(request, public_id)

    def write(form: KpbForm) -> Kpb:
        cleaned = form.cleaned_data
        return form_kpb(
            actor=account_of(request),
            usulan=case,
            name=cleaned["name"],
            formed_on=cleaned["formed_on"],
            seats=form.seats(),
            now=timezone.now(),
        )

    return _form(request, case, None, write)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def change_group(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Change officers and members."""
    case = _village(request, public_id)
    kpb = get_object_or_404(Kpb.objects.select_related("usulan"), pk=pk, usulan=case)

    def write(form: KpbForm) -> Kpb:
        return change_members(actor=account_of(request), kpb=kpb, seats=form.seats(), now=timezone.now())

    return _form(request, case, kpb, write)


def _village(request: HttpRequest, public_id: UUID) -> Berkas:
    case = seen_case(request, public_id)
    if RecipientsReached.find(case.declared) is None:
        raise Http404("no groups are formed in this kind of case")
    return case


def _recipients(case: Berkas, kpb: Kpb | None, user: User) -> list[Berkas]:
    """The recipients in no group, or in this one, that the reader may see; by name."""
    requirement = RecipientsReached.find(case.declared)
    if requirement is None:
        return []
    recipients = requirement.receiving.at_work(case).visible_to(user)
    return list(recipients.filter(Q(kpb_seat=None) | Q(kpb_seat__kpb=kpb) if kpb else Q(kpb_seat=None)))


def _form(request: HttpRequest, case: Berkas, kpb: Kpb | None, write: Callable[[KpbForm], Kpb]) -> HttpResponse:
    if sentence := forms_refusal(account_of(request), case):
        raise PermissionDenied(sentence)
    sent = request.POST if request.method == "POST" else None
    most = value_on(MOST_MEMBERS, timezone.localdate())
    form = KpbForm(sent, free=_recipients(case, kpb, account_of(request)), most=most, kpb=kpb)
    status = 200
    if sent is not None:
        status = 422
        if form.is_valid():
            try:
                saved = write(form)
            except SipocError as error:
                say_refusal(form, error)
                status = status_of(error)
            else:
                messages.success(request, f"{saved.name} tersimpan.")
                return redirect("swadaya:kpb", case.public_id)
    return render(request, "swadaya/kpb_isi.html", {"case": case, "kpb": kpb, "form": form}, status=status)
