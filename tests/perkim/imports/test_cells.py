"""What offices write into cells is understood, and what cannot be is said in words."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from perkim.imports import cells
from perkim.imports.declarations import Cell, CellError, CellKind, Column, Row
from perkim.imports.parsing import parsed
from perkim.imports.sheets import cell_of


def refused(parse, value) -> CellError:
    with pytest.raises(CellError) as fault:
        parse(cell_of(value))
    return fault.value


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("Rp 1.500.000,-", 1_500_000),
        ("Rp. 900.000,00", 900_000),
        ("1,500,000", 1_500_000),
        ("1500000.00", 1_500_000),
        ("2.400.000,", 2_400_000),
        ("1,5 juta", 1_500_000),
        ("900rb", 900_000),
        (1_750_000.0, 1_750_000),
        ("0", 0),
    ],
)
def test_rupiah(written, amount: int) -> None:
    assert cells.rupiah(cell_of(written)) == amount


@pytest.mark.parametrize("written", ["satu juta", "1.5.0", "-5", "Rp"])
def test_no_rupiah(written) -> None:
    assert refused(cells.rupiah, written).mend


@pytest.mark.parametrize(
    ("written", "found"),
    [("7,2", "7.20"), ("7.2", "7.20"), ("1.200", "1200.00"), (36.0, "36.00"), ("0,125", "0.13"), (0.125, "0.13")],
)
def test_decimal_numbers_are_rounded_half_up(written, found: str) -> None:
    assert cells.decimal(0, 5000)(cell_of(written)) == Decimal(found)


@pytest.mark.parametrize(("written", "kind"), [("2,5", "angka"), ("0", "batas"), (31.0, "batas"), ("dua", "angka")])
def test_whole_numbers_have_bounds(written, kind: str) -> None:
    assert refused(cells.whole(1, 30), written).kind == kind


@pytest.mark.parametrize(
    "written",
    [
        "27-09-1967",
        "27/9/1967",
        "27 September 1967",
        "27 Sept. 1967",
        "Lumajang, 27-09-1967",
        "LUMAJANG 27.09.1967",
        "1967-09-27",
        "1967-09-27 00:00:00",
        date(1967, 9, 27),
        datetime(1967, 9, 27),
        24_742.0,
    ],
)
def test_dates(written) -> None:
    assert cells.day(cell_of(written)) == date(1967, 9, 27)


def test_place_and_date_of_birth_stand_in_one_cell() -> None:
    assert cells.birth(cell_of("Lumajang, 3 Peb 1980")) == ("Lumajang", date(1980, 2, 3))


@pytest.mark.parametrize("written", ["31-02-1990", "09/27/1967", "1-2-67", "Lumajang", 1967.0, "0-0-0000"])
def test_no_date(written) -> None:
    assert refused(cells.day, written).kind == "tanggal"


@pytest.mark.parametrize("written", ["3508036709679901", "'3508 036709 679901", "35.08.03.670967.9901"])
def test_nik_with_marks(written: str) -> None:
    assert cells.nik(cell_of(written)) == "3508036709679901"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (3508035308919920.0, "nik_float"),
        ("3,50803E+15", "nik_float"),
        ("3.50804E+15", "nik_float"),
        ("350803570793991", "nik_15_digits"),
        (350803570793991.0, "nik_15_digits"),
        ("35080357079399", "nik_length"),
        ("35080357079399123", "nik_length"),
        ("3508033202909931", "nik_bad_date"),
        ("350803320290993A", "nik_digits"),
        ("0508036709679901", "nik_region"),
        ("3508036709670000", "nik_serial"),
    ],
)
def test_nik_that_cannot_be_right(written, kind: str) -> None:
    assert refused(cells.nik, written).kind == kind


def test_no_sentence_about_a_nik_repeats_it() -> None:
    fault = refused(cells.nik, "3508033202909931")
    assert "350803" not in fault.what + fault.mend


@pytest.mark.parametrize("written", ["2", "02", "002", 2.0, "RT 2", "RT.02"])
def test_rt_and_rw(written) -> None:
    assert cells.rt_rw(cell_of(written)) == "002"


@pytest.mark.parametrize("written", ["-8.179503", "-8,179503", -8.179503, "8°10'46.2108\"S", "8° 10' 46,2108\" LS"])
def test_latitudes(written) -> None:
    assert cells.latitude(cell_of(written)) == Decimal("-8.179503")


@pytest.mark.parametrize(
    ("written", "word"),
    [("8.179503", "minus"), ("113.04", "tertukar"), (-8179503.0, "desimal"), ("di sana", "misalnya")],
)
def test_no_latitudes(written, word: str) -> None:
    assert word in refused(cells.latitude, written).mend


def test_choices_have_other_names() -> None:
    parse = cells.choice({"L": ("laki-laki", "lk"), "P": ("perempuan",)})
    assert [parse(cell_of(each)) for each in ("l", "Laki laki", "PEREMPUAN")] == ["L", "L", "P"]
    assert "L, P" in refused(parse, "x").mend


@pytest.mark.parametrize("written", ["", "  ", "-", "–", "'", None])
def test_what_means_nothing_is_empty(written) -> None:
    assert cell_of(written).kind is CellKind.EMPTY


def test_an_empty_required_cell_is_a_fault_and_another_is_not() -> None:
    columns = [
        Column(key="a", title="Nama", parse=cells.text(), required=True),
        Column(key="b", title="Ket", parse=cells.text()),
    ]
    row = Row(5, {})
    parsed(row, columns)
    assert [(each.kind, each.column) for each in row.findings] == [("kosong", "a")]
    assert row.values == {"a": None, "b": None}


def test_a_fault_that_does_not_say_what_it_is_about_gets_the_name_of_its_column() -> None:
    row = Row(5, {"b": Cell(0.0, CellKind.NUMBER)})
    parsed(row, [Column(key="b", title="Jumlah penghuni", parse=cells.whole(1, 30))])
    assert row.findings[0].what == "Jumlah penghuni: 0 terlalu kecil."
