"""Pages against a bare page: the same middleware, session and base template, and nothing else."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path

from benchmarks.timing import Measured, compare
from perkim.accounts.access import access, public
from perkim.accounts.models import User
from perkim.urls import handler400, handler403, handler404, handler500
from perkim.urls import urlpatterns as all_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "measure", "urlpatterns"]


@access(public)
def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "staff.html" if request.user.is_authenticated else "public.html")


urlpatterns = [*all_urls, path("polos/", bare)]


def _getter(client: Client, address: str) -> Callable[[], object]:
    def get() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    return get


def measure() -> Iterator[Measured]:
    stranger, staff = Client(), Client()
    staff.force_login(User.objects.get(username="staf"))
    for name, client, address, goal in (
        ("home page", stranger, "/", 3.0),
        ("services page", stranger, "/layanan/", 4.0),
        ("empty worklist", staff, "/kerja/", 2.0),
    ):
        yield compare(
            name,
            _getter(client, address),
            reference="bare page, same middleware and shell",
            against=_getter(client, "/polos/"),
            goal=goal,
        )
