"""Codes that people read from paper and type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkim.lib.codes import ALPHABET, normalised, random_code


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
