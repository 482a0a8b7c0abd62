"""The preview, the page of one row, and what is decided about an import as a whole."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from perkim.audit.models import Entry
from perkim.imports.jobs import store_rows
from perkim.imports.models import Batch, StagedRow
from perkim.imports.sealing import unsealed
from perkim.imports.tables.reading import read_table
from tests.perkim.imports import sample
from tests.perkim.imports.files import GOOD, HEADING, many, workbook
from tests.perkim.imports.screens import UPLOAD, at, page

NAMELESS, FOREIGN = 28, 13


def test_the_preview_counts_and_shows_the_worst_first(desk: Client, ready: Batch) -> None:
    answer = desk.get(at(ready))
    assert answer.context["heading"] == "Enam baris perlu diperbaiki sebelum disimpan"
    assert [row.line for row in answer.context["rows"]] == [15, 21, 28, 32, 37, 43, 13, 25, 40]
    shown = page(answer)
    assert "NIK hanya 15 angka." in shown
    assert "Simpan 35 baris" in shown


def test_the_preview_shows_no_whole_nik(desk: Client, ready: Batch) -> None:
    shown = page(desk.get(at(ready, "?tampil=semua")))
    assert "3508036709679901" not in shown
    assert "berakhiran 9901" in shown


def test_the_preview_is_filtered_by_the_kind_of_fault(desk: Client, ready: Batch) -> None:
    answer = desk.get(at(ready, "?tampil=masalah&jenis=nik_float"))
    assert [row.line for row in answer.context["rows"]] == [32]
    assert "NIK atau KK dirusak lembar kerja (1)" in page(answer)


@pytest.mark.parametrize("address", ["?tampil=x&jenis=y&setelah=z", "?setelah=error-99999999999", "?setelah=%00-5"])
def test_an_address_typed_wrong_shows_the_beginning(desk: Client, ready: Batch, address: str) -> None:
    assert desk.get(at(ready, address)).context["rows"][0].line == 15


def test_long_lists_go_on_from_page_to_page(desk: Client, send) -> None:
    batch = send(workbook(many(60)))
    seen, after = [], ""
    while True:
        answer = desk.get(at(batch, f"?tampil=semua&setelah={after}"))
        seen += [row.line for row in answer.context["rows"]]
        after = answer.context["after"]
        if not after:
            break
    assert seen == list(range(2, 62))


def test_the_preview_costs_as_many_queries_for_many_rows_as_for_few(desk: Client, send) -> None:
    def queries(batch: Batch) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(at(batch, "?tampil=semua")).status_code == 200
        return len(captured)

    few, many_rows = send(workbook(many(2))), send(workbook(many(200)), ref=sample.OTHER_VILLAGE)
    queries(few)
    assert queries(few) == queries(many_rows) <= 12


def test_opening_a_row_shows_it_whole_and_is_recorded(desk: Client, ready: Batch) -> None:
    shown = page(desk.get(at(ready, f"baris/{FOREIGN}/")))
    assert "3574015008789907" in shown
    assert Entry.objects.get(action="impor.baris-dibuka").data["baris"] == FOREIGN


def test_a_damaged_number_is_shown_beside_an_empty_field(desk: Client, ready: Batch) -> None:
    answer = desk.get(at(ready, "baris/32/"))
    assert answer.context["form"]["nik"].value() == ""
    assert "Di file terbaca 3508035308919920" in page(answer)


def test_mending_a_row_leads_back_to_the_preview(desk: Client, ready: Batch) -> None:
    form = desk.get(at(ready, f"baris/{NAMELESS}/")).context["form"]
    answer = desk.post(at(ready, f"baris/{NAMELESS}/"), {**form.data, "nama": "Suparmi"}, follow=True)
    assert "Baris 28 sekarang dapat disimpan." in page(answer)


def test_a_row_that_is_still_wrong_keeps_what_was_typed(desk: Client, ready: Batch) -> None:
    form = desk.get(at(ready, f"baris/{NAMELESS}/")).context["form"]
    answer = desk.post(at(ready, f"baris/{NAMELESS}/"), {**form.data, "nama": "Suparmi", "nik": "35"})
    assert answer.status_code == 422
    assert "NIK hanya 2 angka." in page(answer)
    assert 'value="Suparmi"' in page(answer)


def test_a_page_that_is_older_than_the_row_keeps_what_was_typed(desk: Client, ready: Batch) -> None:
    form = desk.get(at(ready, f"baris/{NAMELESS}/")).context["form"]
    desk.post(at(ready, f"baris/{NAMELESS}/"), {**form.data, "nama": "Tumini"})
    answer = desk.post(at(ready, f"baris/{NAMELESS}/"), {**form.data, "nama": "Suparmi"})
    assert answer.status_code == 409
    assert 'value="Suparmi"' in page(answer)


def test_text_that_is_far_too_long_stands_at_its_field(desk: Client, ready: Batch) -> None:
    form = desk.get(at(ready, f"baris/{NAMELESS}/")).context["form"]
    assert desk.post(at(ready, f"baris/{NAMELESS}/"), {**form.data, "nama": "x" * 1001}).status_code == 422


def test_a_row_is_left_out_and_taken_back(desk: Client, ready: Batch) -> None:
    desk.post(at(ready, "baris/28/lepas/"), {"seen": "0"})
    assert "Tidak ikut disimpan</span>" in page(desk.get(at(ready, "?tampil=dilepas")))
    assert "Ikutkan lagi baris ini" in page(desk.get(at(ready, "baris/28/")))
    desk.post(at(ready, "baris/28/ikutkan/"), {"seen": "1"})
    assert StagedRow.objects.get(line=28).state == StagedRow.State.ERROR


@pytest.mark.parametrize("seen", ["", "x", "7"])
def test_leaving_out_a_row_that_changed_is_refused(desk: Client, ready: Batch, seen: str) -> None:
    assert desk.post(at(ready, "baris/28/lepas/"), {"seen": seen}).status_code == 409


def test_one_reason_for_all_rows_of_a_kind(desk: Client, ready: Batch) -> None:
    assert "Terangkan 1 baris ini" in page(desk.get(at(ready, "?jenis=other_regency")))
    answer = desk.post(at(ready, "alasan/"), {"fault": "other_regency", "reason": "Pindah."}, follow=True)
    assert "Simpan 36 baris" in page(answer)


def test_a_reason_that_is_missing_is_asked_for(desk: Client, ready: Batch) -> None:
    assert desk.post(at(ready, "alasan/"), {"fault": "other_regency", "reason": " "}).status_code == 422


def test_storing_shows_how_many_and_what_is_left(desk: Client, ready: Batch) -> None:
    desk.post(at(ready, "simpan/"), {"rows": "35"})
    assert "Baris sedang disimpan" in page(desk.get(at(ready)))
    store_rows({"batch": ready.pk})
    shown = page(desk.get(at(ready)))
    for words in ("35 calon penerima tersimpan", "7 baris belum tersimpan", "Batalkan hasil impor ini"):
        assert words in shown


@pytest.mark.parametrize("rows", ["", "x", "34"])
def test_a_button_that_is_older_than_the_preview_stores_nothing(desk: Client, ready: Batch, rows: str) -> None:
    answer = desk.post(at(ready, "simpan/"), {"rows": rows})
    assert answer.status_code == 409
    assert "sudah berubah" in page(answer)


def test_the_rows_that_are_left_can_be_mended_elsewhere_and_imported_again(desk: Client, ready: Batch) -> None:
    answer = desk.get(at(ready, "bermasalah.xlsx"))
    table = read_table(io.BytesIO(answer.content), sample.COLUMNS)
    assert len(table.rows) == 7
    assert table.rows[1].cells["nik"].text == "3508036504519904"
    assert table.unknown == ("Baris di file", "Masalah", "Yang perlu dilakukan")
    assert Entry.objects.get(action="impor.diunduh").data["baris"] == 7


def test_what_is_downloaded_holds_no_formula(desk: Client, send) -> None:
    batch = send(workbook([HEADING, (1, "=HYPERLINK(1)", "35", *GOOD[3:])]))
    sheet = load_workbook(io.BytesIO(desk.get(at(batch, "bermasalah.xlsx")).content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["E2"].value == "=HYPERLINK(1)"


def test_the_empty_form_has_the_heading_that_is_read(desk: Client) -> None:
    book = load_workbook(io.BytesIO(desk.get(UPLOAD + "contoh.xlsx").content))
    assert book.sheetnames == ["Daftar", "Petunjuk"]
    heading = [cell.value for cell in book["Daftar"][1]]
    book["Daftar"].append([GOOD[0], GOOD[1], "L", GOOD[2], GOOD[3]])
    filled = io.BytesIO()
    book.save(filled)
    assert read_table(filled, sample.COLUMNS).absent == ()
    assert heading == [column.title for column in sample.COLUMNS]


def test_an_import_is_given_up_after_a_page_that_says_what_is_lost(desk: Client, ready: Batch) -> None:
    assert "perbaikan barisnya dihapus" in page(desk.get(at(ready, "batal/")))
    answer = desk.post(at(ready, "batal/"))
    assert answer["Location"] == UPLOAD
    assert "Impor ini dibatalkan" in page(desk.get(at(ready)))
    assert desk.get(at(ready, "batal/")).status_code == 302
    assert desk.post(at(ready, "batal/")).status_code == 409


def test_a_file_that_could_not_be_read_says_why(desk: Client, send) -> None:
    batch = send(workbook([("NAMA", "ALAMAT"), ("Sulastri", "Krajan")]))
    assert "Judul kolom tidak ditemukan" in page(desk.get(at(batch)))


def test_a_result_is_taken_back_with_a_reason(desk: Client, ready: Batch) -> None:
    desk.post(at(ready, "simpan/"), {"rows": "35"})
    store_rows({"batch": ready.pk})
    assert "impor dibatalkan" in page(desk.get(at(ready, "tarik/")))
    assert desk.post(at(ready, "tarik/"), {"reason": ""}).status_code == 422
    refused = desk.post(at(ready, "tarik/"), {"reason": "jangan"})
    assert (refused.status_code, "Sudah ada calon" in page(refused)) == (422, True)
    desk.post(at(ready, "tarik/"), {"reason": "Daftar tahun lalu."})
    assert "Daftar tahun lalu." in page(desk.get(at(ready)))
    assert sample.stored() == []


def test_no_address_and_no_heading_of_an_answer_holds_a_nik(desk: Client, ready: Batch) -> None:
    answer = desk.get(at(ready, "bermasalah.xlsx"))
    assert "3508" not in answer["Content-Disposition"] + reverse("imports:batch", args=[ready.public_id])
    assert answer["Cache-Control"] == "no-store"


def test_the_page_of_a_row_shows_whose_it_is_and_what_is_wrong_and_folds_the_rest(desk: Client, ready: Batch) -> None:
    shown = page(desk.get(at(ready, "baris/15/")))
    staged = ready.rows.get(line=15)
    row = unsealed(staged.line, bytes(staged.sealed))
    assert f"<b>{row.text('no')} · {row.text('nama')}</b>" in shown
    assert '<details class="my-4"> <summary>Isian lain</summary>' in shown
    explained = page(desk.get(at(ready, f"baris/{FOREIGN}/")))
    assert '<details class="my-4" open>' in explained


def test_a_page_of_text_in_one_cell_does_not_push_the_other_rows_away(desk: Client, send) -> None:
    batch = send(workbook([HEADING, [*GOOD[:1], "A" * 3000, *GOOD[2:]]]))
    shown = page(desk.get(at(batch, "?tampil=semua")))
    assert "A" * 119 + "…" in shown
    assert "A" * 200 not in shown
