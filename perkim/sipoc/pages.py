"""How a page about one case comes to it, and how it answers what was refused."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from perkim.accounts.access import account_of
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas


def seen_case(request: HttpRequest, public_id: UUID, *related: str) -> Berkas:
    """The case, with its region and what else it is asked for with, if the account of this request may see it. Raises
    Http404 for any other: what may not be seen does not exist."""
    visible = Berkas.objects.visible_to(account_of(request)).select_related("region__parent", *related)
    case: Berkas = get_object_or_404(visible, public_id=public_id)
    return case


def status_of(error: SipocError) -> HTTPStatus:
    """403 for who may not, 409 for what has changed meanwhile, 422 for what was typed."""
    if isinstance(error, StaleError):
        return HTTPStatus.CONFLICT
    return HTTPStatus.FORBIDDEN if isinstance(error, RefusedError) else HTTPStatus.UNPROCESSABLE_ENTITY
