"""The pages that say something went wrong. They must never fail themselves: each falls back to a plainer one."""

import logging
import sys
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from perkim.parameters.reading import MissingParameterError
from perkim.portal.trouble import trouble_of, typed_in

logger = logging.getLogger(__name__)

# Shown when even the undressed template cannot be drawn.
_LAST_WORDS = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>Gangguan</title>'
    "<h1>Ada gangguan pada sistem</h1><p>Muat ulang halaman ini beberapa menit lagi.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _undressed("400.html", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = str(exception) if isinstance(exception, PermissionDenied) else ""
    return _dressed(request, "403.html", HTTPStatus.FORBIDDEN, {"message": message})


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _dressed(request, "404.html", HTTPStatus.NOT_FOUND)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """Called by `perkim.portal.closed_methods`, as Django has no handler for it."""
    resolved = request.resolver_match
    case = resolved.kwargs.get("public_id") if resolved and resolved.route.startswith("berkas/") else None
    return _dressed(request, "405.html", HTTPStatus.METHOD_NOT_ALLOWED, {"public_id": case})


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours (500); something outside is late, away or full (503, 507), or the office has yet to state a value
    (503)."""
    response = _answer_to(sys.exception(), request)
    # What was typed stands on it.
    response["Cache-Control"] = "no-store"
    return response


def _answer_to(error: BaseException | None, request: HttpRequest) -> HttpResponse:
    context = _sent(request)
    if isinstance(error, MissingParameterError):
        context["message"] = str(error)
        return _dressed(request, "belum_ditetapkan.html", HTTPStatus.SERVICE_UNAVAILABLE, context)
    if trouble := trouble_of(error):
        response = _undressed("503.html", trouble.status, {**context, "trouble": trouble})
        response["Retry-After"] = str(trouble.retry_seconds)
        return response
    return _undressed("500.html", HTTPStatus.INTERNAL_SERVER_ERROR, context)


def _sent(request: HttpRequest) -> dict[str, Any]:
    """What the page needs to give back what was typed."""
    try:
        typed = typed_in(request)
    except Exception:
        logger.exception("What was typed could not be read")
        typed = []
    return {
        "sent": request.method == "POST",
        "typed": typed,
        "path": request.get_full_path(),
        "files": bool(typed and request.FILES),
    }


def _dressed(
    request: HttpRequest, template: str, status: HTTPStatus, context: dict[str, Any] | None = None
) -> HttpResponse:
    """The page in the shell of its reader; this asks the session and the database who that is."""
    try:
        return render(request, template, context, status=status)
    except Exception:
        logger.exception("The page %s could not be drawn", template)
        if trouble := trouble_of(sys.exception()):
            return _undressed("503.html", trouble.status, {"trouble": trouble})
        return _undressed("500.html", status)


def _undressed(template: str, status: HTTPStatus, context: dict[str, Any] | None = None) -> HttpResponse:
    """A page that needs neither session nor database."""
    try:
        return HttpResponse(render_to_string(template, context), status=status)
    except Exception:
        logger.exception("The page %s could not be drawn", template)
        return HttpResponse(_LAST_WORDS, status=status)
