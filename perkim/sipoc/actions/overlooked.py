"""What no step could notice: time that made something possible, a parameter that changed, two steps at once."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.sipoc.actions.calling import call_here
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.registry import programmes
from perkim.sipoc.terms import Reason
from perkim.sipoc.turns import wrongly_called

BATCH = 500


def call_all(*, now: datetime) -> int:
    """Let everybody have the Tugas that is his, in every open case; returns in how many cases something was amiss.

    Cases are read without a lock; only those in which something is amiss are locked, batch by batch. Running twice
    calls nobody twice.
    """
    amiss, system = 0, User.objects.system()
    for ids in _batches():
        wrong = wrongly_called(list(Berkas.objects.filter(pk__any_of=ids).order_by("id")))
        if wrong:
            amiss += len(wrong)
            _call(system, sorted(wrong), now)
    _drop_left_behind(now)
    return amiss


def _batches() -> Iterator[list[int]]:
    """Ids of open cases that are not frozen, each batch of one stage in which somebody may have to be called."""
    for programme in programmes():
        for process in programme.processes:
            for stage in process.stages:
                if stage.called or stage.requested_later:
                    here = Berkas.objects.open().of(programme.slug, process.key).filter(stage=stage.key)
                    yield from _by_id(list(here.filter(frozen=False).order_by("id").values_list("pk", flat=True)))


def _by_id(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


@transaction.atomic
def _call(system: User, ids: list[int], now: datetime) -> None:
    step = Step(actor=system, now=now, cases=lock(ids))
    # The cases themselves are those around: what is met there was brought by nobody who acts now.
    call_here(step, around=True)


def _drop_left_behind(now: datetime) -> None:
    """Tugas of a stay that ended while somebody was being called there."""
    waiting = Tugas.objects.filter(done_at=None, dropped_at=None, given_by=None, visit__left_at__isnull=False)
    waiting.update(dropped_at=now, dropped_for=Reason.MOVED)
