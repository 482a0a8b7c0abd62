"""Whether the portal works: three addresses for machines, one page for people."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, public
from perkim.health.checks import parts
from perkim.health.numbers import figures, text_of


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
    checked = parts(timezone.now())
    serving = all(part.healthy for part in checked if part.needed)
    answer = {
        "siap": serving,
        "sehat": all(part.healthy for part in checked),
        "bagian": {part.key: {"sehat": part.healthy, "keterangan": part.finding} for part in checked},
    }
    return JsonResponse(answer, status=200 if serving else 503)


@access(public)
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    checked = parts(timezone.now())
    context = {"parts": checked, "healthy": all(part.healthy for part in checked), "now": timezone.now()}
    return render(request, "health/page.html", context)


@access(public)
@never_cache
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Figures for a monitoring system that knows METRICS_TOKEN; for everybody else the address does not exist."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    given = request.headers.get("authorization", "")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Http404("no such page")
    text = text_of(figures(timezone.now(), settings.REDIS_URL))
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")
