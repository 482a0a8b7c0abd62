"""What is declared twice of one scheme stays one thing; of two schemes it never is."""

import pytest

from perkim.schemes import bases, heirs, money
from perkim.schemes.applied import Applied
from perkim.schemes.papers import village, work, year
from perkim.schemes.photos import SIDES, photos
from perkim.schemes.scheme import Scheme
from rtlh.scheme import SCHEME

OF_A_SCHEME = (
    year.sk_penerima,
    year.sk_perubahan,
    village.ba_verifikasi,
    village.ba_sosialisasi,
    work.bast,
    money.budget,
    money.transferred,
)


@pytest.mark.parametrize("build", OF_A_SCHEME, ids=lambda build: build.__name__)
def test_of_one_scheme_it_is_the_same(build) -> None:
    assert build(SCHEME) == build(SCHEME)


@pytest.mark.parametrize("build", OF_A_SCHEME[:5], ids=lambda build: build.__name__)
def test_of_another_scheme_it_is_another(build, scheme: Scheme) -> None:
    assert build(SCHEME) != build(scheme)


def test_terms_are_told_apart() -> None:
    assert work.lpd(SCHEME, 1) == work.lpd(SCHEME, 1) != work.lpd(SCHEME, 2)
    assert bases.examination(1) == bases.examination(1) != bases.examination(2)
    assert photos(SIDES, 1) == photos(SIDES, 1) != photos(SIDES, 2)


def test_an_heir_needs_a_decree_until_the_first_money() -> None:
    assert heirs.heir_in(SCHEME, 1).amended_by == "sk_perubahan"
    assert heirs.heir_in(SCHEME, 2) == heirs.heir_goes_on(SCHEME)


def test_a_function_with_its_arguments_takes_the_rest() -> None:
    joined = Applied(lambda *words: " ".join(words), ("satu", "dua"))
    assert joined("tiga") == "satu dua tiga"
    assert joined == Applied(joined.function, ("satu", "dua")) != Applied(joined.function, ("satu",))
