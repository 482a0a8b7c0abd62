"""How papers write dates, money, dicta and names."""

import pytest

from perkim.documents.templatetags import naskah


def test_dates_are_written_in_words_and_figures() -> None:
    assert naskah.tanggal("2026-11-22") == "22 November 2026"
    assert naskah.hari("2026-11-22") == "Minggu"
    words = "tanggal dua puluh dua bulan November tahun dua ribu dua puluh enam"
    assert naskah.tanggal_terbilang("2026-11-22") == words


@pytest.mark.parametrize("filter_", [naskah.tanggal, naskah.hari, naskah.tanggal_terbilang])
def test_no_date_is_no_word(filter_) -> None:
    assert filter_("") == ""


def test_money_has_dots_and_in_text_its_words() -> None:
    assert naskah.rupiah(20_000_000) == "Rp20.000.000"
    assert naskah.rupiah_huruf(1_250_000) == "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)"


def test_counts_have_dots_and_words() -> None:
    assert naskah.angka_huruf(1_204) == "1.204 (seribu dua ratus empat)"


@pytest.mark.parametrize(
    ("place", "word"),
    [(1, "KESATU"), (2, "KEDUA"), (4, "KEEMPAT"), (10, "KESEPULUH"), (11, "KESEBELAS"), (21, "KEDUA PULUH SATU")],
)
def test_dicta_are_counted(place: int, word: str) -> None:
    assert naskah.diktum(place) == word


def test_what_is_not_known_is_left_open() -> None:
    assert naskah.atau_titik("", 5) == "....."
    assert naskah.atau_titik("600/7", 5) == "600/7"


def test_signatures_stand_by_pairs() -> None:
    assert naskah.berdua([1, 2, 3]) == [[1, 2], [3]]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("DINAS KESEHATAN", ["DINAS KESEHATAN"]),
        ("DINAS PERUMAHAN DAN KAWASAN PERMUKIMAN", ["DINAS PERUMAHAN DAN", "KAWASAN PERMUKIMAN"]),
    ],
)
def test_a_long_name_stands_on_two_even_lines(name: str, found: list[str]) -> None:
    assert naskah.dua_baris(name) == found


def test_places_are_not_torn_apart() -> None:
    assert naskah.alamat_rapat("Kajar, RT 005/RW 003") == "Kajar, RT\xa0005/\u2060RW\xa0003"
    assert naskah.wilayah_rapat("KABUPATEN LUMAJANG") == "KABUPATEN\xa0LUMAJANG"
