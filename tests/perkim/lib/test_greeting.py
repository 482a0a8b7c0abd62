"""The greeting of the day."""

from datetime import datetime

import pytest

from perkim.lib.text import day_greeting


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "malam"),
        (3, 59, "malam"),
        (4, 0, "pagi"),
        (10, 59, "pagi"),
        (11, 0, "siang"),
        (14, 59, "siang"),
        (15, 0, "sore"),
        (17, 59, "sore"),
        (18, 0, "malam"),
        (23, 59, "malam"),
    ],
)
def test_the_hour_chooses_the_words(hour: int, minute: int, words: str) -> None:
    assert day_greeting(datetime(2026, 7, 1, hour, minute)) == f"Selamat {words}"
