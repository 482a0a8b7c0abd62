"""Health checks need no account: looking up who is signed in would query a database that may be hanging."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

ADDRESSES = "/sehat/"


class NobodyAsksMiddleware:
    """Before the session: takes the cookies off, so that these pages are drawn for a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(ADDRESSES):
            request.COOKIES.clear()
        return self.get_response(request)
