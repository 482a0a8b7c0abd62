"""Codes that people read from paper and type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkim.lib.codes import ALPHABET, normalised, random_code, receipt_code, spelled_receipt


def test_a_code_stands_in_groups() -> None:
    code = random_code(3)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(code) <= set(ALPHABET) | {"-"}


def test_no_symbols_look_alike() -> None:
    assert not set("01OIL") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert ALPHABET.upper() == ALPHABET


def test_a_thousand_codes_are_a_thousand() -> None:
    assert len({random_code(3) for _ in range(1000)}) == 1000


def test_every_symbol_occurs() -> None:
    assert set("".join(random_code(3) for _ in range(500))) - {"-"} == set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    ["7KQM-2XNA-93TP", "7kqm-2xna-93tp", "7kqm2xna93tp", " 7kqm 2xna\t93tp\n", "7KQM–2XNA—93TP"],
)
def test_ways_of_typing_a_code_are_the_same(typed: str) -> None:
    assert normalised(typed) == "7KQM2XNA93TP"


@given(st.text())
def test_any_text_can_be_compared(typed: str) -> None:
    assert normalised(normalised(typed)) == normalised(typed)


@pytest.mark.parametrize(
    "spell", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} \n".replace("-", "–")]
)
def test_a_receipt_code_is_spelled_as_it_is_stored(spell) -> None:
    code = receipt_code("RTLH")
    assert spelled_receipt(spell(code)) == code


@pytest.mark.parametrize("typed", ["", "RTLH", "222-222-222", "RTLH-222-222-223", "RTLH-222-222", "RTLH-000-000-000"])
def test_what_is_no_receipt_code_is_spelled_as_nothing(typed: str) -> None:
    assert spelled_receipt(typed) == ""


@given(st.text())
def test_any_text_may_be_taken_for_a_receipt_code(typed: str) -> None:
    assert spelled_receipt(spelled_receipt(typed)) == spelled_receipt(typed)


def test_every_single_slip_and_every_swap_of_neighbours_in_a_receipt_code_is_noticed() -> None:
    for _ in range(20):
        code = normalised(receipt_code("KS"))[2:]
        assert spelled_receipt(f"KS{code}")
        for place, symbol in enumerate(code):
            others = (other for other in ALPHABET if other != symbol)
            assert not any(spelled_receipt("KS" + code[:place] + other + code[place + 1 :]) for other in others)
        # The symbols before the check symbol; the last pair swaps with it.
        for place in range(len(code) - 2):
            first, second = code[place : place + 2]
            swapped = code[:place] + second + first + code[place + 2 :]
            assert bool(spelled_receipt(f"KS{swapped}")) == (first == second)
