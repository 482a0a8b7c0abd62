"""The public pages: home, and the services with their SIPOC sheets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, public
from perkim.sipoc.declarations import Programme
from perkim.sipoc.legal_basis import legal_basis_on
from perkim.sipoc.registry import programme as programme_of
from perkim.sipoc.registry import programmes


@dataclass(frozen=True)
class Service:
    """A programme as the services page lists it: the laws of today, and what all its processes ask for and give, each
    thing once."""

    programme: Programme
    laws: Sequence[str]
    inputs: list[str]
    outputs: list[str]


@require_safe
@access(public)
def home(request: HttpRequest) -> HttpResponse:
    known = programmes()
    journeys = [each.journey for each in known if each.open and each.journey]
    return render(request, "portal/home.html", {"programmes": known, "journeys": journeys, **_openness(known)})


@require_safe
@access(public)
def services(request: HttpRequest) -> HttpResponse:
    declared = programmes()
    laws = legal_basis_on(declared, localdate())
    shown = [_service(each, laws[each.slug]) for each in declared]
    return render(request, "portal/services.html", {"services": shown, **_openness(declared)})


@require_safe
@access(public)
def service(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        programme = programme_of(slug)
    except KeyError:
        raise Http404(f"no programme {slug!r}") from None
    laws = legal_basis_on([programme], localdate())[slug]
    return render(request, "portal/service.html", {"programme": programme, "laws": laws})


def _service(programme: Programme, laws: Sequence[str]) -> Service:
    return Service(
        programme,
        laws=laws,
        inputs=_each_once(thing for sheet in programme.sheets for thing in sheet.input),
        outputs=_each_once(thing for sheet in programme.sheets for thing in sheet.output),
    )


def _each_once(things: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(things))


def _openness(declared: tuple[Programme, ...]) -> dict[str, int]:
    return {"total": len(declared), "open_count": sum(programme.open for programme in declared)}
