"""Files come in one at a time for a subject; what cannot be read says why; nothing stays longer than a week."""

from datetime import timedelta

import pytest
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.imports.actions.erasing import erase_expired
from perkim.imports.actions.receiving import cancel
from perkim.imports.actions.refusals import AlreadyImporting, StaleImport
from perkim.imports.declarations import ImportRefused
from perkim.imports.jobs import read_file
from perkim.imports.models import Batch, Source, StagedRow
from perkim.outbox.models import Work
from perkim.people.cipher import unseal_bytes
from tests.cast import employ
from tests.perkim.imports import sample
from tests.perkim.imports.files import BNBA, GOOD, HEADING, SECOND, workbook


def test_the_file_waits_sealed_and_a_job_is_asked_for(send) -> None:
    batch = send(read=False)
    source = Source.objects.get(batch=batch)
    assert b"xl/worksheets" not in bytes(source.sealed)
    assert unseal_bytes(bytes(source.sealed)) == BNBA.read_bytes()
    assert Work.objects.get(kind="impor.baca").payload == {"batch": batch.pk}


def test_the_same_file_sent_twice_is_received_once(send) -> None:
    assert send().pk == send().pk


def test_a_second_person_is_told_who_imports_already(send) -> None:
    send()
    with pytest.raises(AlreadyImporting, match="Budi Santoso sedang menyiapkan impor"):
        send(actor=employ(Role.OPERATOR_DESA, username="operator.lain"))


def test_another_subject_is_free(send) -> None:
    assert send().pk != send(ref=sample.OTHER_VILLAGE).pk


def test_a_new_file_takes_the_place_of_the_one_that_the_page_showed(send) -> None:
    first = send()
    second = send(workbook([HEADING, GOOD]), replacing=first.public_id)
    first.refresh_from_db()
    assert (first.state, second.state) == (Batch.State.CANCELLED, Batch.State.READY)
    assert not first.rows.exists()


def test_a_colleagues_import_is_not_replaced_unseen(send) -> None:
    first = send()
    cancel(actor=first.created_by, batch=first, now=timezone.now())
    with pytest.raises(StaleImport):
        send(workbook([HEADING, GOOD]), replacing=first.public_id)


@pytest.mark.parametrize(("role", "ref"), [(Role.STAF, sample.VILLAGE), (Role.OPERATOR_DESA, sample.LOCKED_REF)])
def test_who_may_only_look_brings_nothing_in(send, role: Role, ref: str) -> None:
    with pytest.raises(ImportRefused, match="sudah dikirim"):
        send(actor=employ(role, username="lain"), ref=ref)


def test_a_file_that_cannot_be_read_says_why_and_is_erased(send) -> None:
    batch = send(workbook([("NAMA", "ALAMAT"), ("Sulastri", "Krajan")]))
    assert batch.state == Batch.State.FAILED
    assert batch.notice.startswith("Judul kolom tidak ditemukan")
    assert not Source.objects.exists()


def test_after_a_failure_the_next_file_is_free_to_come(send) -> None:
    send(workbook([("NAMA", "ALAMAT"), ("Sulastri", "Krajan")]))
    assert send().state == Batch.State.READY


def test_a_list_of_another_village_stores_nothing(send) -> None:
    rows = [(*GOOD, "Penanggal"), (*SECOND, "Penanggal")]
    batch = send(workbook([(*HEADING, "DESA"), *rows]))
    assert batch.rows.by_state() == {"error": 2}
    assert StagedRow.objects.first().faults == ["other_village"]


def test_reading_twice_reads_once(ready: Batch) -> None:
    read_file({"batch": ready.pk})
    assert ready.rows.count() == 42


@pytest.mark.parametrize(("days", "left"), [(6, 42), (7, 0)])
def test_rows_are_erased_after_seven_days(ready: Batch, days: int, left: int) -> None:
    erase_expired(now=ready.created_at + timedelta(days=days))
    ready.refresh_from_db()
    assert ready.rows.count() == left
    assert ready.state == (Batch.State.READY if left else Batch.State.EXPIRED)


def test_an_ended_import_keeps_its_state_when_it_is_erased(send) -> None:
    batch = send(workbook([("NAMA", "ALAMAT"), ("Sulastri", "Krajan")]))
    assert erase_expired(now=batch.expires_at) == 1
    assert erase_expired(now=batch.expires_at) == 0
    batch.refresh_from_db()
    assert (batch.state, batch.erased_at) == (Batch.State.FAILED, batch.expires_at)
