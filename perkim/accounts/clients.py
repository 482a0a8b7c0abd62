"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The address of the client: of X-Forwarded-For only the entries our own proxies wrote (`PROXY_COUNT`) count."""
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if settings.PROXY_COUNT and len(forwarded) >= settings.PROXY_COUNT:
        return forwarded[-settings.PROXY_COUNT]
    return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 -- an absent address, nothing is bound
