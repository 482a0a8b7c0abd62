"""Rows that are given back to be mended mean the same when they are imported again: no damaged number comes back clean,
and no number becomes another."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from perkim.banking.columns import COLUMNS as ACCOUNT
from perkim.imports.declarations import Cell, CellKind, Row
from perkim.imports.models import Batch, StagedRow
from perkim.imports.parsing import damaged, parsed
from perkim.imports.tables.reading import read_table
from tests.perkim.imports.files import HEADING, workbook, write
from tests.perkim.imports.sample import COLUMNS
from tests.perkim.imports.screens import at, page

WIDE = (*HEADING, "Penghasilan sebulan", "Lintang")
ROUNDED = (1, "Sulastri", 3508030403729810, 3508032203089810, 4, 1500.125, -8.179)
SCIENTIFIC = (2, "Wahyudi", "3,50803E+15", "3508032203089811", 2, "Rp 1.500.000", "-8.179")


@pytest.fixture
def given_back(desk: Client, send) -> bytes:
    return desk.get(at(send(workbook([WIDE, ROUNDED, SCIENTIFIC])), "bermasalah.xlsx")).content


def test_a_damaged_number_leaves_the_file_empty_and_the_reason_stands_in_front(given_back: bytes) -> None:
    sheet = load_workbook(io.BytesIO(given_back)).active
    heading = [cell.value for cell in sheet[1]]
    first, second = (dict(zip(heading, row, strict=True)) for row in sheet.iter_rows(min_row=2))
    assert (first["NIK"].value, first["Nomor KK"].value, second["NIK"].value) == (None, None, None)
    assert second["Nomor KK"].value == "3508032203089811"
    assert heading[:3] == ["Baris di file", "Masalah", "Yang perlu dilakukan"]
    assert "NIK rusak karena disimpan sebagai angka." in first["Masalah"].value
    assert first["NIK"].fill.fgColor.rgb == second["NIK"].fill.fgColor.rgb == "FFFFF2B3"


def test_numbers_come_back_as_numbers(given_back: bytes) -> None:
    first, second = read_table(io.BytesIO(given_back), COLUMNS).rows
    assert (first.cells["hasil"], first.cells["lat"]) == (
        Cell(1500.125, CellKind.NUMBER),
        Cell(-8.179, CellKind.NUMBER),
    )
    assert second.cells["hasil"] == Cell("Rp 1.500.000", CellKind.TEXT)


def test_what_was_damaged_is_still_refused_when_it_is_sent_again_as_it_is(given_back: bytes, desk, send) -> None:
    Batch.objects.update(state=Batch.State.FAILED)
    again = send(given_back)
    assert set(again.rows.values_list("state", flat=True)) == {StagedRow.State.ERROR}
    # An income of Rp1.500 is told as well.
    assert {fault for row in again.rows.all() for fault in row.faults} == {"kosong", "kecil"}


def test_a_long_account_number_that_was_rounded_is_damaged_too() -> None:
    row = Row(2, {"name": Cell("SITI", CellKind.TEXT), "number": Cell(1234567890123450.0, CellKind.NUMBER)})
    parsed(row, ACCOUNT)
    assert damaged(row) == {"number"}


def rounded_text(count: int, *, of: int, end: str = "0") -> list[tuple]:
    niks = [f"3508036709679{number:02}{end if number < count else number % 9 + 1}" for number in range(of)]
    return [HEADING, *((n, f"Calon {n}", nik, "3508032203089811", 3) for n, nik in enumerate(niks, 1))]


@pytest.mark.parametrize(
    ("count", "of", "found"), [(5, 5, 5), (4, 4, 0), (10, 20, 10), (9, 20, 0), (16, 50, 16), (6, 50, 0)]
)
def test_as_many_numbers_that_end_in_0_as_no_chance_makes_are_damaged(count: int, of: int, found: int) -> None:
    rows = read_table(io.BytesIO(workbook(rounded_text(count, of=of))), COLUMNS).rows
    kinds = [row.cells["nik"].kind for row in rows]
    assert kinds.count(CellKind.DAMAGED) == found
    assert CellKind.DAMAGED not in {row.cells["kk"].kind for row in rows}


def test_the_rest_stays_damaged_while_rows_are_mended(desk: Client, send) -> None:
    batch = send(workbook(rounded_text(5, of=5)))
    form = desk.get(at(batch, "baris/2/")).context["form"]
    assert form["nik"].value() == ""
    # The card may well end in 0.
    desk.post(at(batch, "baris/2/"), {**form.data, "nik": "3508036709679000"[:-3] + "010"})
    states = dict(batch.rows.values_list("line", "state"))
    assert [states[line] for line in (3, 4, 5, 6)] == [StagedRow.State.ERROR] * 4


def test_the_preview_says_first_how_the_file_was_read(desk: Client, send) -> None:
    def more(book, sheet) -> None:
        write(book.add_worksheet("Krajan"), [HEADING, ("DUSUN KRAJAN",), SCIENTIFIC[:5], ("Sub Total", 1)])
        write(book.add_worksheet("Rekap"), [("RT", "Jumlah"), ("01", 3)])
        old = book.add_worksheet("Lama")
        write(old, [HEADING, ROUNDED[:5]])
        old.hide()

    shown = page(desk.get(at(send(workbook([HEADING, ROUNDED[:5]], name="Poncosumo", more=more)))))
    for sentence in (
        "Dibaca dari 2 lembar: Poncosumo (1 baris), Krajan (1 baris).",
        "2 lembar tidak dibaca: Rekap (judul kolomnya tidak ditemukan), Lama (tersembunyi).",
        "1 baris judul bagian (dusun, RT, desa) bukan orang: baris Krajan 2.",
        "1 baris jumlah atau catatan dilewati: baris Krajan 4.",
        "Baris 3 (lembar Krajan)",
    ):
        assert sentence in shown


def test_a_formula_in_a_column_that_nobody_needs_blocks_nothing(send) -> None:
    def more(book, sheet) -> None:
        sheet.write_formula(1, 0, "=ROW()-1", None, "")
        sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")

    good = (None, "Sulastri", "3508036709679901", "3508032203089001", None)
    batch = send(workbook([HEADING, good, (2, "Wahyudi", "3508031212699903", None, 2)], more=more))
    # The running number is not missed, the optional one is told, the number of the family must be there.
    assert list(batch.rows.order_by("line").values_list("state", "faults")) == [
        (StagedRow.State.WARN, ["rumus"]),
        (StagedRow.State.ERROR, ["rumus"]),
    ]


def test_a_row_that_the_office_hid_waits_for_a_reason(send) -> None:
    rows = [HEADING, (1, "Sulastri", "3508036709679901", "3508032203089001", 4)]
    batch = send(workbook(rows, more=lambda book, sheet: sheet.set_row(1, None, None, {"hidden": True})))
    assert list(batch.rows.values_list("state", "faults")) == [(StagedRow.State.HELD, ["tersembunyi"])]
