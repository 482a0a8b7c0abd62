"""What lies in the hands of somebody whose role has ended goes back: a case that was handed to him to who hands such
cases out, an instruction to who gave it. Nobody waits for a person who may not act any more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from perkim.accounts.models import User
from perkim.sipoc import log
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import LONGEST_TITLE, open_wanted
from perkim.sipoc.actions.visits import open_visits
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.models import Berkas, StageVisit, Tugas
from perkim.sipoc.querysets import TugasQuerySet
from perkim.sipoc.scopes import part_counts, posts_of
from perkim.sipoc.terms import Reason
from perkim.sipoc.wanted import Wanted

BATCH = 500
# Written into the instruction that goes back to who gave it.
GONE = "{name} tidak lagi bertugas untuk berkas ini. Beri perintah ini kepada petugas lain, atau kerjakan sendiri."


def take_back_all(*, now: datetime) -> int:
    """Give back what waits for persons who hold no role for it today; returns how many Tugas. Running twice gives
    nothing back twice."""
    system, back = User.objects.system(), 0
    for cases in _left(now):
        for start in range(0, len(cases), BATCH):
            back += _take_back(system, cases[start : start + BATCH], now)
    return back


def _waiting() -> TugasQuerySet:
    """What waits for somebody in person, but for what waits with a case that is being handed out anew."""
    open_now = Tugas.objects.filter(done_at=None, dropped_at=None)
    handed_out = open_now.filter(berkas=OuterRef("berkas"), hands_out=True)
    mending = Q(Exists(handed_out), given_by__isnull=False) & ~Q(role="")
    return open_now.filter(~mending, person__isnull=False, berkas__outcome="")


def _left(now: datetime) -> Iterator[list[int]]:
    """Ids of cases in which something waits for a person who does not take part any more, grouped by stage."""
    kinds = _waiting().order_by().values_list("person", "role", "programme", "process", "region").distinct()
    lost = _lost(kinds, now)
    by_stage: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for person, role, programme, process, region in lost:
        here = _waiting().filter(person=person, role=role, programme=programme, process=process, region=region)
        for stage, pk in here.order_by().values_list("berkas__stage", "berkas"):
            by_stage[programme, process, stage].add(pk)
    yield from (sorted(ids) for ids in by_stage.values())


Kind = tuple[int, str, str, str, str]


def _lost(kinds: Iterable[Kind], now: datetime) -> set[Kind]:
    """Of persons with role, programme, process and region of what waits for them, those whose part counts no more."""
    kinds = list(kinds)
    posts = posts_of({person for person, *_ in kinds}, timezone.localdate(now))
    return {
        (person, role, programme, process, region)
        for person, role, programme, process, region in kinds
        if not part_counts(posts[person], (programme, process, region), role)
    }


@transaction.atomic
def _take_back(system: User, ids: Sequence[int], now: datetime) -> int:
    cases = [case for case in lock(ids) if case.is_open]
    # One that was moved on meanwhile is found by the next run.
    cases = [case for case in cases if case.stage == cases[0].stage]
    step = Step(actor=system, now=now, cases=cases)
    waiting = list(_waiting().filter(berkas__any_of=step.ids).select_related("person", "given_by", "berkas"))
    kinds = {_kind(tugas) for tugas in waiting}
    lost = _lost(kinds, now)
    gone = [tugas for tugas in waiting if _kind(tugas) in lost]
    if not gone:
        return 0
    own = cases[0].declared.own_roles
    instructions = [tugas for tugas in gone if tugas.role not in own]
    mending = [tugas.pk for tugas in gone if tugas.role in own and tugas.given_by_id]
    # What a check refused waits on for whoever the case is handed to next.
    dropped = Tugas.objects.filter(pk__any_of=[tugas.pk for tugas in gone if tugas.pk not in mending])
    dropped.update(dropped_at=now, dropped_for=Reason.HANDED_OVER)
    handed = {(tugas.berkas_id, role) for tugas in gone for role in own if role == tugas.role}
    made = open_wanted(step, [(pk, Wanted("", "Kerjakan berkas ini", role)) for pk, role in sorted(handed)])
    visits = open_visits(step)
    made += Tugas.objects.bulk_create([_returned(step, visits[each.berkas_id], each) for each in instructions])
    touched = {tugas.berkas_id for tugas in gone}
    step = Step(actor=system, now=now, cases=[case for case in cases if case.pk in touched])
    step.refresh_due()
    step.record(log.TAKEN_BACK, lambda case: {"tugas": [each.pk for each in gone if each.berkas_id == case.pk]})
    step.save()
    announce_tugas(step, made, "Petugasnya tidak lagi bertugas")
    return len(gone)


def _kind(tugas: Tugas) -> Kind:
    return (tugas.person_id or 0, tugas.role, tugas.programme, tugas.process, str(tugas.region_id))


def _returned(step: Step, visit: StageVisit, tugas: Tugas) -> Tugas:
    """The instruction for who gave it; where he holds no role for it either, for the role that works the stage."""
    case: Berkas = tugas.berkas
    giver = tugas.given_by
    posts = posts_of({giver.pk}, step.today)[giver.pk] if giver else []
    stays = part_counts(posts, (case.programme, case.process, str(case.region_id)), "")
    worker = case.declared_stage.worked_by
    name = tugas.person.name if tugas.person else ""
    return Tugas(
        berkas=case,
        visit=visit,
        title=tugas.title[:LONGEST_TITLE],
        instruction=f"{GONE.format(name=name)} {tugas.instruction}".strip(),
        programme=tugas.programme,
        process=tugas.process,
        role="" if stays else case.declared.own_roles.get(worker, worker),
        person=giver if stays else None,
        region_id=tugas.region_id,
        confidential=tugas.confidential,
        held=tugas.held,
        parent=tugas.parent,
        given_by=giver,
        opened_at=step.now,
        own_due=tugas.own_due,
    )
