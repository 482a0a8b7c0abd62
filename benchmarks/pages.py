"""Pages against a bare page: the same middleware, session and base template, and nothing else."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path
from django.utils import timezone

from benchmarks.timing import Measurement, compare
from perkim.accounts.access import access, public
from perkim.lib.calendar import OfficeCalendar
from perkim.portal.lists.keyset import SIZE
from perkim.portal.lists.page import row_of
from perkim.regions.models import Region
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from perkim.urls import handler400, handler403, handler404, handler500
from perkim.urls import urlpatterns as all_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "measure", "urlpatterns"]


@access(public)
def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "staff.html" if request.user.is_authenticated else "public.html")


@access(public)
def bare_rows(request: HttpRequest) -> HttpResponse:
    """The shell with the list's own table, its 25 rows made in memory: no query but those of the session."""
    now, calendar = timezone.now(), OfficeCalendar({day: (time(7), time(16)) for day in range(5)}, frozenset())
    kecamatan = Region(code="35.08.03", name="Candipuro", kind="KECAMATAN")
    village = Region(code="35.08.03.2005", name="Sumberwuluh", kind="DESA", parent=kecamatan)
    stage = programme("rtlh").process("penerima").first.key
    cases = [
        Berkas(
            pk=number,
            programme="rtlh",
            process="penerima",
            stage=stage,
            number=f"RTLH-2026-{number}",
            handed_in=True,
            title=f"Rumah {number}",
            amount=20_000_000,
            region=village,
            earliest_due=now + timedelta(hours=number),
        )
        for number in range(SIZE)
    ]
    return render(request, "benchmarks/rows.html", {"rows": [row_of(case, now, calendar) for case in cases]})


urlpatterns = [*all_urls, path("polos/", bare), path("polos/baris/", bare_rows)]


def getter(client: Client, address: str) -> Callable[[], object]:
    def get() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    return get


def measure() -> Iterator[Measurement]:
    """Public pages; those of the staff are measured with cases in `benchmarks/cases.py`."""
    stranger = Client()
    for name, address, goal in (("home page", "/", 3.0), ("services page", "/layanan/", 4.0)):
        yield compare(
            name,
            getter(stranger, address),
            reference="bare page, same middleware and shell",
            against=getter(stranger, "/polos/"),
            goal=goal,
        )
