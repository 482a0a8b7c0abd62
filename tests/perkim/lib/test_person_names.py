"""Names as people have them are taken without a word; what a spreadsheet or a page would run is no name."""

import pytest

from perkim.imports import cells
from perkim.imports.declarations import CellError
from perkim.imports.spreadsheets.sheets import cell_of
from perkim.lib.person_names import fault_of_name

HONEST = (
    "M. Sholeh", "H. Moh. Ma'ruf", "Sri Wahyuni (alm)", "Siti/Sutini", "D’Souza", "Nu\u02bcman", "Ma`ruf, S.Pd", "O",
    "Nuñez", "Nun\u0303ez", "Siti Nur-Aini", "SRI WAHYUNI", "Ny. Hj. St. Aminah – Rahmat", "ꦱꦿꦶ", "'Abdullah",
)  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_names_are_taken_without_a_word(name: str) -> None:
    assert fault_of_name(name) == ""
    assert isinstance(cells.person(cell_of(name)), str)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('=HYPERLINK("http://evil","klik")', "tanda “=”"),
        ("+6281234 Sri", "tanda “+”"),
        ("@Sri", "tanda “@”"),
        ("-Pak Ngatno", "diawali tanda hubung"),
        ("–Pak Ngatno", "diawali tanda hubung"),
        ("<script>alert(1)</script>", "tanda “<”"),
        ("Sri & Siti", "tanda “&”"),
        ("Sri; DROP TABLE", "tanda “;”"),
        ("Sri 😀", "tanda “😀”"),
        ("12345", "bukan nama orang"),
        ("...", "bukan nama orang"),
    ],
)
def test_what_no_name_holds_is_reported(typed: str, said: str) -> None:
    assert said in fault_of_name(typed)
    with pytest.raises(CellError) as fault:
        cells.person(cell_of(typed))
    assert (said in fault.value.what, fault.value.mend) == (True, "Tulis namanya saja, seperti di KTP.")


def test_what_cannot_be_seen_is_said_to_be_so() -> None:
    assert "yang tidak terlihat" in fault_of_name("Sri\u202eWahyuni")


def test_a_name_with_a_digit_is_taken() -> None:
    assert cells.person(cell_of("Suparmi 2")) == "Suparmi 2"
