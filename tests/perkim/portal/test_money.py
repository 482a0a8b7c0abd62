"""Rupiah as people write them."""

import pytest
from django import forms

from perkim.lib.amount_field import RupiahField
from perkim.portal.templatetags.berkas import rupiah


@pytest.mark.parametrize(
    ("typed", "amount"), [("840.000.000", 840_000_000), ("Rp 1.500", 1500), ("rp20000", 20_000), ("0", 0), ("", None)]
)
def test_dots_blanks_and_the_sign_are_passed_over(typed: str, amount: int | None) -> None:
    assert RupiahField(required=False).clean(typed) == amount


@pytest.mark.parametrize("typed", ["1,5 juta", "-5", "1e9", "٣", "Rp", "9" * 30])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        RupiahField(required=False).clean(typed)


def test_a_known_amount_is_shown_as_it_is_written() -> None:
    assert RupiahField().prepare_value(840_000_000) == "840.000.000"


@pytest.mark.parametrize(("amount", "words"), [(840_000_000, "Rp840.000.000"), (0, "Rp0"), (None, "")])
def test_rupiah_on_screens(amount: int | None, words: str) -> None:
    assert rupiah(amount) == words
