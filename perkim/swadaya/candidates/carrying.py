"""Where a candidate was before a proposal took it, and what was found at the house then."""

from collections.abc import Collection

from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.terms import Link, Outcome
from perkim.swadaya.models import HouseSurvey

# Nobody is taken on more often than that before somebody looks at the house again.
MOST_STEPS = 5


def carried_from(cases: Collection[int]) -> dict[int, Berkas]:
    """The case that each of these goes on from, by id. One query."""
    rows = Relation.objects.filter(berkas__in=list(cases), kind=Link.CARRIED_FROM).select_related("other")
    return {row.berkas_id: row.other for row in rows}


def survey_before(case: Berkas) -> HouseSurvey | None:
    """What was found at the house before, by the nearest case that has it: a beginning for the survey, never the survey
    itself. Two queries for each time that the household was taken."""
    here = case.pk
    for _ in range(MOST_STEPS):
        before = carried_from([here]).get(here)
        if before is None:
            break
        if survey := HouseSurvey.objects.filter(berkas=before).select_related("berkas").first():
            return survey
        here = before.pk
    return None


def origin_of(case: Berkas, before: Berkas) -> str:
    """Where the case comes from, as its tag says it: `Cadangan 2026`, `Dari RTLH 2026`."""
    reserve = before.outcome == Outcome.DITOLAK
    programme = "" if reserve and before.programme == case.programme else f"{before.declared_programme.title} "
    return f"{'Cadangan' if reserve else 'Dari'} {programme}{before.year}"
