"""How the pages of bank accounts come to their case."""

from uuid import UUID

from django.http import Http404, HttpRequest

from perkim.banking.requirements import AccountRecorded, AccountsBelow
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case


def house_of(request: HttpRequest, public_id: UUID) -> Berkas:
    """The household's case, for those who may see it, and only where an account is asked for at all; else it does not
    exist."""
    case = _seen(request, public_id)
    if AccountRecorded.find(case.declared) is None:
        raise Http404("this kind of case has no bank account")
    return case


def year_of(request: HttpRequest, public_id: UUID) -> tuple[Berkas, AccountsBelow]:
    """The activity whose households have accounts, and the requirement about them; 404 as above."""
    case = _seen(request, public_id)
    requirement = AccountsBelow.find(case.declared)
    if requirement is None:
        raise Http404("no accounts are listed below this case")
    return case, requirement


def _seen(request: HttpRequest, public_id: UUID) -> Berkas:
    case: Berkas = seen_case(request, public_id)
    return case
