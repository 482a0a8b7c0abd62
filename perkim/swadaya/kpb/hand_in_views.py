"""From the reports of a group to the one decision that hands in those that are complete."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from perkim.accounts.access import access, account_of, signed_in
from perkim.funds.pages import case_with_money
from perkim.funds.requirements import Reported
from perkim.portal.bulk.choosing import decide_on
from perkim.sipoc.completeness import blockers
from perkim.swadaya.kpb.report import group_report_of, stages_of

NOBODY = "Belum ada rumah di kelompok ini yang semua syaratnya lengkap. Buka berkasnya untuk melihat yang kurang."


@require_POST
@access(signed_in)
def hand_in_reports(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Choose the households of the group that lack nothing, and go to the page of the decision."""
    case, user = case_with_money(request, public_id), account_of(request)
    requirement = Reported.find(case.declared, key)
    if requirement is None or case.parent_id is None:
        raise Http404("this kind of case has no such report")
    stage = stages_of(case, requirement)[0]
    way = next(each for each in stage.moves if each.completes)
    cases = [row.case for row in group_report_of(case, requirement, user).editable]
    lacking = blockers(cases, way) if cases else {}
    versions = {each.pk: each.lock_version for each in cases if not lacking.get(each.pk)}
    return decide_on(
        request,
        programme=case.programme,
        process=case.process,
        stage=stage.key,
        way=way.key,
        versions=versions,
        back=reverse("swadaya:group_report", args=[case.public_id, key]),
        nobody=NOBODY,
    )
