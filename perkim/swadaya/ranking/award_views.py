"""From a ranking to the one decision on all households within its quota, and at the end of the year on all that still
wait: `perkim.portal.bulk.views` takes it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from perkim.accounts.access import access, account_of, signed_in
from perkim.portal.bulk.choosing import decide_on
from perkim.sipoc.pages import seen_case
from perkim.swadaya.models import Ranking
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.ranking.page import reserves_to_close, waiting_for_award
from perkim.swadaya.ranking.requirements import RankingFrozen, award_of

NO_RESERVE = "Tidak ada cadangan yang menunggu, atau kegiatan ini belum sampai penutupan."
NOBODY = "Semua calon di dalam kuota sudah ditetapkan, atau SK penerimanya belum terbit."


@require_POST
@access(signed_in)
def award(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose everybody within the quota who is not awarded yet, and go to the page of the decision."""
    case = seen_case(request, public_id)
    requirement, ranking = RankingFrozen.find(case.declared), Ranking.objects.current().filter(berkas=case).first()
    if requirement is None or ranking is None:
        raise Http404("nothing is ranked here")
    return decide_on(
        request,
        programme=case.programme,
        process=requirement.process,
        stage=requirement.ranked_in,
        way=award_of(case.declared_programme.process(requirement.process).stage(requirement.ranked_in)),
        versions={place.berkas_id: place.berkas.lock_version for place in waiting_for_award(case, ranking)},
        back=reverse("swadaya:ranking", args=[case.public_id]),
        nobody=NOBODY,
    )


@require_POST
@access(signed_in)
def close_reserves(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose every household that waits when the year is closed, and go to the page of the decision."""
    user = account_of(request)
    case = seen_case(request, public_id)
    requirement, closing = RankingFrozen.find(case.declared), ReservesClosed.find(case.declared_stage)
    if requirement is None:
        raise Http404("nothing is ranked here")
    return decide_on(
        request,
        programme=case.programme,
        process=requirement.process,
        stage=requirement.ranked_in,
        way=closing.way if closing else "",
        versions={each.pk: each.lock_version for each in reserves_to_close(user, case)},
        back=reverse("swadaya:ranking", args=[case.public_id]),
        nobody=NO_RESERVE,
    )
