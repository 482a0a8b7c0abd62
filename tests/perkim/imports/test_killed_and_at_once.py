"""A worker killed in the middle of storing leaves nothing, and another one stores everything, once. Two people at one
moment are one after the other."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports.actions import locking
from perkim.imports.actions.deciding import ask_to_store
from perkim.imports.actions.mending import mend
from perkim.imports.actions.receiving import cancel, receive
from perkim.imports.actions.refusals import AlreadyImporting, StaleImport
from perkim.imports.declarations import ImportRefused
from perkim.imports.jobs import read_file, store_rows
from perkim.imports.models import Batch, Progress, StagedRow
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.models import Work
from tests.cast import employ
from tests.perkim.imports import sample
from tests.perkim.imports.files import BNBA, GOOD, HEADING, uploaded, workbook

pytestmark = pytest.mark.slow

GOOD_ROWS = 35


@pytest.fixture
def operator(fresh_database: str) -> User:
    sample.create_table()
    return employ(Role.OPERATOR_DESA)


def send(actor: User, content: bytes) -> Batch:
    file = examine(uploaded(content), SPREADSHEET)
    return receive(actor=actor, kind=sample.SAMPLE, ref=sample.VILLAGE, file=file, now=timezone.now())


@pytest.fixture
def ready(operator: User) -> Batch:
    batch = send(operator, BNBA.read_bytes())
    do_what_waits()
    return batch


@pytest.fixture
def half_stored(fresh_database: str, operator: User, ready: Batch) -> Iterator[subprocess.Popen]:
    """A worker that has written half of the rows and not committed."""
    ask_to_store(actor=operator, batch=ready, rows=GOOD_ROWS, now=timezone.now())
    command = [sys.executable, "-m", "tests.perkim.imports.worker", fresh_database]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "perkim.settings"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, **pipes) as worker:
        assert worker.stdout.readline() == "half\n"
        yield worker
        worker.kill()


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """What each returned, or how it was refused."""
    start, found = threading.Barrier(len(doings)), [None] * len(doings)

    def run(number: int, doing: Callable[[], Any]) -> None:
        start.wait(10)
        try:
            found[number] = doing()
        except ImportRefused as refusal:
            found[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_a_worker_killed_in_the_middle_leaves_nothing_and_is_taken_over(
    half_stored: subprocess.Popen, ready: Batch
) -> None:
    assert sample.stored() == []
    half_stored.kill()
    half_stored.wait()
    assert sample.stored() == []
    # Its lease is over.
    Work.objects.filter(kind="impor.simpan").update(leased_until=timezone.now())
    do_what_waits()
    ready.refresh_from_db()
    assert (ready.state, ready.stored) == (Batch.State.STORED, GOOD_ROWS)
    assert len(sample.stored()) == len(set(sample.stored())) == GOOD_ROWS
    assert Work.objects.get(kind="impor.simpan").attempts == 2


def test_while_rows_are_being_stored_their_number_is_seen(half_stored: subprocess.Popen, ready: Batch) -> None:
    seen = Progress.objects.get(batch=ready)
    assert (seen.step, seen.done, seen.total) == ("Menyimpan baris", GOOD_ROWS // 2, GOOD_ROWS // 2)


def test_an_import_that_a_worker_holds_is_not_cancelled_and_nobody_waits_for_it(
    half_stored: subprocess.Popen, ready: Batch, operator: User, monkeypatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", "20ms")
    with pytest.raises(ImportRefused, match="sedang dikerjakan"):
        cancel(actor=operator, batch=ready, now=timezone.now())


def test_a_worker_that_comes_back_after_it_was_taken_over_stores_nothing_twice(operator: User, ready: Batch) -> None:
    ask_to_store(actor=operator, batch=ready, rows=GOOD_ROWS, now=timezone.now())
    at_once(*[lambda: store_rows({"batch": ready.pk})] * 3)
    assert len(sample.stored()) == GOOD_ROWS


def test_of_two_people_importing_at_once_the_second_is_told(operator: User) -> None:
    other = employ(Role.OPERATOR_DESA, username="operator.kedua")
    found = at_once(lambda: send(operator, BNBA.read_bytes()), lambda: send(other, workbook([HEADING, GOOD])))
    assert {type(each) for each in found} == {Batch, AlreadyImporting}
    assert Batch.objects.count() == 1


def test_a_double_click_receives_one_file(operator: User) -> None:
    found = at_once(*[lambda: send(operator, BNBA.read_bytes())] * 3)
    assert {each.pk for each in found} == {Batch.objects.get().pk}
    do_what_waits()
    assert StagedRow.objects.count() == 42


def test_two_workers_reading_one_file_stage_it_once(operator: User) -> None:
    batch = send(operator, BNBA.read_bytes())
    at_once(*[lambda: read_file({"batch": batch.pk})] * 2)
    assert StagedRow.objects.count() == 42


def test_pressing_store_twice_at_once_asks_once(operator: User, ready: Batch) -> None:
    at_once(*[lambda: ask_to_store(actor=operator, batch=ready, rows=GOOD_ROWS, now=timezone.now())] * 2)
    assert Work.objects.filter(kind="impor.simpan").count() == 1


def test_of_two_who_mend_one_row_at_once_the_second_sees_that_it_changed(operator: User, ready: Batch) -> None:
    def name(typed: str) -> Callable[[], Any]:
        return lambda: mend(
            actor=operator, batch=ready, line=28, typed={"nama": typed}, reason="", seen=0, now=timezone.now()
        )

    found = at_once(name("Suparmi"), name("Tumini"))
    assert sum(isinstance(each, StaleImport) for each in found) == 1
