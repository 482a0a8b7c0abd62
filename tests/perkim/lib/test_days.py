"""Days are read however they are written; what has two readings keeps both, and what has none is said."""

from contextlib import suppress
from datetime import date

import pytest

from perkim.lib.days import DayError, day_of_serial, read_day, sure_day, swapped
from tests.processor import processor_seconds

BORN = date(1967, 9, 27)


@pytest.mark.parametrize(
    "written",
    [
        "27/09/1967 0:00",
        "27/09/1967 00:00:00",
        "27/09/1967 07.30 WIB",
        "27-09-1967.",
        "27 Sept 1967",
        "27 September 1967",
        "27 SEPTEMBER1967",
        "27 Septembr 1967",
        "1967-09-27 00:00:00",
        "1967-09-27T00:00:00.000Z",
        "1967/9/27",
        "27 – 09 – 1967",
        "27\u201109\u20111967",
        "27—09—1967",
        "27\u221209\u22121967",
        "27 -09- 1967",
        "27091967",
        "19670927",
        "24742",
        "27\\09\\1967",
        "27_09_1967",
        "27,09,1967",
        "27.09,1967",
        "27 09 1967",
        "27--09--1967",
        "27-IX-1967",
        "September 27, 1967",
        "27-09-1967 / 27 September 1967",
    ],
)
def test_days_with_one_reading(written: str) -> None:
    assert read_day(written).readings == (BORN,)
    assert read_day(written).place == ""


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Lumajang, 27-09-1967 (57 th)", "Lumajang"),
        ("Lumajang 27-09-1967 / umur 57 tahun", "Lumajang"),
        ("LUMAJANG 27 SEPTEMBER 1967", "LUMAJANG"),
        ("Lmj, 27.9.1967", "Lmj"),
        ("Lumajang/27-09-1967", "Lumajang"),
        ("Lumajang,27-09-1967", "Lumajang"),
        ("Lumajang, tgl 27-09-1967", "Lumajang"),
        ("Lumajang, Rabu 27-09-1967", "Lumajang"),
        ("Lumajang, Jum'at tanggal 27-09-1967", "Lumajang"),
        ("Kab. Lumajang, 27-09-1967", "Kab. Lumajang"),
        ("Candipuro - Lumajang, 27-09-1967", "Candipuro - Lumajang"),
        ("27-09-1967 di Lumajang", "di Lumajang"),
    ],
)
def test_what_stands_beside_a_day_is_its_place(written: str, place: str) -> None:
    found = read_day(written)
    assert (found.place, found.readings) == (place, (BORN,))


@pytest.mark.parametrize(
    ("name", "month"),
    [
        *[("Jan", 1), ("Peb", 2), ("Pebruari", 2), ("Mrt", 3), ("Maret", 3), ("Apr", 4), ("Mei", 5), ("Jun", 6)],
        *[("Juli", 7), ("Agt", 8), ("Agust", 8), ("Ags", 8), ("Sept", 9), ("Okt", 10), ("Nop", 11), ("Nopember", 11)],
        *[("Des", 12), ("Febuari", 2), ("Agustust", 8), ("Oktobr", 10), ("Desembar", 12), ("xii", 12), ("IV", 4)],
    ],
)
def test_months_by_name(name: str, month: int) -> None:
    assert read_day(f"3 {name} 1980").readings == (date(1980, month, 3),)


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("09/05/1967", (date(1967, 5, 9), date(1967, 9, 5))),
        ("09-05-1967", (date(1967, 5, 9),)),
        ("27-Sep-67", (BORN, date(2067, 9, 27))),
        ("27/9/67", (BORN, date(2067, 9, 27))),
        ("27 September '67", (BORN, date(2067, 9, 27))),
    ],
)
def test_more_than_one_reading_is_kept(written: str, readings: tuple[date, ...]) -> None:
    assert read_day(written).readings == readings


@pytest.mark.parametrize(
    ("written", "day"),
    [("27/9/67", BORN), ("27-9-05", date(2005, 9, 27)), ("29-2-04", date(2004, 2, 29)), ("27-9-16", date(2016, 9, 27))],
)
def test_two_digits_of_a_year_mean_somebody_who_is_alive(written: str, day: date) -> None:
    today = date(2027, 11, 22)
    assert read_day(written).by_custom(today) == (day,)


def test_of_two_centuries_that_are_possible_none_is_taken() -> None:
    assert len(read_day("27-9-20").by_custom(date(2026, 11, 22))) == 2


@pytest.mark.parametrize(
    "written",
    [
        *["1967", "57 tahun", "Lumajang", "27-O9-1967", "27 Jui 1967", "7-9-967", "27-09-19967", "270967", "12.500"],
        *["", "²-9-1967", "27 ² 1967", "٢٧-٠٩-١٩٦٧"],
    ],
)
def test_no_day(written: str) -> None:
    assert read_day(written) is None


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("31-02-1990", "tidak ada"),
        ("32/1/1990", "tidak ada"),
        ("0-0-0000", "tidak ada"),
        ("29 Februari 1967", "tidak ada"),
        ("27-09-1967 s/d 28-09-1967", "lebih dari satu"),
        ("1967-09-26T17:00:00.000Z", "zona waktu"),
    ],
)
def test_a_day_that_cannot_be_is_said(written: str, word: str) -> None:
    with pytest.raises(DayError, match=word):
        read_day(written)


@pytest.mark.parametrize(("written", "word"), [("09/27/1967", "tertukar"), ("27-9-67", "empat angka")])
def test_a_sure_day_is_written_by_the_custom(written: str, word: str) -> None:
    with pytest.raises(DayError, match=word):
        sure_day(written)
    assert sure_day("05/09/1967") == date(1967, 9, 5)


@pytest.mark.parametrize(
    ("number", "day"),
    [(24_742, BORN), (24_742.375, BORN), (27_091_967, BORN), (1_091_967, date(1967, 9, 1)), (1967, None)],
)
def test_numbers_of_spreadsheets(number: float, day: date | None) -> None:
    assert day_of_serial(number) == day


@pytest.mark.parametrize(
    ("day", "other"), [(date(1967, 9, 5), date(1967, 5, 9)), (BORN, None), (date(1967, 9, 9), None)]
)
def test_day_and_month_exchanged(day: date, other: date | None) -> None:
    assert swapped(day) == other


@pytest.mark.parametrize(
    "hostile", ["1 " * 60, "1/" * 60, "1/1/1111 " * 13, "jan" * 40, "1 jan " * 20, "-" * 200_000, "9" * 120, "a1" * 60]
)
def test_hostile_text_takes_no_time(hostile: str) -> None:
    def read() -> None:
        with suppress(DayError):
            read_day(hostile)

    assert processor_seconds(read) < 0.1
