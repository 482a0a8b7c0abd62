"""Rows are mended before anything is stored; each mending looks at the whole set again."""

from dataclasses import replace

import pytest
from django.utils import timezone

from perkim.audit.models import Entry
from perkim.imports import declarations
from perkim.imports.actions.mending import drop, explain, mend, take_back
from perkim.imports.actions.refusals import StaleImport
from perkim.imports.declarations import ImportRefused
from perkim.imports.models import Batch, StagedRow
from perkim.imports.staging import read
from tests.perkim.imports import sample

NAMELESS, DAMAGED, FIRST, DOUBLE, FOREIGN = 28, 32, 10, 15, 13


@pytest.fixture
def change(ready: Batch, operator):
    def do(line: int, *, action=mend, seen: int = 0, **fields):
        asked = {"typed": {}, "reason": ""} | fields if action is mend else fields
        return action(actor=operator, batch=ready, line=line, seen=seen, now=timezone.now(), **asked)

    return do


def state(batch: Batch, line: int) -> str:
    return StagedRow.objects.get(batch=batch, line=line).state


def test_a_name_that_was_missing_makes_a_row_good(ready: Batch, change) -> None:
    change(NAMELESS, typed={"nama": "Suparmi"})
    assert state(ready, NAMELESS) == StagedRow.State.OK


def test_mending_one_of_two_equal_rows_clears_the_other(ready: Batch, change) -> None:
    assert state(ready, DOUBLE) == StagedRow.State.ERROR
    change(FIRST, typed={"nik": "3508036504519977"})
    assert state(ready, DOUBLE) == StagedRow.State.OK


def test_mending_a_row_into_a_double_is_found(ready: Batch, change) -> None:
    staged = change(NAMELESS, typed={"nama": "Suparmi", "nik": "3508036709679901"})
    assert [each.kind for each in staged.row.findings] == ["duplicate_nik"]
    assert StagedRow.objects.get(batch=ready, line=NAMELESS).faults == ["duplicate_nik"]


def test_digits_that_the_sheet_damaged_may_be_typed_as_they_were(ready: Batch, change) -> None:
    change(DAMAGED, typed={"nik": "3508035308919920"})
    assert state(ready, DAMAGED) == StagedRow.State.OK


def test_what_reads_as_before_keeps_the_cell_of_the_file(ready: Batch, change) -> None:
    staged = change(NAMELESS, typed={"nama": "Suparmi", "jiwa": "6"})
    assert staged.row.raw["jiwa"].kind == "number"


def test_a_reason_frees_a_row_that_waits_for_one(ready: Batch, change) -> None:
    assert state(ready, FOREIGN) == StagedRow.State.HELD
    change(FOREIGN, reason="Pindah dari Probolinggo.")
    assert state(ready, FOREIGN) == StagedRow.State.WARN


def test_one_reason_serves_all_rows_of_a_kind(ready: Batch, operator) -> None:
    explained = explain(actor=operator, batch=ready, fault="other_regency", reason=" Pindah. ", now=timezone.now())
    assert explained == 1
    assert next(each.row.reason for each in read(ready) if each.row.line == FOREIGN) == "Pindah."


def test_what_is_explained_one_by_one_is_not_explained_at_once(ready: Batch, operator, change, monkeypatch) -> None:
    alone = replace(sample.SAMPLE, one_by_one=frozenset({"other_regency"}))
    monkeypatch.setitem(declarations.KINDS._things, "calon", alone)
    with pytest.raises(ImportRefused, match="satu per satu"):
        explain(actor=operator, batch=ready, fault="other_regency", reason="Sesuai KTP.", now=timezone.now())
    assert state(ready, FOREIGN) == StagedRow.State.HELD
    change(FOREIGN, reason="Pindah dari Probolinggo.")
    assert state(ready, FOREIGN) == StagedRow.State.WARN


def test_a_reason_of_blanks_is_none(ready: Batch, operator) -> None:
    with pytest.raises(ImportRefused, match="Tulis mengapa"):
        explain(actor=operator, batch=ready, fault="other_regency", reason="  ", now=timezone.now())


def test_a_row_left_out_no_longer_counts_and_may_come_back(ready: Batch, change) -> None:
    change(FIRST, action=drop)
    assert (state(ready, FIRST), state(ready, DOUBLE)) == (StagedRow.State.DROPPED, StagedRow.State.OK)
    change(FIRST, action=take_back, seen=1)
    assert (state(ready, FIRST), state(ready, DOUBLE)) == (StagedRow.State.OK, StagedRow.State.ERROR)


@pytest.mark.parametrize("action", [mend, drop])
def test_a_page_that_is_older_than_the_row_changes_nothing(ready: Batch, change, action) -> None:
    change(NAMELESS, typed={"nama": "Suparmi"})
    with pytest.raises(StaleImport, match="sudah diubah"):
        change(NAMELESS, action=action)


def test_the_log_names_the_row_and_no_value(ready: Batch, change) -> None:
    change(NAMELESS, typed={"nama": "Suparmi"})
    entry = Entry.objects.get(action="impor.baris-diperbaiki")
    assert entry.data["baris"] == NAMELESS
    assert "Suparmi" not in str(entry.data)


def test_who_may_not_import_any_more_mends_nothing(ready: Batch, change, operator) -> None:
    operator.assignments.update(ends=timezone.localdate() - timezone.timedelta(days=1))
    del operator.__dict__["assignments_today"]
    with pytest.raises(ImportRefused):
        change(NAMELESS, typed={"nama": "Suparmi"})
