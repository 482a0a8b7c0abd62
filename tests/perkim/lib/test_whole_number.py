"""Whole numbers out of text from outside: what is one, and that nothing else fails."""

import pytest
from django import forms

from perkim.lib.amount_field import AmountField
from perkim.lib.count_field import CountField
from perkim.lib.measure_field import MeasureField
from perkim.lib.numbers import NumberError, whole_rupiah
from perkim.lib.whole_field import WholeField
from perkim.lib.whole_number import LARGEST, typed_whole
from perkim.visits.forms import DegreeField

# Digits, and nothing that a column of whole numbers could hold.
HOSTILE = ("²", "①", "٣", "１２", "1_000", "9" * 40, "9" * 5_000, "1e5", "0x10", "\x00", "\ud800", "1\x00", "½")
FIELDS: dict[str, forms.Field] = {
    "whole": WholeField(min_value=1),
    "count": CountField(least=0, most=1_000),
    "amount": AmountField(),
    "measure": MeasureField(max_digits=9, decimal_places=2),
    "degree": DegreeField(most=180, example="113,041126"),
}


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("12", 12), (" 007 ", 7), (str(LARGEST), LARGEST)])
def test_a_whole_number(typed: str, number: int) -> None:
    assert typed_whole(typed) == number


@pytest.mark.parametrize("typed", [*HOSTILE, "", "-1", "+1", "1.0", None, b"1", str(LARGEST + 1)])
def test_no_whole_number(typed: object) -> None:
    assert typed_whole(typed) is None


def test_bounds() -> None:
    assert typed_whole("3", least=4) is None
    assert typed_whole("4", least=4, most=4) == 4
    assert typed_whole("5", most=4) is None


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("field", FIELDS)
def test_every_field_says_so(field: str, typed: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        FIELDS[field].clean(typed)
    assert all(sentence.endswith(".") for sentence in refused.value.messages)


def test_an_amount_that_no_column_holds_is_reported() -> None:
    with pytest.raises(NumberError, match="terlalu besar"):
        whole_rupiah("9" * 40)
    assert whole_rupiah("999.999.999.999.999") == 999_999_999_999_999
