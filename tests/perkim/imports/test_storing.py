"""Nothing exists before it is confirmed; then all good rows do, once."""

from dataclasses import replace

import pytest
from django.utils import timezone

from perkim.audit.models import Entry
from perkim.imports import declarations
from perkim.imports.actions.deciding import ask_to_store, undo
from perkim.imports.actions.mending import mend
from perkim.imports.actions.receiving import cancel
from perkim.imports.actions.refusals import StaleImport
from perkim.imports.declarations import ImportRefused
from perkim.imports.jobs import store_rows
from perkim.imports.models import Batch, Source, StagedRow
from perkim.imports.staging import read
from perkim.outbox.models import Work
from tests.perkim.imports import sample

# Of the 42 rows six are wrong, and one waits for a reason.
GOOD_ROWS, BROKEN, HELD = 35, 6, 1


def storable(batch: Batch) -> int:
    return StagedRow.objects.filter(batch=batch).storable().count()


def store(batch: Batch, actor) -> Batch:
    ask_to_store(actor=actor, batch=batch, rows=storable(batch), now=timezone.now())
    store_rows({"batch": batch.pk})
    batch.refresh_from_db()
    return batch


def test_reading_stores_nothing_but_the_staging(ready: Batch) -> None:
    assert ready.state == Batch.State.READY
    assert ready.rows.by_state() == {"ok": 33, "warn": 2, "held": HELD, "error": BROKEN}
    assert sample.stored() == []
    assert not Source.objects.exists()


def test_staging_holds_no_name_and_no_nik_in_clear(ready: Batch) -> None:
    everything = b"".join(bytes(blob) for blob in StagedRow.objects.values_list("sealed", flat=True))
    assert b"Sulastri" not in everything
    assert b"3508036709679901" not in everything


def test_storing_writes_the_good_rows_and_keeps_the_bad_ones_for_the_village(ready: Batch, operator) -> None:
    store(ready, operator)
    assert ready.state == Batch.State.STORED
    assert (ready.stored, len(sample.stored())) == (GOOD_ROWS, GOOD_ROWS)
    assert ready.rows.by_state() == {"held": HELD, "error": BROKEN}


def test_confirming_and_doing_twice_stores_once(ready: Batch, operator) -> None:
    store(ready, operator)
    ask_to_store(actor=operator, batch=ready, rows=GOOD_ROWS, now=timezone.now())
    store_rows({"batch": ready.pk})
    assert len(sample.stored()) == GOOD_ROWS
    assert Work.objects.filter(kind="impor.simpan").count() == 1


def test_a_button_with_another_number_stores_nothing(ready: Batch, operator) -> None:
    with pytest.raises(StaleImport):
        ask_to_store(actor=operator, batch=ready, rows=GOOD_ROWS + 1, now=timezone.now())


def test_a_row_that_became_wrong_meanwhile_brings_the_preview_back(ready: Batch, operator, send) -> None:
    ask_to_store(actor=operator, batch=ready, rows=GOOD_ROWS, now=timezone.now())
    taken = read(ready)[0].row.raw["nik"].text
    with sample.connection.cursor() as cursor:
        cursor.execute("INSERT INTO sample_candidates VALUES (gen_random_uuid(), 7, 'X', %s, '')", [taken])
    store_rows({"batch": ready.pk})
    ready.refresh_from_db()
    assert ready.state == Batch.State.READY
    assert "1 baris berubah" in ready.notice
    assert len(sample.stored()) == 1


def test_what_the_kind_refuses_while_storing_leaves_nothing_behind(ready: Batch, operator, monkeypatch) -> None:
    def half(rows, **asked):
        sample.confirm(rows[:5], **asked)
        raise ImportRefused("Usulan ini baru saja dikirim.")

    ask_to_store(actor=operator, batch=ready, rows=GOOD_ROWS, now=timezone.now())
    monkeypatch.setitem(declarations.KINDS._things, "calon", replace(sample.SAMPLE, confirm=half))
    store_rows({"batch": ready.pk})
    ready.refresh_from_db()
    assert (ready.state, ready.notice) == (Batch.State.READY, "Usulan ini baru saja dikirim.")
    assert sample.stored() == []


def test_a_cancelled_import_is_erased_at_once_and_its_job_finds_nothing(ready: Batch, operator) -> None:
    ask_to_store(actor=operator, batch=ready, rows=GOOD_ROWS, now=timezone.now())
    cancel(actor=operator, batch=ready, now=timezone.now())
    store_rows({"batch": ready.pk})
    ready.refresh_from_db()
    assert ready.state == Batch.State.CANCELLED
    assert not ready.rows.exists()
    assert sample.stored() == []


def test_undoing_takes_back_what_was_stored_and_says_why(ready: Batch, operator) -> None:
    store(ready, operator)
    undo(actor=operator, batch=ready, reason="Daftar tahun lalu.", now=timezone.now())
    ready.refresh_from_db()
    assert (ready.state, ready.ended_reason) == (Batch.State.UNDONE, "Daftar tahun lalu.")
    assert sample.stored() == []
    assert not ready.rows.exists()
    assert Entry.objects.filter(action="impor.ditarik").get().data["alasan"] == "Daftar tahun lalu."


@pytest.mark.parametrize(("reason", "sentence"), [("", "Tulis mengapa"), ("jangan", "Sudah ada calon")])
def test_undoing_needs_a_reason_and_the_kinds_consent(ready: Batch, operator, reason: str, sentence: str) -> None:
    store(ready, operator)
    with pytest.raises(ImportRefused, match=sentence):
        undo(actor=operator, batch=ready, reason=reason, now=timezone.now())
    assert len(sample.stored()) == GOOD_ROWS


def test_a_reason_lets_a_held_row_be_stored_with_it(ready: Batch, operator) -> None:
    held = next(each for each in read(ready) if each.state == StagedRow.State.HELD)
    mend(
        actor=operator,
        batch=ready,
        line=held.row.line,
        typed={},
        reason="Pindah tahun 2019.",
        seen=0,
        now=timezone.now(),
    )
    store(ready, operator)
    with sample.connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM sample_candidates WHERE line = %s", [held.row.line])
        assert cursor.fetchone() == ("Pindah tahun 2019.",)
