"""Lists as villages send them: what the rows of each must be. The files: `tests/perkim/imports/data/NOTICE.md`."""

import io

import pytest

from perkim.imports.declarations import Row
from perkim.imports.examining import rows_of
from perkim.imports.parsing import parsed
from perkim.imports.tables.reading import Table, read_table
from perkim.swadaya.bnba.columns import COLUMNS, arrange
from tests.perkim.imports.files import DATA


def table_of(name: str) -> Table:
    return read_table(io.BytesIO((DATA / name).read_bytes()), COLUMNS, arrange)


def rows_in(name: str) -> list[Row]:
    rows = rows_of(table_of(name))
    for row in rows:
        parsed(row, COLUMNS)
    return rows


def told(name: str, *keys: str) -> list[tuple]:
    rows = rows_in(name)
    assert [each for row in rows for each in row.findings] == []
    return [tuple(row.values[key] for key in keys) for row in rows]


def test_a_dusun_goes_before_an_address() -> None:
    assert told("alamat_dusun.xlsx", "dusun", "rt", "rw") == [
        ("Poncosumo", "012", "002"),
        ("Krajan", "012", "002"),
        ("Kebonagung", "012", "002"),
    ]
    assert [row.values["birth_place"] for row in rows_in("alamat_dusun.xlsx")] == ["Lumajang"] * 3
    assert table_of("alamat_dusun.xlsx").unknown == ("Alamat",)


def test_headings_of_the_civil_registry_are_read_like_ours() -> None:
    first, _ = rows_in("siak.xlsx")
    assert first.findings == []
    keys = ("nik", "kk", "name", "sex", "dusun", "rt", "rw", "residents", "birth_place")
    assert [first.values[key] for key in keys] == [
        "3508032709679804", "3508032203089804", "Uji Satu4", "L", "PONCOSUMO", "012", "002", 4, "LUMAJANG",
    ]  # fmt: skip
    assert f"{first.values['birth'].day}" == "1967-09-27"


def test_the_same_table_on_several_sheets_is_read_from_all_of_them() -> None:
    rows = rows_in("per_dusun.xlsx")
    assert [(row.where, row.values["name"], row.values["dusun"]) for row in rows] == [
        ("baris 2 (lembar Poncosumo)", "Uji Satu10", "Poncosumo"),
        ("baris 3 (lembar Poncosumo)", "Uji Satu11", "Poncosumo"),
        ("baris 2 (lembar Krajan)", "Uji Satu12", "Krajan"),
        ("baris 3 (lembar Krajan)", "Uji Satu13", "Krajan"),
        ("baris 2 (lembar Kebonagung)", "Uji Satu14", "Kebonagung"),
        ("baris 3 (lembar Kebonagung)", "Uji Satu15", "Kebonagung"),
        ("baris 4 (lembar Kebonagung)", "Uji Satu16", "Kebonagung"),
    ]
    assert len({row.line for row in rows}) == 7


def test_what_is_merged_downward_is_said_of_every_row() -> None:
    assert told("merged_down.xlsx", "dusun", "rt", "rw") == [("Poncosumo", "012", "002")] * 3


@pytest.mark.parametrize(
    ("name", "lines", "sections", "totals"),
    [("dusun_lines.xlsx", [3, 4, 7], [2, 6], [5, 8]), ("dusun_lines_b.xlsx", [3, 4, 6], [2, 5], [])],
)
def test_lines_of_dusun_and_totals_are_no_people(name: str, lines: list, sections: list, totals: list) -> None:
    table = table_of(name)
    assert [row.line for row in table.rows] == lines
    assert (table.sheets[0].passed["sections"], table.sheets[0].passed["totals"]) == (sections, totals)


def test_visible_columns_count_and_not_the_hidden_ones_of_the_same_name() -> None:
    assert told("hidden_columns.xlsx", "name", "nik") == [
        ("Penerima Baru23", "3508032709679823"),
        ("Penerima Baru24", "3508032709679824"),
    ]
    assert table_of("hidden_columns.xlsx").sheets[0].unread_hidden == ("NAMA", "NIK")


@pytest.mark.parametrize("name", ["rounded.csv", "given_back.xlsx", "excel_numbers.xlsx"])
def test_numbers_that_a_spreadsheet_rounded_are_damaged_also_as_text(name: str) -> None:
    for row in rows_in(name):
        assert {each.column for each in row.findings} == {"nik", "kk"}
        assert {each.kind for each in row.findings} <= {"dibulatkan", "nik_float"}


def test_people_whose_names_begin_like_totals_are_people() -> None:
    assert [name for (name,) in told("names_without_no.xlsx", "name")] == [
        "TotaliaSari", "Totalis", "Keterangani", "Jumlah Hariyanto", "Catatan Sutrisno", "Sukirno",
    ]  # fmt: skip


def test_rt_and_rw_in_one_column_are_two() -> None:
    assert told("rt_rw.xlsx", "dusun", "rt", "rw") == [("Poncosumo", "012", "002")] * 5


def test_a_whole_address_in_one_cell_is_parted() -> None:
    assert told("whole_address.xlsx", "dusun", "rt", "rw") == [("Poncosumo", "012", "002")] * 3
    assert [row.values["village"] for row in rows_in("whole_address.xlsx")] == [None, "Sumberwuluh", None]


def test_an_rt_that_holds_both_is_parted() -> None:
    assert [rows_in("rt_rw_cells.xlsx")[2].values[key] for key in ("rt", "rw")] == ["012", "002"]


def test_of_husband_and_wife_the_candidate_is_who_the_row_is_about() -> None:
    first, second = rows_in("husband_wife.xlsx")
    keys = ("name", "nik", "sex", "spouse_name", "spouse_nik")
    assert [first.values[key] for key in keys] == [
        "Uji Satu72", "3508032709679872", "L", "Istri Uji", "3508036709679873",
    ]  # fmt: skip
    assert [second.values[key] for key in keys] == ["Janda Uji", "3508036709679874", "P", None, None]
    assert first.findings == second.findings == []


def test_a_spouse_under_a_merged_head_is_read() -> None:
    keys = ("name", "nik", "spouse_name", "spouse_nik")
    assert told("spouse.xlsx", *keys) == [("Uji Satu72", "3508032709679872", "Istri Uji", "3508036709679873")]


def test_text_that_begins_with_a_title_is_read() -> None:
    assert told("title_first.csv", "name", "dusun") == [("Uji Satu46", "Poncosumo"), ("Uji Satu47", "Poncosumo")]


@pytest.mark.parametrize("heading", ["Nama KK", "NAMA K.K.", "Kepala Keluarga", "NAMA PEMILIK RUMAH"])
def test_whoever_heads_the_household_is_the_candidate_also_beside_a_column_of_wives(heading: str) -> None:
    top = f"{heading};Nama Istri;L/P;NIK;No. KK;Tgl Lahir;Dusun;Jml Jiwa"
    line = "Sugeng Abadi;Wagini;L;3508031212699903;3508032008239003;12-12-1969;Krajan;3"
    table = read_table(io.BytesIO(f"{top}\n{line}\n".encode()), COLUMNS, arrange)
    rows = rows_of(table)
    for row in rows:
        parsed(row, COLUMNS)
    assert [(row.values["name"], row.values["kk"], row.values["spouse_name"]) for row in rows] == [
        ("Sugeng Abadi", "3508032008239003", "Wagini")
    ]
