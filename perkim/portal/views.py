"""The shared pages: home, the services with their SIPOC sheets, and the worklist of who is signed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of, public, signed_in
from perkim.accounts.models import Assignment
from perkim.lib.text import day_greeting
from perkim.sipoc.declarations import Programme
from perkim.sipoc.registry import programme as programme_of
from perkim.sipoc.registry import programmes


@dataclass(frozen=True)
class Service:
    """A programme as the services page lists it: what all its processes ask for and give, each thing once."""

    programme: Programme
    inputs: list[str]
    outputs: list[str]


@require_safe
@access(public)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html", {"programmes": programmes(), **_openness(programmes())})


@require_safe
@access(public)
def services(request: HttpRequest) -> HttpResponse:
    found = programmes()
    return render(request, "portal/services.html", {"services": [_service(each) for each in found], **_openness(found)})


@require_safe
@access(public)
def service(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = programme_of(slug)
    except KeyError:
        raise Http404(f"no programme {slug!r}") from None
    return render(request, "portal/service.html", {"programme": found})


@require_safe
@access(signed_in)
def worklist(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    held = account_of(request).assignments_today
    context = {
        "now": now,
        "hello": day_greeting(now),
        "assignments": [(assignment, _programme_title(assignment)) for assignment in held],
        **_openness(programmes()),
    }
    return render(request, "portal/worklist.html", context)


def _service(programme: Programme) -> Service:
    return Service(
        programme,
        inputs=_each_once(thing for process in programme.processes for thing in process.input),
        outputs=_each_once(thing for process in programme.processes for thing in process.output),
    )


def _each_once(things: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(things))


def _openness(found: tuple[Programme, ...]) -> dict[str, int]:
    return {"total": len(found), "open_count": sum(programme.open for programme in found)}


def _programme_title(assignment: Assignment) -> str:
    """Empty: all programmes. A programme that was removed keeps its code as its title."""
    try:
        return programme_of(assignment.programme).title if assignment.programme else ""
    except KeyError:
        return assignment.programme
