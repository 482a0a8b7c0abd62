"""How the pages of bank accounts come to their case."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from perkim.accounts.access import account_of
from perkim.banking.requirements import AccountRecorded, AccountsBelow
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas


def house_of(request: HttpRequest, public_id: UUID) -> Berkas:
    """The household's case, for who may see it and where an account is asked for at all; else it does not exist."""
    case = _seen(request, public_id)
    if AccountRecorded.find(case.declared) is None:
        raise Http404("this kind of case has no bank account")
    return case


def year_of(request: HttpRequest, public_id: UUID) -> tuple[Berkas, AccountsBelow]:
    """The activity whose households have accounts, and what it asks for about them; Http404 as above."""
    case = _seen(request, public_id)
    asked = AccountsBelow.find(case.declared)
    if asked is None:
        raise Http404("no accounts are listed below this case")
    return case, asked


def status_of(error: SipocError) -> HTTPStatus:
    if isinstance(error, StaleError):
        return HTTPStatus.CONFLICT
    return HTTPStatus.FORBIDDEN if isinstance(error, RefusedError) else HTTPStatus.UNPROCESSABLE_ENTITY


def _seen(request: HttpRequest, public_id: UUID) -> Berkas:
    visible = Berkas.objects.visible_to(account_of(request)).select_related("region__parent")
    found: Berkas = get_object_or_404(visible, public_id=public_id)
    return found
