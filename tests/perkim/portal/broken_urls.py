"""The portal's addresses and some that fail in a known way."""

import errno
from datetime import date

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from psycopg.errors import DiskFull, LockNotAvailable, QueryCanceled

from perkim import urls
from perkim.accounts.access import access, public
from perkim.lib.patience import LateError, OutsideService
from perkim.parameters.kinds import OFFICE_HOURS
from perkim.parameters.reading import MissingParameterError

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@access(public)
def fault(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("NIK 3508010101010001 tidak terbaca")


@access(public)
def database_away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


@access(public)
def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Berkas ini milik Bidang Perumahan.")


@access(public)
def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("strange header")


@access(public)
def unstated(request: HttpRequest) -> HttpResponse:
    raise MissingParameterError(OFFICE_HOURS, date(2019, 12, 31))


@access(public)
def hindered(request: HttpRequest, by: str) -> HttpResponse:
    """As these faults arrive from below: those of the database wrapped by Django."""
    if by == "berkas":
        raise LateError(OutsideService.STORAGE)
    if by == "ruang":
        raise OSError(errno.ENOSPC, "No space left on device")
    causes = {"ruang-basis-data": DiskFull, "kunci": LockNotAvailable, "lambat": QueryCanceled}
    raise OperationalError("of the database") from causes[by]()


urlpatterns = [
    *urls.urlpatterns,
    path("rusak/", fault),
    path("putus/", database_away),
    path("ditolak/", refused),
    path("aneh/", suspicious),
    path("kosong/", unstated),
    path("terhalang/<by>/", hindered),
]
