"""Reserves of the year before: eligible households beyond the quota, to be proposed again without typing."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from perkim.lib.names import by_name
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.terms import Link, Outcome
from perkim.swadaya.candidates.querysets import CalonQuerySet
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.ranking.requirements import RankingFrozen


def reserves_before(usulan: Berkas, process: Process) -> CalonQuerySet:
    """Those of the same village and programme that were found eligible in the budget year before, got no place, and are
    proposed by nobody in this one; by name."""
    year = usulan.parent.declared if usulan.parent else None
    requirement = RankingFrozen.find(year) if year else None
    if requirement is None:
        return Calon.objects.none()
    reserves: CalonQuerySet = Calon.objects.filter(
        berkas__programme=usulan.programme,
        berkas__process=process.key,
        berkas__stage=requirement.ranked_in,
        berkas__outcome=Outcome.DITOLAK,
        berkas__year=usulan.year - 1,
        berkas__region=usulan.region_id,
    )
    again = Calon.objects.proposed_or_aided(usulan.year).filter(person=OuterRef("person"))
    return reserves.filter(~Exists(again)).with_people().order_by(*by_name("berkas__title", "pk"))


def carried_from(cases: Collection[int]) -> dict[int, Berkas]:
    """The case of the year before, by the id of the case that goes on from it. One query."""
    rows = Relation.objects.filter(berkas__in=list(cases), kind=Link.CARRIED_FROM).select_related("other")
    return {row.berkas_id: row.other for row in rows}


def survey_before(case: Berkas) -> HouseSurvey | None:
    """What was found at the house the year before: a beginning for the survey, never the survey itself."""
    before = carried_from([case.pk]).get(case.pk)
    return HouseSurvey.objects.filter(berkas=before).select_related("berkas").first() if before else None
