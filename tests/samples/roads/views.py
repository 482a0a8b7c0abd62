"""The one page that the shared pages cannot give."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, holders_of
from perkim.accounts.roles import Role


@require_safe
@access(holders_of(Role.STAF))
def roads(request: HttpRequest) -> HttpResponse:
    return render(request, "roads/map.html")
