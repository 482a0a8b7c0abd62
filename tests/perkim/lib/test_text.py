"""Words that stand inside of sentences."""

import pytest

from perkim.lib.text import within_sentence


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("LPD tahap 1", "LPD tahap 1"),
        ("Tim dan TFL", "tim dan TFL"),
        ("Rencana RAB/DRPB", "rencana RAB/DRPB"),
        ("Pemeriksaan Usulan", "pemeriksaan usulan"),
        ("", ""),
    ],
)
def test_a_title_inside_a_sentence_keeps_what_is_written_in_capitals(title: str, inside: str) -> None:
    assert within_sentence(title) == inside
