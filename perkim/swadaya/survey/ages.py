"""How old the survey of a house is, and whether a case that goes on elsewhere takes it along."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.parameters.reading import value_on
from perkim.sipoc.declarations import Process
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.parameters import SURVEY_AGE
from perkim.swadaya.survey.questions import is_complete
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.visits.models import Visit
from perkim.visits.requirements import VisitRecorded
from perkim.visits.terms import VisitOutcome


@dataclass(frozen=True, kw_only=True)
class PastSurvey:
    """A complete survey, by the day of the visit; `months` is how old it may be on the day on which it is asked for."""

    day: date
    months: int
    today: date

    @property
    def goes_along(self) -> bool:
        return self.today <= months_after(self.day, self.months)

    @property
    def sentence(self) -> str:
        written = date_format(self.day, "j F Y")
        if self.goes_along:
            return f"Survei tanggal {written} ikut; kelayakannya dinilai lagi."
        return f"Survei tanggal {written} sudah lebih lama dari {self.months} bulan, jadi rumahnya disurvei lagi."


def past_surveys(cases: Collection[int], process: Process, today: date) -> dict[int, PastSurvey]:
    """The complete surveys of these cases, of houses that were seen at the last visit, by the id of the case. `process`
    is the kind of case that would take them along: it says which visit counts. Three queries at most."""
    visit = visit_of(process)
    if visit is None or not cases:
        return {}
    complete = {each.berkas_id for each in HouseSurvey.objects.filter(berkas__any_of=list(cases)) if is_complete(each)}
    newest = Visit.objects.of(visit.key).filter(berkas__any_of=sorted(complete)).newest() if complete else []
    seen = {each.berkas_id: localdate(each.visited_at) for each in newest if each.outcome == VisitOutcome.SURVEYED}
    months = value_on(SURVEY_AGE, today) if seen else 0
    return {pk: PastSurvey(day=day, months=months, today=today) for pk, day in seen.items()}


def visit_of(process: Process) -> VisitRecorded | None:
    """The visit by which the house is surveyed."""
    stages = (stage for stage in process.stages if SurveyComplete.find(stage))
    return next((VisitRecorded.find(stage) for stage in stages), None)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
