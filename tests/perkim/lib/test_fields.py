"""What people type into forms is read like what stands in lists."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from perkim.lib.amount_field import AmountField
from perkim.lib.count_field import CountField
from perkim.lib.day_field import DayField, PastDayField
from perkim.lib.measure_field import MeasureField
from perkim.portal.office.row_fields import RowDateField
from perkim.visits.forms import DegreeField

DEGREES = DegreeField(most=180, example="-8,179503")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1.900.000", 1_900_000), ("Rp 1.900.000,-", 1_900_000), ("1 900 000", 1_900_000), ("1900000,00", 1_900_000)],
)
def test_rupiah(typed: str, amount: int) -> None:
    assert AmountField().clean(typed) == amount


@pytest.mark.parametrize("typed", ["1.5", "12.50", "1.90.000", "1,5 juta", "50.000/hari", "-5", "9" * 30, "²"])
def test_no_rupiah(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="Tulis rupiah bulat"):
        AmountField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-22",
        "22-11-2026",
        "22/11/2026",
        "22 November 2026",
        "22.11.2026",
        "22 – 11 – 2026",
        "22 Nop 2026",
        "22112026.",
    ],
)
def test_days(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("31-02-2026", "tidak ada"),
        ("11/22/2026", "tertukar"),
        ("22-11-26", "empat angka"),
        ("Lumajang, 22-11-2026", "tidak terbaca"),
        ("46348", "tidak terbaca"),
        ("besok", "tidak terbaca"),
    ],
)
def test_no_days(typed: str, word: str) -> None:
    with pytest.raises(forms.ValidationError, match=word):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9999-12-31", "9999-12-31: Tahunnya harus antara 1900 dan 2100. Periksa tahunnya."),
        ("30-11-26", "Tahun pada 30-11-26 tidak empat angka. Tulis tahunnya lengkap, misalnya 22-11-2026."),
        (
            "11/30/2026",
            (
                "Pada 11/30/2026 bulannya ditulis di depan: hari dan bulan tertukar. "
                "Bila maksudnya 30-11-2026, tulis begitu."
            ),
        ),
        ("29 Feb 2026", "Tanggal 29 Feb 2026 tidak ada. Periksa hari dan bulannya."),
        ("1-1-2026 2-1-2026", "Isinya memuat lebih dari satu tanggal. Tulis satu tanggal saja."),
        ("besok", "Tanggal ini tidak terbaca. Tulis tanggal, bulan, dan tahunnya, misalnya 22-11-2026."),
    ],
)
@pytest.mark.parametrize("field", [DayField(), PastDayField(), RowDateField()])
def test_a_wrong_day_gets_one_true_sentence(field: DayField, typed: str, said: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [said]


@pytest.mark.parametrize(("typed", "metres"), [("36", "36"), ("36,5", "36.5"), ("36.5 m2", "36.5"), ("±36 m²", "36")])
def test_areas(typed: str, metres: str) -> None:
    assert MeasureField(max_digits=9, decimal_places=2).clean(typed) == Decimal(metres)


@pytest.mark.parametrize(
    ("typed", "word"), [("99.125", "99,125 atau 99125|99.125 atau"), ("luas", "angka saja"), ("6 x 7", "angka saja")]
)
def test_no_areas(typed: str, word: str) -> None:
    with pytest.raises(forms.ValidationError, match=word):
        MeasureField(max_digits=9, decimal_places=2).clean(typed)


@pytest.mark.parametrize("typed", ["5", "5 orang", "5 org", "5 (lima)"])
def test_counts(typed: str) -> None:
    assert CountField(least=1, most=30).clean(typed) == 5


@pytest.mark.parametrize("typed", ["2,5", "lima", "31", "1e1"])
def test_no_counts(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="angka bulat dari 1 sampai 30"):
        CountField(least=1, most=30).clean(typed)


@pytest.mark.parametrize(("typed", "of"), [("3 KK", "orang"), ("5 orang", "KK"), ("2 unit", "KK")])
def test_a_count_of_something_else(typed: str, of: str) -> None:
    with pytest.raises(forms.ValidationError, match=f"Isi jumlah {of}"):
        CountField(least=1, most=30, of=of).clean(typed)
    assert CountField(least=1, most=30, of=of).clean(f"5 {of}") == 5


@pytest.mark.parametrize("typed", ["-8,179503", "−8.179503", "8,179503 LS", "8° 10' 46,2108\" LS", "-8.179.503"])
def test_coordinates(typed: str) -> None:
    assert DEGREES.clean(typed) == Decimal("-8.179503")
