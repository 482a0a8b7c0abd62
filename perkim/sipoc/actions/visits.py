"""Coming into stages and leaving them, for any number of cases at once."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Count

from perkim.lib.rows import insert_rows, update_rows
from perkim.sipoc.acting import Acting
from perkim.sipoc.models import Pause, StageVisit
from perkim.sipoc.terms import MoveKind

LEFT = ("left_at", "left_by", "move", "reason", "left_key", "left_move", "left_version", "net_minutes", "corrected")


def open_visits(step: Acting) -> dict[int, StageVisit]:
    """The visit each case is in now, by the case's id. One query."""
    return {visit.berkas_id: visit for visit in StageVisit.objects.filter(berkas__any_of=step.ids, left_at=None)}


def leave(step: Acting, visits: dict[int, StageVisit], *, move: str, reason: str, key: UUID | None) -> None:
    """End the visits through a move. Two statements."""
    pauses = defaultdict(list)
    for pause in Pause.objects.filter(berkas__any_of=step.ids):
        pauses[pause.berkas_id].append(pause)
    for case in step.cases:
        visit = visits[case.pk]
        visit.left_at, visit.left_by_id, visit.move = step.now, step.actor.pk, move
        # The case's version as it will be when this step is saved.
        visit.reason, visit.left_key, visit.left_version = reason, key, case.lock_version + 1
        visit.left_move, visit.net_minutes = step.move_id, _net_minutes(step, visit, pauses[visit.berkas_id])
    update_rows(list(visits.values()), LEFT)


def enter(step: Acting, stage: str, kind: MoveKind) -> dict[int, StageVisit]:
    """Begin a visit of this stage for each case; the cycle counts earlier stays there. Two statements."""
    before = StageVisit.objects.filter(berkas__any_of=step.ids, stage=stage, corrected=False).order_by()
    stays = dict(before.values_list("berkas").annotate(Count("id")))
    made = [
        StageVisit(
            berkas_id=case.pk,
            stage=stage,
            cycle=stays.get(case.pk, 0) + 1,
            entered_at=step.now,
            entered_by_id=step.actor.pk,
            entered_kind=kind,
        )
        for case in step.cases
    ]
    insert_rows(made)
    return {visit.berkas_id: visit for visit in made}


def _net_minutes(step: Acting, visit: StageVisit, pauses: list[Pause]) -> int:
    """Office minutes from coming in to now, without the spans in which the clock stood still."""
    minutes, start = step.calendar.minutes_until, visit.entered_at
    spans = [(max(pause.started_at, start), pause.ended_at or step.now) for pause in pauses]
    still = sum(minutes(begins, ends) for begins, ends in spans if begins < ends)
    return max(0, minutes(start, step.now) - still)
