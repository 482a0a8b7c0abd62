"""A file that keeps its reader busy for ever ends with a sentence on its page, and other work goes on."""

import time
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from perkim.imports import declarations, jobs
from perkim.imports.actions.deciding import ask_to_store
from perkim.imports.models import Batch, Source, StagedRow
from perkim.outbox import kinds
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.limits import MOST_LOST
from perkim.outbox.models import Work
from tests.perkim.imports import sample

pytestmark = pytest.mark.django_db
GOOD_ROWS = 35
FAR = 60


def busy(*told: object, **named: object) -> None:
    until = time.monotonic() + FAR
    while time.monotonic() < until:
        pass


@pytest.fixture(autouse=True)
def short(monkeypatch) -> None:
    """Every kind of work has a fifth of a second."""
    known = {name: replace(kind, most_seconds=0.2) for name, kind in kinds._kinds._things.items()}
    monkeypatch.setattr(kinds._kinds, "_things", known)


def test_a_file_that_is_read_for_too_long_is_said_to_be_so(send, desk: Client, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "read_in", busy)
    batch = send(read=False)
    assert do_what_waits() == 0
    batch.refresh_from_db()
    assert batch.state == Batch.State.FAILED
    assert not Source.objects.filter(batch=batch).exists()
    assert Work.objects.get(kind="impor.baca").last_error == "TimeUpError"
    answer = desk.get(batch.get_absolute_url())
    assert "File ini terlalu lama dibaca" in answer.content.decode()
    assert "Refresh" not in answer.headers


def test_a_file_over_which_workers_die_is_said_to_be_so(send) -> None:
    batch = send(read=False)
    Work.objects.update(lost=MOST_LOST)
    assert do_what_waits() == 0
    batch.refresh_from_db()
    assert batch.state == Batch.State.FAILED
    assert Work.objects.get(kind="impor.baca").last_error == "WorkerLost"


def test_rows_that_are_stored_for_too_long_come_back_to_the_preview(send, operator, desk: Client, monkeypatch) -> None:
    batch = send()
    slow = replace(sample.SAMPLE, confirm=busy)
    monkeypatch.setattr(declarations.KINDS, "_things", {**declarations.KINDS._things, "calon": slow})
    ask_to_store(actor=operator, batch=batch, rows=GOOD_ROWS, now=timezone.now())
    do_what_waits()
    batch.refresh_from_db()
    assert (batch.state, batch.stored) == (Batch.State.READY, 0)
    assert StagedRow.objects.filter(batch=batch).storable().count() == GOOD_ROWS
    assert "Penyimpanan terlalu lama" in desk.get(batch.get_absolute_url()).content.decode()


def test_what_was_read_in_time_is_not_taken_back_by_who_gives_up(send) -> None:
    batch = send()
    kinds.kind("impor.baca").tell({"batch": batch.pk})
    kinds.kind("impor.simpan").tell({"batch": batch.pk})
    batch.refresh_from_db()
    assert (batch.state, batch.notice) == (Batch.State.READY, "")
