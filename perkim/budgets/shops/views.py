"""The pages of the shop that was chosen for a household's group or village: to see, to choose, to open its numbers."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.budgets import log
from perkim.budgets.actions.choosing import choose_shop
from perkim.budgets.actions.entering import BudgetFaultError
from perkim.budgets.models import Shop
from perkim.budgets.requirements import ShopChosen
from perkim.budgets.shops.chosen import group_of, shop_of
from perkim.budgets.shops.forms import ShopForm
from perkim.budgets.shops.policies import may_open_numbers, shop_refusal
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.opening import Numbers, Opening
from perkim.sipoc.pages import seen_case, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@access(signed_in)
def shop(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """See the shop; choose it for the whole group or village, for those who work the house."""
    case = _seen(request, public_id)
    requirement = ShopChosen.find(case.declared, key)
    if requirement is None:
        raise Http404("no shop is chosen for this kind of case")
    kpb, user = group_of(case), account_of(request)
    own = Shop.objects.filter(usulan=case.parent_id, kpb=kpb).first()
    form = ShopForm(request.POST if request.method == "POST" else None, shop=own)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            seen, now = form.cleaned_data["seen"], timezone.now()
            try:
                chosen = choose_shop(
                    actor=user, case=case, requirement=requirement, details=form.details(), seen=seen, now=now
                )
            except BudgetFaultError as error:
                form.say(error.faults)
            except SipocError as error:
                form.add_error(None, str(error))
                status = status_of(error)
            else:
                messages.success(request, f"{chosen.name} tersimpan sebagai toko {_whose(chosen)}.")
                return redirect(case)
    context = {
        "case": case,
        "requirement": requirement,
        "shop": shop_of(case),
        "own": own,
        "kpb": kpb,
        "refusal": shop_refusal(user, case, requirement),
        "may_open": may_open_numbers(user, case),
        "form": form,
    }
    return render(request, "budgets/shop.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@access(signed_in)
def numbers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole numbers of the shop, for those who give a reason. Shown once, in the answer to that form."""
    case, user = _seen(request, public_id), account_of(request)
    chosen = shop_of(case) if ShopChosen.find(case.declared) else None
    if chosen is None:
        raise Http404("no shop was chosen")
    if not may_open_numbers(user, case):
        raise PermissionDenied("Nomor toko dibuka oleh petugas yang memeriksa atau membayar berkas ini.")
    opening = Opening(
        title=f"Nomor pemilik dan rekening {chosen.name}",
        label="Alasan membuka nomor",
        example="menulis perintah pemindahbukuan",
        button="Buka nomor toko",
        back=case.get_absolute_url(),
        back_title=case.title,
        back_words="Kembali ke berkas",
        kind=log.SHOP_OPENED,
        data={"toko": chosen.pk},
    )
    return opening.answer(request, case, lambda: _numbers(chosen))


def _numbers(chosen: Shop) -> Numbers:
    owner = (f"{chosen.owner_kind} {chosen.owner}", chosen.owner_number)
    return [owner, (f"Rekening {chosen.bank}, {chosen.account_holder}", chosen.account)]


def _seen(request: HttpRequest, public_id: UUID) -> Berkas:
    return seen_case(request, public_id, "parent")


def _whose(chosen: Shop) -> str:
    return str(chosen.kpb) if chosen.kpb else "desa ini"
