"""Thousands of cases in one decision, against as many decisions one by one."""

import time
from collections.abc import Iterator
from uuid import uuid4

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import dataset
from benchmarks.timing import ROUNDS, Measurement, pace, promised
from perkim.accounts.models import User
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process

MANY, ALONE = 2_500, 100
# Above the numbers of the other benchmarks.
FIRST = 10_000_000
# On two shared cores; the ratio is what holds on any machine.
SECONDS = 2.0
TIMES_FASTER = 15


def measure() -> Iterator[Measurement]:
    """Households that wait for the decree are sent back to be surveyed again: visits, Tugas, Tenggat, log, notices."""
    with transaction.atomic():
        kind = process("rtlh", "penerima")
        dataset.stand(range(FIRST, FIRST + MANY + ALONE), kind, kind.stage("layak"))
        cases = list(Berkas.objects.filter(pk__gte=FIRST).order_by("pk"))
        paces = [pace()]
        many = min(_undone(cases[:MANY]) for _ in range(ROUNDS))
        paces.append(pace())
        alone = min(sum(_undone([case]) for case in cases[MANY:]) / ALONE for _ in range(ROUNDS))
        statements, single = _statements(cases[:MANY]), _statements(cases[-1:])
        transaction.set_rollback(True)
    one_by_one = f"{MANY:,} single moves (measured on {ALONE})"
    faster = alone * MANY / many
    name = f"move {MANY:,} cases"
    yield Measurement(name, many * 1000, "ms", one_by_one, alone * MANY * 1000, faster, TIMES_FASTER, at_least=True)
    yield promised(f"{name}: seconds", many, SECONDS, paces)
    yield Measurement(f"{name}: statements", statements, "statements", "one case", single, statements / single, 1.0)


def _undone(cases: list[Berkas]) -> float:
    """Seconds that the decision takes; afterwards all is as before."""
    with transaction.atomic():
        start = time.perf_counter()
        _move(cases)
        taken = time.perf_counter() - start
        transaction.set_rollback(True)
    return taken


def _statements(cases: list[Berkas]) -> int:
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        _move(cases)
        transaction.set_rollback(True)
    return len(queries)


def _move(cases: list[Berkas]) -> None:
    move_many(
        actor=User.objects.get(username="kabid.perumahan"),
        cases=cases,
        decision=Decision(move="survei_ulang", key=uuid4(), reason="Ukur dan hitung ulang."),
        lock_versions={case.pk: case.lock_version for case in cases},
        now=timezone.now(),
    )
