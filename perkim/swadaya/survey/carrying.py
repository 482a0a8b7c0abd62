"""The survey of a house goes on with the household: its answers, the visit, the photos before the work, and the papers
that were shown. The verdict does not: it is reached anew, by the rules and numbers of the day."""

from collections import defaultdict
from collections.abc import Mapping

from perkim.audit.kinds import declare
from perkim.documents.actions.carrying import carry_papers
from perkim.documents.papers import Paper
from perkim.lib.rows import insert_rows
from perkim.sipoc.actions.step import Step
from perkim.sipoc.declarations import Process, Stage
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.ages import visit_of
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.visits.actions.carrying import carry_photos, carry_visits
from perkim.visits.models import Visit
from perkim.visits.requirements import PhotosTaken, VisitRecorded

CARRIED = declare("survei.ikut", "Survei rumah ikut dari berkas sebelumnya")


def carried_visit(case: Berkas) -> Visit | None:
    """The visit that came along when a proposal took the household: it was told before the case was there. One query,
    or none."""
    visit = visit_of(case.declared)
    if visit is None:
        return None
    return Visit.objects.of(visit.key).filter(berkas=case, received_at__lt=case.opened_at).first()


def carry_surveys(step: Step, process: Process, going_on: Mapping[int, Berkas]) -> None:
    """Give each new case of the step, by the id of the case that it goes on from, what the survey stage of its process
    asks for, as far as it was there under the same keys. The number of statements does not grow with the cases."""
    stage = next((each for each in process.stages if SurveyComplete.find(each)), None)
    if stage is None or not going_on:
        return
    _carry_answers(going_on)
    brought = _carry_field_work(stage, going_on)
    for paper in carry_papers(going_on, Paper.all_in(stage)):
        brought[paper.berkas_id].append((paper.key, paper.upload.sha256))
    numbers = {case.pk: old for old, case in going_on.items()}
    before = dict(Berkas.objects.filter(pk__any_of=list(going_on)).values_list("pk", "public_id"))
    step.record(
        CARRIED,
        lambda case: {"dari": str(before[numbers[case.pk]]), "file": [list(each) for each in brought[case.pk]]},
    )
    step.save(call=False)


def _carry_answers(going_on: Mapping[int, Berkas]) -> None:
    """Who answered stays who did: he may not override the verdict here either."""
    own = {"id", "berkas_id"}
    kept = [field.attname for field in HouseSurvey._meta.local_concrete_fields if field.attname not in own]
    before = list(HouseSurvey.objects.filter(berkas__any_of=list(going_on)))
    made = [
        HouseSurvey(berkas=going_on[each.berkas_id], **{name: getattr(each, name) for name in kept}) for each in before
    ]
    insert_rows(made)
    new = {old.pk: survey.pk for old, survey in zip(before, made, strict=True)}
    filled = HouseSurvey.filled_by.through.objects
    rows = filled.filter(housesurvey__in=list(new)).values_list("housesurvey", "user")
    filled.bulk_create(filled.model(housesurvey_id=new[survey], user_id=user) for survey, user in rows)


def _carry_field_work(stage: Stage, going_on: Mapping[int, Berkas]) -> dict[int, list[tuple[str, str]]]:
    """Visits and photos; returns which photos each new case has, with their hashes."""
    brought: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for visit in VisitRecorded.all_in(stage):
        carry_visits(going_on, visit.key)
    for taken in PhotosTaken.all_in(stage):
        for photo in carry_photos(going_on, taken.photos):
            brought[photo.berkas_id].append((photo.slot, photo.upload.sha256))
    return brought
