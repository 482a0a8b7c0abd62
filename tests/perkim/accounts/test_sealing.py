"""Secrets that must be read again: only with the key, for the purpose, unchanged."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from perkim.accounts.actions import reseal_second_factors
from perkim.accounts.activation import activate
from perkim.accounts.adapters import SECOND_FACTOR, MFAAdapter
from perkim.accounts.roles import Role
from perkim.accounts.sealing import InvalidToken, seal, unseal
from perkim.demo.office import SECOND_FACTOR_KEY
from tests.cast import employ, enter, is_signed_in, open_account, slip_code


@given(st.text())
def test_what_is_sealed_can_be_read_again(text: str) -> None:
    assert unseal(seal(text, purpose="uji"), purpose="uji") == text


def test_what_is_sealed_does_not_show() -> None:
    assert "rahasia" not in seal("rahasia", purpose="uji")


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert seal("x", purpose="uji") != seal("x", purpose="uji")


def test_another_purpose_cannot_read_it() -> None:
    with pytest.raises(InvalidToken):
        unseal(seal("x", purpose="draft"), purpose=SECOND_FACTOR)


@pytest.mark.parametrize("position", [0, 5, 20, 60, -2])
def test_a_changed_letter_is_noticed(position: int) -> None:
    sealed = list(seal("rahasia", purpose="uji"))
    sealed[position] = "A" if sealed[position] != "A" else "B"
    with pytest.raises(InvalidToken):
        unseal("".join(sealed), purpose="uji")


@pytest.mark.parametrize("rubbish", ["", "x", "gAAAAA", "ü" * 100])
def test_rubbish_is_noticed(rubbish: str) -> None:
    with pytest.raises(InvalidToken):
        unseal(rubbish, purpose="uji")


def test_another_key_cannot_read_it(settings) -> None:
    sealed = seal("x", purpose="uji")
    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidToken):
        unseal(sealed, purpose="uji")


def test_a_former_key_still_reads_it(settings) -> None:
    sealed = seal("x", purpose="uji")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert unseal(sealed, purpose="uji") == "x"


def test_what_is_new_is_sealed_with_the_newest_key(settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old"]
    sealed = seal("x", purpose="uji")
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(sealed, purpose="uji") == "x"


@pytest.mark.django_db
def test_the_second_factors_key_is_not_readable_in_the_database(everything_stored) -> None:
    employ(Role.KADIS, second_factor=True)
    assert SECOND_FACTOR_KEY not in everything_stored()


@pytest.mark.django_db
def test_a_second_factor_survives_a_new_key(settings, client) -> None:
    employ(Role.KADIS, username="kadis", second_factor=True)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    enter(client, "kadis")
    assert is_signed_in(client)


@pytest.mark.django_db
def test_resealed_second_factors_need_the_former_key_no_more(settings) -> None:
    user = employ(Role.KADIS, second_factor=True)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert reseal_second_factors() == 1
    settings.SECRET_KEY_FALLBACKS = []
    assert MFAAdapter().decrypt(user.authenticator_set.get().data["secret"]) == SECOND_FACTOR_KEY


@pytest.mark.django_db
def test_a_printed_slip_survives_a_new_key(settings) -> None:
    code = slip_code(open_account("operator.x", password=None))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    holder = {"username": "operator.x", "name": "Ani", "salutation": "", "email": "", "password": "tiga kata acak"}
    assert activate(code=code, now=timezone.now(), **holder).has_usable_password()
