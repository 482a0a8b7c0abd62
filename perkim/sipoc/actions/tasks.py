"""Opening and closing the Tugas that follow from a stage's declaration."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from perkim.accounts.roles import Role
from perkim.lib.rows import insert_rows
from perkim.sipoc.actions.step import Step
from perkim.sipoc.declarations import Process, Stage
from perkim.sipoc.models import Berkas, Participant, StageVisit, Tugas
from perkim.sipoc.terms import Reason

LONGEST_TITLE = 200


def open_tugas(
    step: Step,
    process: Process,
    stage: Stage,
    visits: Mapping[int, StageVisit],
    *,
    only: Role | None = None,
    missing_only: bool = False,
) -> list[Tugas]:
    """The stage's own Tugas and one for each requirement that names a worker (of one role `only`). Three statements.

    `missing_only` leaves out what these visits asked for already.

    A role that works only its own cases gets it in person; until the case is handed to somebody, the role that hands
    out is asked to.
    """
    wanted = [("", stage.task, stage.worked_by)] if stage.task else []
    wanted += [(each.key, each.title, each.worked_by) for each in stage.requirements if each.worked_by]
    wanted = [each for each in wanted if only in (None, each[2])]
    handed = _handed(step, process, (role for _, _, role in wanted))
    asked = _asked_keys(visits) if only or missing_only else set()
    made = []
    for case in step.cases:
        to_hand_out = set()
        for key, title, role in wanted:
            if (case.pk, key) in asked:
                continue
            persons = handed[case.pk, str(role)]
            if role in process.own_roles and not persons:
                to_hand_out.add(role)
                continue
            task = _tugas(step, case, visits[case.pk], title)
            task.key, task.role, task.person_id = key, role, persons[0] if persons else None
            made.append(task)
        for role in sorted(to_hand_out):
            task = _tugas(step, case, visits[case.pk], f"Tunjuk {role.label.lower()} untuk berkas ini")
            task.role, task.hands_out = process.own_roles[role], True
            made.append(task)
    insert_rows(made)
    return made


def close_tugas(step: Step, *, worked: bool, ended: bool) -> None:
    """End the waiting Tugas of the stage: its own is done by who moved it, all others are dropped.

    Instructions outlive the stage, since somebody waits for the report; only the end of the case drops them too.
    """
    waiting = Tugas.objects.filter(berkas__any_of=step.ids, done_at=None, dropped_at=None)
    if worked:
        own = waiting.filter(key="", given_by=None, hands_out=False)
        own.update(done_at=step.now, done_by=step.actor)
    dropped = waiting if ended else waiting.filter(given_by=None)
    dropped.update(dropped_at=step.now, dropped_for=Reason.MOVED)


def hold_tugas(step: Step, held: bool) -> None:
    """Take the Tugas of frozen cases out of all worklists, or put them back."""
    Tugas.objects.filter(berkas__any_of=step.ids, done_at=None, dropped_at=None).update(held=held)


def _tugas(step: Step, case: Berkas, visit: StageVisit, title: str) -> Tugas:
    return Tugas(
        berkas=case,
        visit=visit,
        title=title[:LONGEST_TITLE],
        programme=case.programme,
        process=case.process,
        region_id=case.region_id,
        confidential=case.confidential,
        held=case.frozen,
        opened_at=step.now,
        due_at=case.earliest_due,
    )


def _asked_keys(visits: Mapping[int, StageVisit]) -> set[tuple[int, str]]:
    """What waits or was done in these visits: it is not asked for again. One query."""
    asked = Tugas.objects.filter(
        visit__any_of=[visit.pk for visit in visits.values()], dropped_at=None, given_by=None, hands_out=False
    )
    return set(asked.values_list("berkas", "key"))


def _handed(step: Step, process: Process, roles: Iterable[str | None]) -> Mapping[tuple[int, str], list[int]]:
    """Whom each case was handed to, by case and role; the one who came last stands first. One query, or none."""
    own = sorted({str(role) for role in roles if role in process.own_roles})
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    if own:
        live = Participant.objects.live().filter(berkas__any_of=step.ids, capacity__in=own, user__isnull=False)
        for berkas, capacity, user in live.order_by("-id").values_list("berkas", "capacity", "user"):
            found[berkas, capacity].append(user)
    return found
