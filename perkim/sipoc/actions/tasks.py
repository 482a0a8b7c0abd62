"""Opening and closing the Tugas that follow from a stage's declaration."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from perkim.accounts.roles import Role
from perkim.lib.rows import insert_rows
from perkim.lib.text import within_sentence
from perkim.sipoc.acting import Acting
from perkim.sipoc.actions.visits import open_visits
from perkim.sipoc.declarations import Process, Stage
from perkim.sipoc.models import Berkas, Participant, StageVisit, Tugas
from perkim.sipoc.models.work import DECISION
from perkim.sipoc.scopes import part_counts, posts_of
from perkim.sipoc.terms import Reason
from perkim.sipoc.wanted import Wanted

LONGEST_TITLE = 200


def open_tugas(
    step: Acting,
    process: Process,
    stage: Stage,
    visits: Mapping[int, StageVisit],
    *,
    only: Role | None = None,
    missing_only: bool = False,
) -> list[Tugas]:
    """The stage's own Tugas and one for each requirement that names a worker (of one role `only`); what can
    only be met later is left to `calling`. Three statements.

    `missing_only` leaves out what these visits asked for already.
    """
    later = {each.key for each in stage.requested_later}
    wanted = [Wanted("", stage.task, stage.worked_by)] if stage.task else []
    wanted += [
        Wanted(each.key, each.title, each.worked_by)
        for each in stage.requirements
        if each.worked_by and each.key not in later
    ]
    wanted = [each for each in wanted if only in (None, each.role)]
    requested = _requested_keys(visits) if only or missing_only else set()
    pairs = [(case, each) for case in step.cases for each in wanted if (case.pk, each.key) not in requested]
    made = _made(step, process, visits, pairs)
    insert_rows(made)
    return made


def open_wanted(step: Acting, wanted: Sequence[tuple[int, Wanted]], *, reason: str = "") -> list[Tugas]:
    """These Tugas, by the ids of their cases, which are not locked: one that somebody opened meanwhile is not opened
    again. With a `reason` they are told by who acts, like an instruction. Four statements."""
    process = step.cases[0].declared
    visits, known = open_visits(step), {case.pk: case for case in step.cases}
    named = Tugas.objects.filter(berkas__any_of=step.ids, hands_out=True, done_at=None, dropped_at=None)
    handing = set(named.values_list("berkas", "role"))
    pairs = [(known[pk], each) for pk, each in wanted if pk in visits]
    made = [
        each
        for each in _made(step, process, visits, pairs)
        if not each.hands_out or (each.berkas_id, each.role) not in handing
    ]
    for each in made if reason else ():
        each.instruction, each.given_by = reason, step.actor
    return Tugas.objects.bulk_create(made, ignore_conflicts=True)


def _made(
    step: Acting, process: Process, visits: Mapping[int, StageVisit], pairs: Sequence[tuple[Berkas, Wanted]]
) -> list[Tugas]:
    """A role that works only its own cases gets its Tugas in person; until the case is handed to somebody who may work
    it, the role that hands out is asked to. Two queries, or none."""
    handed = _handed(step, process, (each.role for _, each in pairs))
    made: list[Tugas] = []
    to_hand_out: dict[tuple[int, Role], Berkas] = {}
    for case, each in pairs:
        persons = handed[case.pk, str(each.role)]
        if each.role in process.own_roles and not persons:
            to_hand_out[case.pk, each.role] = case
            continue
        task = _tugas(step, case, visits[case.pk], each.title)
        task.key, task.role, task.person_id = each.key, each.role, persons[0] if persons else None
        made.append(task)
    for (pk, role), case in to_hand_out.items():
        task = _tugas(step, case, visits[pk], f"Tunjuk {within_sentence(role.label)} untuk berkas ini")
        task.role, task.hands_out = process.own_roles[role], True
        made.append(task)
    return made


def close_tugas(step: Acting, *, worked: bool, ended: bool, by: Sequence[Role] = ()) -> None:
    """End the waiting Tugas of the stage: its own is done by who moved it, and so are the calls to the roles `by` that
    could take the way; all others are dropped.

    Instructions outlive the stage, since somebody waits for the report; only the end of the case drops them too.
    """
    waiting = Tugas.objects.filter(berkas__any_of=step.ids, done_at=None, dropped_at=None)
    if worked:
        keys = ["", *(f"{DECISION}{role}" for role in by)]
        own = waiting.filter(key__in=keys, given_by=None, hands_out=False)
        own.update(done_at=step.now, done_by=step.actor, closed_move=step.move_id)
    dropped = waiting if ended else waiting.filter(given_by=None)
    dropped.update(dropped_at=step.now, dropped_for=Reason.MOVED, closed_move=step.move_id)


def hold_tugas(step: Acting, held: bool) -> None:
    """Take the Tugas of frozen cases out of all worklists, or put them back."""
    Tugas.objects.filter(berkas__any_of=step.ids, done_at=None, dropped_at=None).update(held=held)


def _tugas(step: Acting, case: Berkas, visit: StageVisit, title: str) -> Tugas:
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


def _requested_keys(visits: Mapping[int, StageVisit]) -> set[tuple[int, str]]:
    """What waits or was done in these visits: it is not asked for again. One query."""
    requested = Tugas.objects.filter(
        visit__any_of=[visit.pk for visit in visits.values()], dropped_at=None, given_by=None, hands_out=False
    )
    return set(requested.values_list("berkas", "key"))


def _handed(step: Acting, process: Process, roles: Iterable[str | None]) -> Mapping[tuple[int, str], list[int]]:
    """Whom each case was handed to and who still holds the role for it, by case and role; the one who came last stands
    first. Two queries, or none."""
    own = sorted({str(role) for role in roles if role in process.own_roles})
    holders: dict[tuple[int, str], list[int]] = defaultdict(list)
    if own:
        live = Participant.objects.live().filter(berkas__any_of=step.ids, capacity__in=own, user__isnull=False)
        rows = list(live.order_by("-id").values_list("berkas", "capacity", "user"))
        posts, known = posts_of({user for *_, user in rows}, step.today), {case.pk: case for case in step.cases}
        for berkas, capacity, user in rows:
            case = known[berkas]
            if part_counts(posts[user], (case.programme, process.key, str(case.region_id)), capacity):
                holders[berkas, capacity].append(user)
    return holders
