"""Within one look each case is read once, and nothing is remembered after it."""

from collections.abc import Iterable

import pytest

from perkim.lib.one_look import one_look, read_once

READ: list[list[int]] = []


@read_once
def doubled(ids: Iterable[int]) -> dict[int, int]:
    """Of odd numbers there is nothing."""
    wanted = list(ids)
    READ.append(wanted)
    return {each: 2 * each for each in wanted if each % 2 == 0}


@pytest.fixture(autouse=True)
def nothing_read() -> None:
    READ.clear()


def test_outside_of_a_look_it_is_read_each_time() -> None:
    assert doubled([2]) == doubled([2]) == {2: 4}
    assert READ == [[2], [2]]


def test_within_a_look_only_what_is_new_is_read() -> None:
    with one_look():
        assert doubled([2, 4]) == {2: 4, 4: 8}
        assert doubled(iter([4, 6])) == {4: 8, 6: 12}
    assert READ == [[2, 4], [6]]


def test_that_there_is_nothing_is_remembered_too() -> None:
    with one_look():
        assert doubled([1]) == doubled([1]) == {}
        assert doubled([1, 2]) == {2: 4}
    assert READ == [[1], [2]]


def test_what_is_given_belongs_to_who_asked() -> None:
    with one_look():
        doubled([2]).clear()
        assert doubled([2]) == {2: 4}


def test_a_look_within_another_is_the_same() -> None:
    with one_look():
        doubled([2])
        with one_look():
            doubled([2])
        doubled([2])
    assert READ == [[2]]


def test_the_next_look_reads_anew_even_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), one_look():
        doubled([1 // len(doubled([1])), 2])
    with one_look():
        doubled([1])
    assert READ == [[1], [1]]
