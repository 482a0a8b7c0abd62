"""When two spellings are one name, when a bank cut one off, and what of a number is shown."""

import pytest

from perkim.banking.names import closest, cut_off, plain, same_name
from perkim.banking.numbers import length_fault, mask_account


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("SITI AMINAH", "Hj. Siti Aminah, S.Pd."),
        ("SUPRI YADI", "Supriyadi"),
        ("MUAWIYAH", "Mu'awiyah"),
        ("H.SUKARDI", "Sukardi"),
        ("JOSE RIZAL", "José Rizal"),
        ("SRI  WAHYUNI SE", "Sri Wahyuni, S.E."),
        ("DRS AHMAD S PD I", "Ahmad"),
    ],
)
def test_case_titles_accents_and_spaces_make_no_other_name(printed: str, written: str) -> None:
    assert same_name(printed, written)


@pytest.mark.parametrize(
    ("one", "other"), [("Siti Aminah", "Siti Aminah B"), ("Mochamad", "Mohamad"), ("", ""), ("Suwarno", "Suwarni")]
)
def test_a_letter_makes_another_name(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_a_title_alone_stays_a_name() -> None:
    assert plain("Haji") == "HAJI"


def test_only_as_much_as_a_bank_prints_is_a_cut_name() -> None:
    whole = "Muhammad Choirul Anam Abdurrahman"
    assert cut_off("MUHAMMAD CHOIRUL ANA", whole)
    assert not cut_off("MUHAMMAD", whole)
    assert not cut_off("MUHAMMAD CHAIRUL ANA", whole)
    assert not cut_off(whole, whole)


def test_the_nearest_name_comes_first() -> None:
    assert closest("SITI AMINA", ["Wahyudi", "Siti Aminah", "Siti Aisyah"]) == ["Siti Aminah", "Siti Aisyah"]


@pytest.mark.parametrize(
    ("digits", "bank", "fine"),
    [("0031234567", "Bank Jatim", True), ("31234567", "Bank Jatim", False), ("31234567", "Bank Desa", True)],
)
def test_each_bank_has_numbers_of_its_own_length(digits: str, bank: str, fine: bool) -> None:
    assert (length_fault(digits, bank, {"Bank Jatim": 10}) == ("", "")) is fine


def test_only_the_last_digits_are_shown() -> None:
    assert mask_account("0031234567") == "••••••4567"
    assert mask_account("1234567") == "•••••••"
