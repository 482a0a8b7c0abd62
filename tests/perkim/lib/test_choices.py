"""Choices are told by many names, by their parts, and with a slip of the hand; RT and RW by their digits."""

import pytest

from perkim.lib.choices import Ambiguous, Names, squeezed
from perkim.lib.neighbourhood import neighbourhood
from perkim.lib.slips import is_one_slip

PROOFS = Names({"SHM": ("sertifikat", "hak milik"), "LETTER_C": ("letter c", "petok d"), "AJB": ()})


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("shm", "SHM"),
        ("S.H.M.", "SHM"),
        ("SHM/sertifikat", "SHM"),
        ("SHM No. 1234", "SHM"),
        ("Sertifikat (SHM)", "SHM"),
        ("sertipikat", "SHM"),
        ("sertifkat", "SHM"),
        ("LETTERC", "LETTER_C"),
        ("Letter C / Petok D", "LETTER_C"),
        ("Petok D No 12 Persil 5", "LETTER_C"),
        ("AJB", "AJB"),
        ("AJ", None),
        ("SHMM", None),
        ("rumah", None),
        ("x" * 5000, None),
    ],
)
def test_choices(written: str, value: str | None) -> None:
    assert PROOFS.meant(written) == value


@pytest.mark.parametrize("written", ["SHM/AJB", "Petok D atau AJB"])
def test_two_choices_are_none(written: str) -> None:
    with pytest.raises(Ambiguous):
        PROOFS.meant(written)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        *[("maret", "mret", True), ("maret", "maert", True), ("maret", "maret", True), ("juni", "juli", True)],
        *[("maret", "mart3t", False), ("maret", "mre", False), ("", "a", True), ("", "ab", False)],
        ("abcd", "badc", False),
    ],
)
def test_slips(one: str, other: str, is_one: bool) -> None:
    assert is_one_slip(one, other) is is_one
    assert is_one_slip(other, one) is is_one


def test_names_are_compared_without_case_blanks_and_marks() -> None:
    assert squeezed("Sumber  Wuluh") == squeezed("SUMBER-WULUH") == "sumberwuluh"


@pytest.mark.parametrize("written", ["2", "02", "002", "RT 2", "RW.02", "rt. 002", "II", "RT-2", "No. 2", "R.T 2"])
def test_neighbourhoods(written: str) -> None:
    assert neighbourhood(written) == "002"


@pytest.mark.parametrize(
    ("written", "found"), [("000", ""), ("12 A", None), ("1234", None), ("2/3", None), ("iix", None)]
)
def test_other_neighbourhoods(written: str, found: str | None) -> None:
    assert neighbourhood(written) == found
