"""A day on which something happened lies within the work to which it belongs."""

from datetime import date

import pytest

from perkim.sipoc.happened import Beginning, day_fault

TODAY = date(2026, 11, 30)
DECREE = Beginning(date(2026, 8, 3), "SK Penerima 188/7")
ACTIVE = Beginning(date(2026, 9, 3), "rekening penerima dipastikan aktif")


@pytest.mark.parametrize(
    ("day", "beginnings", "said"),
    [
        (date(2026, 12, 1), [], "Tanggal nota belum tiba. Periksa tanggalnya."),
        (TODAY, [DECREE, ACTIVE], ""),
        (date(2026, 9, 3), [DECREE, ACTIVE], ""),
        (
            date(2026, 9, 2),
            [DECREE, ACTIVE],
            (
                "Tanggal nota lebih awal daripada rekening penerima dipastikan aktif, 3 September 2026. "
                "Periksa tanggalnya."
            ),
        ),
        (
            date(2020, 1, 1),
            [DECREE],
            "Tanggal nota lebih awal daripada SK Penerima 188/7, 3 Agustus 2026. Periksa tanggalnya.",
        ),
        (date(1900, 1, 1), [], ""),
    ],
)
def test_what_a_day_must_not_be(day: date, beginnings: list[Beginning], said: str) -> None:
    assert day_fault("Tanggal nota", day, beginnings, TODAY) == said
