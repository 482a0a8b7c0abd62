"""How a page about one house comes to it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from perkim.accounts.access import account_of
from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case
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
    case = seen_case(request, public_id)
    if SurveyComplete.find(case.declared) is None:
        raise Http404("this kind of case is not surveyed")
    return HouseDesk(
        user=user,
        case=case,
        calon=Calon.objects.filter(berkas=case).select_related("person").first(),
        survey=HouseSurvey.objects.filter(berkas=case).select_related("saved_by").first(),
    )
