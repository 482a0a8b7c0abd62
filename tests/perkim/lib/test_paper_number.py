"""Numbers of papers that read the same are the same number."""

import pytest

from perkim.lib.paper_number import number_key, tidy_number

NUMBER = "600.2/38/427.55/2026"


@pytest.mark.parametrize(
    "typed",
    [
        " 600.2 / 38 /427.55/ 2026 ",
        "Nomor 600.2/38/427.55/2026",
        "NOMOR : 600.2/38/427.55/2026",
        "No. 600.2/38/427.55/2026",
        "no: 600.2/38/427.55/2026.",
        "No.600.2/38/427.55/2026",
        "600.2\u00a0/\u200938/427.55/2026",
        "６００.２/38/427.55/2026",
        "600.2\u221538\u2215427.55\u22152026",
    ],
)
def test_it_is_tidied_to_what_stands_on_the_sheet(typed: str) -> None:
    assert tidy_number(typed) == NUMBER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("470/12/Ds.Sbw/2026", "470/12/DS. SBW/2026"),
        ("400/PKP - 7/2026", "400/pkp\u20137/2026"),
        ("188.45/290/427.12/2026", "188.45/290/427.12 /2026"),
        ("12 A/2026", "12a/2026"),
    ],
)
def test_they_read_the_same(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("600.2/38/2026", "600.2/39/2026"), ("600.23/8/2026", "600.2/38/2026"), ("NOTA/1", "TA/1")]
)
def test_they_are_two_numbers(one: str, other: str) -> None:
    assert number_key(one) != number_key(other)


@pytest.mark.parametrize("typed", ["", "  ", "Nomor", "No. :", "..."])
def test_nothing_but_the_word_is_no_number(typed: str) -> None:
    assert number_key(typed) == ""
