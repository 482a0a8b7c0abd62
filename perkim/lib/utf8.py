"""What is sent to the portal is UTF-8, as all browsers send it."""

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class Utf8Middleware:
    """Refuses what names another encoding: by some of them half a character comes in, which neither a page nor the
    database can hold. Django refuses it for one of the two encodings of forms only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest(f"a request in {request.encoding}")
        return self.get_response(request)
