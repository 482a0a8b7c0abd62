"""Tables are read as offices send them, each row with its number in the file."""

import io
import json
import re

import pytest

from perkim.files.examination import examine
from perkim.files.kinds import CSV, SPREADSHEET
from perkim.imports.declarations import CellKind, ImportRefused, Row
from perkim.imports.parsing import parsed
from perkim.imports.tables import reading
from perkim.imports.tables.reading import Table, read_table
from tests.perkim.imports.files import BNBA, DATA, GOOD, HEADING, SECOND, many, rezipped, uploaded, workbook, write
from tests.perkim.imports.sample import COLUMNS


def read(content: bytes) -> Table:
    return read_table(io.BytesIO(content), COLUMNS)


def lines(table: Table) -> list[int]:
    return [row.line for row in table.rows]


def csv(*rows: tuple, separator: str = ";", ending: str = "\r\n") -> str:
    return ending.join(separator.join("" if value is None else str(value) for value in row) for row in rows)


def test_all_rows_of_a_real_list_are_read_with_their_numbers() -> None:
    table = read(BNBA.read_bytes())
    assert lines(table) == list(range(7, 49))
    assert [row.cells["no"].value for row in table.rows] == list(range(1, 43))
    # The signature below the table.
    assert table.passed_over == (51,)
    assert table.rows[0].cells["dusun"].value == "Poncosumo"
    assert table.rows[0].cells["rt"].value == "012"
    assert table.rows[0].cells["lon"].value == 113.041126


def test_the_planted_faults_of_single_cells_are_found_and_no_others() -> None:
    planted = json.loads((DATA / "bnba_sumberwuluh_faults.json").read_text())["faults"]
    # What needs the whole set or the database is the business of the kind.
    names = {"no_name": "kosong", "residents_zero": "batas"}
    cells = ("nik_float", "nik_15_digits", "nik_bad_date", *names)
    expected = {each["excel_row"]: names.get(each["kind"], each["kind"]) for each in planted if each["kind"] in cells}
    found = {}
    for each in read(BNBA.read_bytes()).rows:
        row = Row(each.line, each.cells)
        parsed(row, COLUMNS)
        found.update((row.line, finding.kind) for finding in row.findings)
    assert found == expected


def test_a_list_without_titles_and_footer_is_read_too() -> None:
    assert lines(read(workbook([HEADING, GOOD, SECOND]))) == [2, 3]


def test_a_list_that_begins_far_down_and_to_the_right_keeps_its_numbers() -> None:
    table = read(workbook([(), (), (), (None, None, *HEADING), (None, None, *GOOD)]))
    assert lines(table) == [5]
    assert table.rows[0].cells["nik"].value == GOOD[2]


def test_totals_signatures_numbered_lines_and_blank_lines_are_no_rows() -> None:
    below = [
        (),
        ("JUMLAH", None, None, None, 6),
        (None, "Kepala Desa Sumberwuluh"),
        (None, "SUPARNO"),
    ]
    table = read(workbook([HEADING, (1, 2, 3, 4, 5), GOOD, (), SECOND, (3,), (4,), *below]))
    assert lines(table) == [3, 5]
    assert table.passed_over == (9, 10, 11)


def test_rows_behind_a_subtotal_still_count() -> None:
    table = read(workbook([HEADING, GOOD, ("Jumlah Dusun Krajan",), SECOND]))
    assert lines(table) == [2, 4]


def test_a_row_with_a_number_and_nothing_else_right_is_still_a_row() -> None:
    assert lines(read(workbook([HEADING, GOOD, (2, None, "35", None, 2)]))) == [2, 3]


def test_the_sheet_whose_heading_fits_is_read_and_the_others_are_named() -> None:
    def more(book, sheet) -> None:
        write(book.add_worksheet("Data"), [HEADING, GOOD])
        hidden = book.add_worksheet("Rahasia")
        write(hidden, [HEADING, GOOD, SECOND])
        hidden.hide()

    table = read(workbook([("Petunjuk", "Isi lembar Data")], name="Petunjuk", more=more))
    others = (("Petunjuk", "judul kolomnya tidak ditemukan"), ("Rahasia", "tersembunyi"))
    assert (table.sheet, table.other_sheets, lines(table)) == ("Data", others, [2])


def test_unknown_and_absent_columns_are_named() -> None:
    table = read(workbook([(*HEADING, "WARNA PAGAR"), GOOD]))
    assert table.unknown == ("WARNA PAGAR",)
    assert "Lintang" in table.absent


def test_hidden_rows_are_read_and_told() -> None:
    def hide(book, sheet) -> None:
        sheet.set_row(2, None, None, {"hidden": True})

    table = read(workbook([HEADING, GOOD, SECOND], more=hide))
    assert [row.hidden for row in table.rows] == [False, True]


def test_a_formula_gives_its_value_and_one_without_value_is_a_fault() -> None:
    def more(book, sheet) -> None:
        sheet.write_formula(1, 4, "=2+2", None, 4)
        sheet.write_formula(2, 4, "=A2+1", None, "")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")

    table = read(workbook([HEADING, GOOD[:4], (*SECOND[:1], None, *SECOND[2:4])], more=more))
    first, second = (row.cells for row in table.rows)
    assert (first["jiwa"].value, first["jiwa"].formula) == (4.0, True)
    assert second["jiwa"].kind is CellKind.FAULT
    assert second["nama"].kind is CellKind.FAULT


def test_text_that_looks_like_a_formula_is_text() -> None:
    table = read(workbook([HEADING, (1, "=HYPERLINK(1)", *GOOD[2:])]))
    assert table.rows[0].cells["nama"].value == "=HYPERLINK(1)"


def test_forty_thousand_empty_lines_cost_nothing() -> None:
    def more(book, sheet) -> None:
        grey = book.add_format({"bg_color": "#eeeeee"})
        for number in range(2, 40_002):
            for place in range(5):
                sheet.write_blank(number, place, None, grey)

    assert lines(read(workbook([HEADING, GOOD], more=more))) == [2]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_with_any_separator_and_encoding(separator: str, encoding: str) -> None:
    rows = csv(("DAFTAR CALON",), HEADING, (1, "Müller", *GOOD[2:]), separator=separator)
    table = read(rows.encode(encoding))
    assert lines(table) == [3]
    assert table.rows[0].cells["nama"].value == "Müller"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_unicode_text_of_excel_is_read(encoding: str) -> None:
    text = csv(("DAFTAR CALON",), HEADING, (1, "Müller", *GOOD[2:]), separator="\t")
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    content = mark + text.encode(encoding)
    assert examine(uploaded(content, "daftar.txt"), SPREADSHEET).findings.type == CSV
    assert read(content).rows[0].cells["nama"].value == "Müller"


def test_a_table_below_a_title_is_a_table() -> None:
    content = (DATA / "title_first.csv").read_bytes()
    assert examine(uploaded(content, "daftar.csv"), SPREADSHEET).findings.type == CSV


def test_csv_of_excel_names_its_separator_and_keeps_numbers_as_text() -> None:
    table = read(("sep=,\r\n" + csv(HEADING, (1, "Sulastri", f'="{GOOD[2]}"', GOOD[3], 4), separator=",")).encode())
    assert table.rows[0].cells["nik"].value == GOOD[2]


def test_two_lines_in_one_cell_of_csv_are_one_line_of_the_sheet() -> None:
    table = read(csv(HEADING, (1, '"Sulastri\nSubagyo"', *GOOD[2:]), SECOND).encode())
    assert lines(table) == [2, 3]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            workbook([("NAMA", "ALAMAT"), ("Sulastri", "Krajan")]),
            "Beri judul Nama, NIK, dan Nomor KK",
        ),
        (workbook([("NO", "NAMA", "NIK"), GOOD[:3]]), "Kolom Nomor KK tidak ditemukan"),
        (workbook([("NO", "NAMA"), GOOD[:2]]), "Kolom NIK dan Nomor KK tidak ditemukan"),
        (workbook([HEADING, ("JUMLAH",)]), "Tidak ada baris yang terisi"),
        (workbook([]), "Judul kolom tidak ditemukan"),
        (b"nama;nik\r\n\x81\xff", "tidak terbaca sebagai teks"),
    ],
    ids=["no heading", "one missing", "two missing", "only a total", "empty", "no text"],
)
def test_what_is_no_such_list_is_refused_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefused, match=sentence):
        read(content)


def test_more_rows_than_a_list_may_have_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    assert len(read(workbook(many(3))).rows) == 3
    with pytest.raises(ImportRefused, match=r"lebih dari 20\.000 baris"):
        read(workbook(many(4)))


def test_a_quote_that_never_ends_is_no_endless_reading() -> None:
    with pytest.raises(ImportRefused):
        read((csv(HEADING, GOOD) + '\r\n3;"' + "a" * 200_000).encode())


def test_a_workbook_whose_elements_have_a_prefix_is_read() -> None:
    """As some programs write it."""

    def prefixed(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        return re.sub(rb"<(/?)([a-z])", rb"<\1x:\2", part).replace(b"xmlns=", b"xmlns:x=", 1)

    table = read(rezipped(workbook([HEADING, GOOD]), prefixed))
    assert table.rows[0].cells["nama"].value == GOOD[1]
