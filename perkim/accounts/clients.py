"""Where a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The address of the client: of X-Forwarded-For only the entries our own proxies wrote (`PROXY_COUNT`) count."""
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    believed = forwarded[-settings.PROXY_COUNT] if 0 < settings.PROXY_COUNT <= len(forwarded) else ""
    return _address(believed) or str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 -- absent, not bound


def client_line(request: HttpRequest) -> str:
    """One name for all addresses that one line has: with IPv6 a whole /64, so that changing the address within it gives
    no more guesses. Written as an address."""
    address = ipaddress.ip_address(client_ip(request))
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address), 64), strict=False).network_address)


def _address(entry: str) -> str:
    """The address of an entry, without the port that some proxies add; empty if it is none, as in "unknown"."""
    host = entry.partition("]")[0].removeprefix("[") if entry.startswith("[") else entry
    host = host.partition(":")[0] if host.count(":") == 1 else host
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""
