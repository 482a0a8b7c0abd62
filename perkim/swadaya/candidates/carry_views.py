"""The reserves of the year before, as a village or the office takes them over into a new proposal."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.lib.whole_number import typed_whole
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.pages import seen_case, status_of
from perkim.swadaya.candidates.carry_actions import take_over
from perkim.swadaya.candidates.carrying import reserves_before
from perkim.swadaya.candidates.policies import refusal_to_propose
from perkim.swadaya.candidates.views import process_below
from perkim.swadaya.models import Place


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def carry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose among them, all chosen at first; take them over."""
    user = account_of(request)
    usulan = seen_case(request, public_id, "parent")
    process = process_below(usulan)
    if sentence := refusal_to_propose(user, usulan, process):
        raise PermissionDenied(sentence)
    fault, status, chosen = "", 200, None
    if request.method == "POST":
        chosen = {number for each in request.POST.getlist("calon") if (number := typed_whole(each)) is not None}
        try:
            made = take_over(actor=user, usulan=usulan, process=process, cases=chosen, now=timezone.now())
        except SipocError as error:
            fault, status = str(error), status_of(error)
        else:
            messages.success(request, f"{len(made)} cadangan tahun {usulan.year - 1} masuk ke daftar ini.")
            return redirect("swadaya:candidates", usulan.public_id)
    reserves = list(reserves_before(usulan, process))
    context = {
        "case": usulan,
        "year": usulan.year - 1,
        "rows": _rows(reserves, chosen),
        "fault": fault,
    }
    return render(request, "swadaya/cadangan.html", context, status=status)


def _rows(reserves: list, chosen: set[int] | None) -> list[tuple[object, object, bool]]:
    """Each reserve with its place in the ranking of that year, if it had one, and whether it is chosen."""
    placed = Place.objects.current().filter(berkas__any_of=[each.berkas_id for each in reserves])
    places = {place.berkas_id: place for place in placed}
    return [(each, places.get(each.berkas_id), chosen is None or each.berkas_id in chosen) for each in reserves]
