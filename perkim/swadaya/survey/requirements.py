"""What a stage asks for: the survey of the house, filled in completely."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.accounts.roles import Role
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Process, Reads, Requirement, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.questions import GROUPS, lacking


@dataclass(frozen=True, kw_only=True)
class SurveyComplete(Requirement):
    """Every group of the house survey is answered. `worked_by` fills it in, or who works the stage.

    `overridden_by` are the roles that may decide a rule differently; never a person who filled in the survey.
    """

    reads: ClassVar[Reads] = Reads.OWN

    page: str = "swadaya:start"
    overridden_by: tuple[Role, ...] = (Role.TIM_TEKNIS, Role.KABID_PRM)

    def fact(self, case: Berkas) -> str:
        survey = HouseSurvey.objects.filter(berkas=case).select_related("saved_by").first()
        if survey is None:
            return ""
        done = sum(1 for group in GROUPS if not lacking(survey, group))
        return f"{done} dari {len(GROUPS)} bagian lengkap, {date_format(localtime(survey.saved_at), 'j F Y')}."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        surveys = {each.berkas_id: each for each in HouseSurvey.objects.filter(berkas__any_of=cases.ids())}
        missing = {}
        for pk in cases.ids():
            if sentence := self._lacking(surveys.get(pk)):
                missing[pk] = [sentence]
        return missing

    def _lacking(self, survey: HouseSurvey | None) -> str:
        if survey is None:
            return f"{self.title} belum diisi."
        counts = [(within_sentence(group.title), len(lacking(survey, group))) for group in GROUPS]
        words = [f"{title} ({count} isian)" for title, count in counts if count]
        return f"{self.title} belum lengkap: {', '.join(words)}." if words else ""

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        surveyor = self.worked_by or stage.worked_by
        if Role.ADMIN in (surveyor, *self.overridden_by):
            yield "is worked by the admin, who works no case"
        if surveyor in self.overridden_by:
            yield "lets one role both survey and override"
        if strangers := set(self.overridden_by) - process.workers() - set(process.seen_by):
            yield f"is overridden by {', '.join(sorted(strangers))}, who do not see these cases"
        if len(SurveyComplete.all_in(process)) > 1:
            yield "is declared as two different surveys in one process"
