"""How a page about one house comes to it."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from perkim.accounts.access import account_of
from perkim.accounts.models import User
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.survey.requirements import SurveyComplete


@dataclass(frozen=True, kw_only=True)
class HouseDesk:
    """The case that this account may see, its candidate and its survey."""

    user: User
    case: Berkas
    calon: Calon | None
    survey: HouseSurvey | None


def house_of(request: HttpRequest, public_id: UUID) -> HouseDesk:
    """The house, if the reader may see the case and its kind is surveyed at all; else it does not exist (404)."""
    user = account_of(request)
    case = get_object_or_404(Berkas.objects.visible_to(user).select_related("region__parent"), public_id=public_id)
    if SurveyComplete.find(case.declared) is None:
        raise Http404("this kind of case is not surveyed")
    return HouseDesk(
        user=user,
        case=case,
        calon=Calon.objects.filter(berkas=case).select_related("person").first(),
        survey=HouseSurvey.objects.filter(berkas=case).select_related("saved_by").first(),
    )


def status_of(error: SipocError) -> HTTPStatus:
    if isinstance(error, StaleError):
        return HTTPStatus.CONFLICT
    return HTTPStatus.FORBIDDEN if isinstance(error, RefusedError) else HTTPStatus.UNPROCESSABLE_ENTITY
