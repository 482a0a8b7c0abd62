"""Gives each request an id and writes one line about it: route, status, time, account. Never an address as typed."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from perkim.lib.json_lines import RequestMark, current_request

logger = logging.getLogger(__name__)
GIVEN_ID = re.compile(r"[0-9a-f-]{16,64}")
# Asked every few seconds by machines.
SILENT = {"sehat/hidup", "sehat/siap", "sehat/angka"}


class RequestLogMiddleware:
    """Outermost, so that the time is that of the whole request. A person who reports a fault can name its id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark, began = RequestMark(_id_of(request)), time.perf_counter()
        token = current_request.set(mark)
        try:
            answer = self.get_response(request)
            # Only where somebody asked who it is: asking here would read the session for every static file.
            user = request.__dict__.get("_cached_user")
            mark.account = getattr(user, "pk", None)
            answer["X-Request-ID"] = mark.id
            self._write(request, answer, time.perf_counter() - began)
        finally:
            current_request.reset(token)
        return answer

    def _write(self, request: HttpRequest, answer: HttpResponse, seconds: float) -> None:
        route = request.resolver_match.route if request.resolver_match else ""
        if route in SILENT or not settings.LOG_REQUESTS:
            return
        fields = {
            "method": request.method,
            "route": route,
            "status": answer.status_code,
            "milliseconds": round(seconds * 1000),
        }
        logger.info("%s /%s %s", request.method, route, answer.status_code, extra={"fields": fields})


def _id_of(request: HttpRequest) -> str:
    """That of our own proxy; a stranger's is not believed."""
    given = request.headers.get("x-request-id", "")
    return given if settings.PROXY_COUNT and GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
