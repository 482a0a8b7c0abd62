"""Moving open cases to a new version of their process: old stage keys to new ones, in batches, dry run first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from perkim.accounts.models import User
from perkim.lib.rows import update_rows
from perkim.sipoc import log
from perkim.sipoc.actions.deadlines import OPEN
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import open_tugas
from perkim.sipoc.actions.visits import open_visits
from perkim.sipoc.declarations import Process, Programme, Stage
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Tenggat, Tugas
from perkim.sipoc.models.work import DECISION
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.terms import Reason

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class VersionPlan:
    """How many open cases of older versions stand in each stage, and where each stage goes."""

    cases: Mapping[str, int]
    goes_to: Mapping[str, str]


def plan_version(programme: Programme, process: Process, mapping: Mapping[str, str]) -> VersionPlan:
    """What a version move would do. Raises SipocError for a stage with cases that is neither declared nor mapped, and
    for a mapping to a stage that is not declared."""
    declared = {stage.key for stage in process.stages}
    for old, new in mapping.items():
        if new not in declared:
            raise SipocError(f"Tahap tujuan {new!r} (dari {old!r}) tidak ada pada {process.title}.")
    older = _older(programme, process).order_by().values_list("stage").annotate(Count("id"))
    cases = dict(older)
    goes_to = {key: mapping.get(key, key) for key in cases}
    if lost := sorted(key for key, new in goes_to.items() if new not in declared):
        raise SipocError(f"Ada berkas di tahap {', '.join(lost)} yang tidak dikenal lagi. Sebutkan tahap penggantinya.")
    return VersionPlan(cases=cases, goes_to=goes_to)


def move_version(
    *, actor: User, programme: Programme, process: Process, mapping: Mapping[str, str], now: datetime
) -> Mapping[str, int]:
    """Carry the plan out; returns how many cases came into each stage. Each batch is whole by itself, so a run that was
    cut off is finished by another run."""
    plan = plan_version(programme, process, mapping)
    moved: Counter[str] = Counter()
    for old, new in sorted(plan.goes_to.items()):
        while done := _move_batch(actor, programme, process, old, process.stage(new), mapping, now):
            moved[new] += done
    return moved


@transaction.atomic
def _move_batch(
    actor: User,
    programme: Programme,
    process: Process,
    old: str,
    stage: Stage,
    mapping: Mapping[str, str],
    now: datetime,
) -> int:
    ids = list(_older(programme, process).filter(stage=old).order_by("id").values_list("pk", flat=True)[:BATCH])
    cases = [case for case in lock(ids) if case.stage == old and case.is_open and case.version < process.version]
    if not cases:
        return 0
    step = Step(actor=actor, now=now, cases=cases)
    visits = open_visits(step)
    before = {case.pk: case.version for case in cases}
    for case in cases:
        case.stage, case.version = stage.key, process.version
        visits[case.pk].stage = stage.key
    update_rows(list(visits.values()), ["stage"])
    for former, later in mapping.items():
        Tenggat.objects.filter(OPEN, berkas__any_of=step.ids, until=former).update(until=later)
    _renew_tugas(step, process, stage)
    step.refresh_due()
    step.record(
        log.VERSIONED,
        lambda case: {"dari": old, "ke": stage.key, "versi_lama": before[case.pk], "versi": process.version},
    )
    step.save(moved=True)
    return len(cases)


def _renew_tugas(step: Step, process: Process, stage: Stage) -> None:
    """Drop what the new version no longer asks for, and ask for what it adds: nothing is passed over in silence."""
    visits = open_visits(step)
    known = {each.key for each in stage.requirements if each.worked_by} | ({""} if stage.task else set())
    known |= {f"{DECISION}{role}" for role in stage.called}
    waiting = Tugas.objects.filter(berkas__any_of=step.ids, done_at=None, dropped_at=None, given_by=None)
    waiting.exclude(key__in=known).update(dropped_at=step.now, dropped_for=Reason.MOVED)
    open_tugas(step, process, stage, visits, missing_only=True)


def _older(programme: Programme, process: Process) -> BerkasQuerySet:
    return Berkas.objects.of(programme.slug, process.key).open().filter(version__lt=process.version)
