"""Whether the portal works: two addresses for machines, one page for people."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, public
from perkim.health.checks import parts


@access(public)
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The web process answers. Asks nothing else, so that a database outage does not restart it."""
    return HttpResponse("hidup\n", content_type="text/plain; charset=utf-8")


@access(public)
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when requests can be served; 503 when a needed part is down. Other parts are named, not fatal."""
    found = parts(timezone.now())
    serving = all(part.healthy for part in found if part.needed)
    answer = {
        "siap": serving,
        "sehat": all(part.healthy for part in found),
        "bagian": {part.key: {"sehat": part.healthy, "keterangan": part.finding} for part in found},
    }
    return JsonResponse(answer, status=200 if serving else 503)


@access(public)
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    found = parts(timezone.now())
    context = {"parts": found, "healthy": all(part.healthy for part in found), "now": timezone.now()}
    return render(request, "health/page.html", context)
