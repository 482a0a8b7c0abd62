"""Amounts, areas and counts are read however offices write them."""

from contextlib import suppress
from decimal import Decimal

import pytest

from perkim.lib.numbers import NumberError, areas, count, money, number
from tests.processor import processor_seconds


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.250.000/bulan", 1_250_000),
        ("1.250.000 / bln", 1_250_000),
        ("Rp.1.000.000,- /bln", 1_000_000),
        ("Rp1.000.000 per bulan", 1_000_000),
        ("1000000 sebulan", 1_000_000),
        ("Rp 1.250.000,-", 1_250_000),
        ("Rp. 900.000,00", 900_000),
        ("1.500.000 rupiah", 1_500_000),
        ("1.500.000,=", 1_500_000),
        ("1,2 jt", 1_200_000),
        ("1.5 juta", 1_500_000),
        ("Rp 1.5jt/bln", 1_500_000),
        ("1 juta 500 ribu", 1_500_000),
        ("1.250 rb", 1_250_000),
        ("900rb", 900_000),
        ("±1.000.000", 1_000_000),
        ("kurang lebih 1.000.000", 1_000_000),
        ("1,500,000", 1_500_000),
    ],
)
def test_rupiah(written: str, amount: int) -> None:
    assert money(written) == amount


@pytest.mark.parametrize(
    "written", ["satu juta", "1jt500", "500.000-1.000.000", "1.90.000", "Rp", "500 ribu 1 juta", "<500"]
)
def test_no_rupiah(written: str) -> None:
    assert money(written) is None


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("50.000/hari", "per hari"),
        ("Rp350.000 per mgg", "per minggu"),
        ("12 juta/th", "per tahun"),
        ("1.500 juta", "dua cara"),
    ],
)
def test_rupiah_that_are_no_monthly_amount_are_said(written: str, word: str) -> None:
    with pytest.raises(NumberError, match=word):
        money(written)


@pytest.mark.parametrize(
    ("written", "metres"),
    [
        ("6x7", "42"),
        ("6 x 7 m", "42"),
        ("6m X 7m", "42"),
        ("6 × 7 m2", "42"),
        ("6,5 * 7", "45.5"),
        ("6x7=42", "42"),
        ("6.125 x 8", "49"),
        ("36 m2", "36"),
        ("36 m²", "36"),
        ("36M²", "36"),
        ("±36", "36"),
        ("+/- 36 m", "36"),
        ("kurang lebih 36 m2", "36"),
        ("36 meter persegi", "36"),
        ("0,5 ha", "5000"),
        ("1.250,5", "1250.5"),
        ("72,5", "72.5"),
    ],
)
def test_square_metres(written: str, metres: str) -> None:
    assert areas(written) == (Decimal(metres),)


def test_one_separator_before_three_digits_has_two_readings() -> None:
    assert areas("99.125 m2") == areas("99,125") == (Decimal(99_125), Decimal("99.125"))
    assert areas("0.125") == (Decimal("0.125"),)


@pytest.mark.parametrize("written", ["36-40", "36/42", "6x7x3", "3 ru", "luas", "", "x", "6x"])
def test_no_area(written: str) -> None:
    assert areas(written) == ()


def test_a_product_that_is_not_what_is_written_behind_it_is_said() -> None:
    with pytest.raises(NumberError, match="bukan 45"):
        areas("6x7=45")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("5", 5),
        ("5 orang", 5),
        ("5 org.", 5),
        ("4 (empat)", 4),
        ("4 th", 4),
        ("3KK", 3),
        ("± 5 jiwa", 5),
        ("2,5", Decimal("2.5")),
    ],
)
def test_counts(written: str, found: Decimal) -> None:
    assert count(written) == found


@pytest.mark.parametrize("written", ["dua", "5 + 1", "5 orang dewasa", "2-3", "orang"])
def test_no_count(written: str) -> None:
    assert count(written) is None


@pytest.mark.parametrize(
    "hostile", ["1." * 50_000, "1,000," * 10, "rp" * 30, "x" * 60, "1x" * 30, "juta" * 15, "=" * 60, "(" * 60]
)
def test_hostile_text_takes_no_time(hostile: str) -> None:
    def read_all() -> None:
        for read in (number, money, areas, count):
            with suppress(NumberError):
                read(hostile)

    assert processor_seconds(read_all) < 0.1
