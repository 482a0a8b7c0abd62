"""What of the outside is in the way, recognised by the fault it caused: something is late, away, or full."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from psycopg.errors import DiskFull, LockNotAvailable, QueryCanceled

from perkim.accounts.late_forms import SECRETS
from perkim.lib.patience import LateError, OutsideService

FULL = {errno.ENOSPC, errno.EDQUOT}
# What was typed goes back with the page up to this length.
MOST_TYPED = 200_000


@dataclass(frozen=True)
class Trouble:
    """`sentence` says what is wrong; what was typed, and when to come again, is said by the page."""

    title: str
    sentence: str
    status: HTTPStatus = HTTPStatus.SERVICE_UNAVAILABLE
    retry_seconds: int = 60


AWAY = Trouble("Layanan sedang berhenti sebentar", "Sistem sedang dirawat atau sambungannya terputus.")
NO_ROOM = Trouble(
    "Tempat penyimpanan penuh",
    "Tempat penyimpanan di server penuh, jadi kiriman ini tidak disimpan. Beri tahu admin portal agar "
    "ruangnya ditambah; halaman yang hanya dibaca tetap dapat dibuka.",
    HTTPStatus.INSUFFICIENT_STORAGE,
    600,
)
LOCKED = Trouble(
    "Data ini sedang dikerjakan",
    "Orang lain atau pekerjaan latar sedang mengubah data yang sama, dan itu belum selesai pada waktunya.",
)
SLOW = Trouble(
    "Basis data lambat menjawab",
    "Halaman ini meminta lebih banyak daripada yang dapat dijawab basis data pada waktunya. Persempit pilihan Anda, "
    "atau coba lagi nanti.",
)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """None for a fault of our own."""
    chain = list(_chain(error))
    for each in chain:
        if isinstance(each, LateError):
            return late(each.part)
        if isinstance(each, DiskFull) or (isinstance(each, OSError) and each.errno in FULL):
            return NO_ROOM
        if isinstance(each, LockNotAvailable):
            return LOCKED
        if isinstance(each, QueryCanceled):
            return SLOW
    return AWAY if chain and isinstance(chain[0], OperationalError | InterfaceError) else None


def late(part: OutsideService) -> Trouble:
    return Trouble(
        f"{part} sedang lambat menjawab",
        f"{part} belum menjawab pada waktunya, jadi halaman ini tidak ditunggu lebih lama.",
        retry_seconds=10,
    )


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form of our own, to be sent again from the page itself; without those that hold a secret."""
    try:
        if request.method != "POST" or not _is_ours(request):
            return []
        fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except (OSError, SuspiciousOperation):
        # It was never read whole, and cannot be read now.
        return []
    is_secret = any(name in SECRETS for name, _ in fields)
    too_long = sum(len(name) + len(value) for name, value in fields) > MOST_TYPED
    return [] if is_secret or too_long else fields


class _Check(CsrfViewMiddleware):
    """Says that a form is a stranger's, and draws no page about it."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden(reason)


def _is_ours(request: HttpRequest) -> bool:
    """Asked anew, as the fault may have come before the middleware asked. The answer lies in a cookie."""
    return _Check(lambda _: HttpResponse()).process_view(request, lambda _: HttpResponse(), (), {}) is None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
