"""A page for who opens an address that only takes what a form sends, in the place of a blank one."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from perkim.portal.errors import method_not_allowed


class ClosedMethodMiddleware:
    """Dresses the empty answer 405 of every view, and keeps its header `Allow`.

    Only for a browser that asks for a page: programs (health checks, uploads, the field page) get the bare answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED or answer.streaming or answer.content:
            return answer
        if "text/html" not in request.headers.get("accept", ""):
            return answer
        page = method_not_allowed(request)
        page["Allow"] = answer.get("Allow", "")
        return page
