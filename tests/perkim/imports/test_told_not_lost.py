"""What a list says and nobody can read is told at its row; nothing is stored as something else, nothing is dropped."""

import io
from datetime import date

import pytest

from perkim.imports import cells
from perkim.imports.declarations import CellError, ImportRefused, Row
from perkim.imports.parsing import parsed
from perkim.imports.spreadsheets.csvfile import headed_sheet
from perkim.imports.spreadsheets.sheets import cell_of
from perkim.imports.tables.headers import Heading
from perkim.imports.tables.reading import read_table
from perkim.swadaya.bnba.columns import COLUMNS, arrange


def row(**told) -> Row:
    """A row of a village's list, and only what was found in these cells."""
    raw = {key: cell_of(value) for key, value in told.items()}
    arrange(raw)
    made = Row(2, raw)
    parsed(made, COLUMNS)
    made.findings = [each for each in made.findings if each.kind != "kosong"]
    return made


def numbers(made: Row) -> tuple[str | None, str | None]:
    return made.values["rt"], made.values["rw"]


@pytest.mark.parametrize("written", [date(2026, 2, 1), "01-Feb", "005", 0.5, 1.2, "02 dan 03", "RT 1 RW 2 dan RW 3"])
def test_rt_and_rw_in_one_cell_that_cannot_be_parted_are_told(written) -> None:
    made = row(rt_rw=written)
    assert [each.column for each in made.findings] == ["rt_rw"]
    assert made.findings[0].what == f"RT/RW: “{cell_of(written).text}” bukan RT dan RW."
    assert "012/002" in made.findings[0].mend


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"rt_rw": "012/002"}, ("012", "002")),
        ({"rt_rw": "RT 12"}, ("012", None)),
        ({"rt_rw": "000/000"}, ("", "")),
        # Typed into the two fields: the cell that could not be read no longer matters.
        ({"rt_rw": "01-Feb", "rt": "1", "rw": "2"}, ("001", "002")),
        ({"rt": "RT 01 RW 02", "rw": 2}, ("001", "002")),
        ({"rt": "1/2"}, ("001", "002")),
    ],
)
def test_rt_and_rw_that_can_be_parted(told, expected) -> None:
    made = row(**told)
    assert (numbers(made), made.findings) == (expected, [])


def test_an_rt_that_names_another_rw_than_its_column_is_told() -> None:
    assert [each.column for each in row(rt="RT 01 RW 02", rw=3).findings] == ["rt"]


def test_an_rt_and_rw_beside_a_dusun_fill_all_three() -> None:
    made = row(rt_rw="Dusun Krajan RT 1 RW 2")
    assert (made.values["dusun"], *numbers(made)) == ("Krajan", "001", "002")


@pytest.mark.parametrize(("written", "people"), [("4 orang", 4), ("3 jiwa", 3), ("2 (dua)", 2), (5.0, 5)])
def test_people_are_counted(written, people: int) -> None:
    assert row(residents=written).values["residents"] == people


@pytest.mark.parametrize(
    ("column", "written", "sentence"),
    [
        ("residents", "3 KK", "Jumlah penghuni: “3 KK” bukan jumlah orang."),
        ("residents", "2 lantai", "Jumlah penghuni: “2 lantai” bukan jumlah orang."),
        ("households", "3 jiwa", "“3 jiwa” bukan jumlah KK."),
        ("name", "12345", "Nama calon penerima: “12345” bukan nama orang."),
        ("name", "😀", "Nama calon penerima: “😀” bukan nama orang."),
        ("dusun", '"', 'Dusun: “"” hanya menunjuk ke baris lain.'),
        ("occupation", "s.d.a.", "Pekerjaan: “s.d.a.” hanya menunjuk ke baris lain."),
        ("house_area", 1e308, "Luas rumah: Angka ini terlalu besar."),
    ],
)
def test_what_says_something_else_is_not_stored(column: str, written, sentence: str) -> None:
    made = row(**{column: written})
    assert made.values[column] is None
    assert [each.what for each in made.findings] == [sentence]


def test_a_cell_of_too_many_letters_is_told_by_the_name_of_its_column() -> None:
    [told] = row(birth="Lumajang " * 200).findings
    assert told.what == "Tempat, tanggal lahir memuat lebih dari 1.000 huruf."


def test_missing_columns_with_a_comma_in_their_title_are_told_apart() -> None:
    with pytest.raises(ImportRefused, match="Kolom L/P, No. KK, “Tempat, tanggal lahir”, dan Jumlah penghuni tidak"):
        read_table(io.BytesIO(b"Nama;NIK;Dusun\nSri;3508036709679901;Krajan\n"), COLUMNS)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("-113.041126", "Bujur di Indonesia tanpa tanda minus, misalnya 113.041126."),
        (0, "Periksa angkanya, misalnya 113.041126."),
        ("-8.179503", "Lintang dan bujur tampaknya tertukar."),
    ],
)
def test_a_longitude_is_mended_as_a_longitude(written, mend: str) -> None:
    with pytest.raises(CellError) as fault:
        cells.longitude(cell_of(written))
    assert fault.value.mend == mend


def lines(*written: str) -> list:
    file = io.BytesIO("\r\n".join(("No;Nama;NIK;Dusun;Ket", *written)).encode())
    found = headed_sheet(file, lambda _sheet: Heading(0, 1))
    assert found
    return list(found[0].lines)


def test_a_quotation_mark_that_swallows_a_row_is_told() -> None:
    with pytest.raises(ImportRefused, match="tanda kutip yang tidak ditutup"):
        lines('1;Uji 1;3508030509679801;Krajan;"baik', '2;Uji 2;3508030509679802;Krajan;rusak"', "3;Uji 3;;;")


def test_an_address_of_two_lines_in_one_cell_is_no_row() -> None:
    found = lines('1;Uji 1;3508030509679801;"Krajan; RT 1;\r\nRW 2; dekat; balai; desa";', "2;Uji 2;;;")
    assert found[1][3] == "Krajan; RT 1;\r\nRW 2; dekat; balai; desa"


def test_a_name_of_one_letter_is_a_name() -> None:
    assert cells.person(cell_of("O")) == "O"
