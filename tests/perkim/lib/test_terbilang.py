"""Numbers in words, as receipts and decrees write them."""

import pytest

from perkim.lib.terbilang import LARGEST, rupiah_letters, terbilang

WORDS = {
    0: "nol",
    1: "satu",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    21: "dua puluh satu",
    100: "seratus",
    101: "seratus satu",
    111: "seratus sebelas",
    200: "dua ratus",
    999: "sembilan ratus sembilan puluh sembilan",
    1000: "seribu",
    1001: "seribu satu",
    1100: "seribu seratus",
    2000: "dua ribu",
    2026: "dua ribu dua puluh enam",
    11_000: "sebelas ribu",
    100_000: "seratus ribu",
    101_000: "seratus satu ribu",
    1_000_000: "satu juta",
    1_001_000: "satu juta seribu",
    1_250_000: "satu juta dua ratus lima puluh ribu",
    17_500_000: "tujuh belas juta lima ratus ribu",
    20_000_000: "dua puluh juta",
    1_000_000_000: "satu miliar",
    11_100_001_000: "sebelas miliar seratus juta seribu",
    2_000_000_000_000: "dua triliun",
    -2: "minus dua",
}


@pytest.mark.parametrize("number", WORDS)
def test_a_number_has_its_words(number: int) -> None:
    assert terbilang(number) == WORDS[number]


def test_rupiah_are_named() -> None:
    assert rupiah_letters(20_000_000) == "dua puluh juta rupiah"


def test_no_two_numbers_share_their_words() -> None:
    assert len({terbilang(number) for number in range(20_000)}) == 20_000


def test_words_end_where_nobody_would_read_them() -> None:
    assert terbilang(LARGEST).startswith("sembilan ratus sembilan puluh sembilan triliun")
    with pytest.raises(ValueError, match="no words"):
        terbilang(LARGEST + 1)
