"""What offices write into cells is understood, and what cannot be is said in words."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from perkim.imports import cells
from perkim.imports.cells.days import Birth
from perkim.imports.declarations import Cell, CellError, CellKind, Column, Row
from perkim.imports.parsing import parsed
from perkim.imports.spreadsheets.sheets import cell_of
from perkim.swadaya.bnba.words import PROOFS, SEXES


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


LAND = cells.area(1, 100_000, likely=(6, 50_000))


@pytest.mark.parametrize(
    ("written", "metres"),
    [("6x7", "42.00"), ("±36 m²", "36.00"), ("1.200", "1200.00"), (99.125, "99.13"), ("187,5", "187.50")],
)
def test_areas(written, metres: str) -> None:
    assert LAND(cell_of(written)) == Decimal(metres)


def test_an_area_with_one_likely_reading_is_taken_and_told() -> None:
    found = LAND(cell_of("99.125"))
    assert (found.value, found.what) == (Decimal("99.13"), "“99.125” dibaca 99,13 m², bukan 99.125 m².")
    # By custom a comma parts decimals: nothing needs to be told.
    assert LAND(cell_of("99,125")) == Decimal("99.13")


def test_an_area_with_two_likely_readings_is_nobody_s_guess() -> None:
    fault = refused(LAND, "12.500")
    assert fault.what == "“12.500” dapat berarti 12,5 atau 12.500 m²."
    assert fault.mend == "Tulis 12,5 atau 12500."


@pytest.mark.parametrize("written", ["36-40", "6x7=45", "3 ru", "0"])
def test_no_area(written: str) -> None:
    assert refused(LAND, written).mend


def test_a_doubtful_value_is_kept_and_the_row_warned() -> None:
    row = Row(5, {"a": cell_of("99.125"), "b": cell_of("1500.125")})
    parsed(
        row,
        [
            Column(key="a", title="Luas tanah", parse=LAND),
            Column(key="b", title="Penghasilan", parse=cells.rupiah),
        ],
    )
    assert row.values == {"a": Decimal("99.13"), "b": 1500}
    assert [(each.level, each.kind, each.column) for each in row.findings] == [
        ("warning", "dua_arti", "a"),
        ("warning", "kecil", "b"),
    ]


@pytest.mark.parametrize(
    ("written", "kind"), [("50.000/hari", "angka"), ("1.500 juta", "angka"), ("1,5", "batas"), ("500", "batas")]
)
def test_rupiah_that_are_no_monthly_amount(written: str, kind: str) -> None:
    assert refused(cells.rupiah, written).kind == kind


@pytest.mark.parametrize(("written", "number"), [("5 orang", 5), ("4 th", 4), ("3 (tiga)", 3), ("5", 5)])
def test_counts_with_what_is_counted(written: str, number: int) -> None:
    assert cells.whole(1, 30)(cell_of(written)) == number


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
    assert cells.birth(cell_of("Lumajang, 3 Peb 1980")) == Birth("Lumajang", date(1980, 2, 3), written=None)


@pytest.mark.parametrize("written", ["27/9/67", "27-Sep-67", "09/27/1967", "27091967", 24_742.375])
def test_births_may_have_short_years_and_american_order(written) -> None:
    assert cells.birth(cell_of(written)).day == date(1967, 9, 27)


@pytest.mark.parametrize(
    "written", ["31-02-1990", "09/27/1967", "1-2-67", "Lumajang", 1967.0, "0-0-0000", "01-01-0001", "9999-12-31"]
)
def test_no_date(written) -> None:
    assert refused(cells.day, written).kind == "tanggal"


@pytest.mark.parametrize("written", [date(1, 1, 1), datetime(9999, 12, 31, 23, 59), "31-12-9999", "01-01-0001"])
@pytest.mark.parametrize("parse", [cells.day, cells.birth])
def test_a_day_of_no_year_names_the_years(parse, written) -> None:
    fault = refused(parse, written)
    assert "antara 1900 dan 2100" in f"{fault.what} {fault.mend}"


@pytest.mark.parametrize("written", ["3508036709679901", "'3508 036709 679901", "35.08.03.670967.9901"])
def test_nik_with_marks(written: str) -> None:
    assert cells.nik(cell_of(written)) == "3508036709679901"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (3508035308919920.0, "nik_float"),
        ("3,50803E+15", "nik_float"),
        ("3.50804E+15", "nik_float"),
        ("3508036709679901.0", "nik_float"),
        ("3508036709679901,00", "nik_float"),
        ("350803570793991", "nik_15_digits"),
        ("²²²", "nik_digits"),
        ("٣٥٠٨٠٣٥٧٠٧٩٣٩٩١٢", "nik_digits"),
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


@pytest.mark.parametrize(
    ("written", "yes"), [("ada", True), ("√", True), ("v", True), (True, True), ("tdk", False), ("Tidak ada", False)]
)
def test_yes_and_no(written, yes: bool) -> None:
    assert cells.yes_no(cell_of(written)) is yes
    assert refused(cells.yes_no, "x").kind == "pilihan"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *[("Leter C", "LETTER_C"), ("Letter C", "LETTER_C"), ("Petok D", "LETTER_C"), ("Petok", "LETTER_C")],
        *[("SHM/sertifikat", "SHM"), ("Sertipikat", "SHM"), ("SHM No. 1234", "SHM"), ("SK Kades", "SK_DESA")],
        *[("Surat keterangan kepala desa", "SK_DESA"), ("Akta Jual Beli", "AJB"), ("tdk ada", "TIDAK_ADA")],
    ],
)
def test_proofs_of_land(written: str, value: str) -> None:
    assert cells.choice(PROOFS)(cell_of(written)) == value


@pytest.mark.parametrize("written", ["AJB/Petok D", "ada", "rumah"])
def test_no_proofs_of_land(written: str) -> None:
    assert refused(cells.choice(PROOFS), written).kind == "pilihan"


@pytest.mark.parametrize(
    ("written", "sex"), [("1", "L"), (2.0, "P"), ("Lk", "L"), ("Pr.", "P"), ("Laki2", "L"), ("Wanita", "P")]
)
def test_sexes(written, sex: str) -> None:
    assert cells.choice(SEXES)(cell_of(written)) == sex


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
