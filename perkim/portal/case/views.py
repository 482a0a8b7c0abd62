"""The page of one case, and its whole history."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, signed_in
from perkim.portal.case.access import desk_of
from perkim.portal.case.history import HistoryCursor, history_of
from perkim.portal.case.page import show
from perkim.sipoc.actions.assigning import mark_seen


@require_safe
@access(signed_in)
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    desk = desk_of(request, public_id)
    mark_seen(actor=desk.user, case=desk.case, now=desk.now)
    return show(request, desk)


@require_safe
@access(signed_in)
def history(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One page of what happened, newest first."""
    desk = desk_of(request, public_id)
    place = HistoryCursor.parse(request.GET.get("sebelum", ""))
    return render(
        request,
        "portal/case_history.html",
        {"case": desk.case, "history": history_of(desk, place), "newest": not place.entry and not place.note},
    )
