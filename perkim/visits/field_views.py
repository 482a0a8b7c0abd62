"""The page of who works in the field: what was handed to him."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of
from perkim.visits.field_roles import field_workers
from perkim.visits.field_work import field_work_of


@require_safe
@access(field_workers)
def field_work(request: HttpRequest) -> HttpResponse:
    """What each house still lacks, the nearest deadline first."""
    now = timezone.now()
    return render(request, "visits/field_work.html", {"work": field_work_of(account_of(request), now), "now": now})
