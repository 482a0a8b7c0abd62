"""The page of a village's money: every household by group, with what was paid and how far it is."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.sipoc.pages import seen_case
from perkim.swadaya.villages.money import groups_of, process_with_money


@require_safe
@access(signed_in)
def village_money(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """For everybody who may see the village's case; of its households only those that he may see."""
    user = account_of(request)
    case = seen_case(request, public_id)
    if process_with_money(case) is None:
        raise Http404("no money flows below this kind of case")
    return render(request, "swadaya/village_money.html", {"case": case, "kpbs": groups_of(case, user)})
