"""Where the minutes of a run went, as `make test` tells it."""

import pytest

from tests.minutes import area_of, told


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("tests/rtlh/test_ledger.py", "tests/rtlh"),
        ("tests/perkim/sipoc/paper/test_slum.py", "tests/perkim/sipoc"),
        ("tests/every_programme/test_texts.py", "tests/every_programme"),
    ],
)
def test_the_area_of_a_test(path: str, area: str) -> None:
    assert area_of(path) == area


def test_the_dearest_area_comes_first_with_its_set_up_apart() -> None:
    lines = list(
        told(
            {
                "tests": {"tests/a": [3, 1.0, 0.5], "tests/b": [1, 2.0, 1.0]},
                "set-up": {"tests/b": [2, 4.0, 3.0]},
                "worlds built": {"office": [2, 7.0, 0.0]},
            }
        )
    )
    assert [line.split() for line in lines[1:4]] == [
        ["1", "4.0", "2.0", "6.0", "4.0", "tests/b"],
        ["3", "0.0", "1.0", "1.0", "0.5", "tests/a"],
        ["4", "4.0", "3.0", "7.0", "4.5", "together"],
    ]
    assert lines[4:] == ["     2 times      7.0  worlds built, together", "     2 times      7.0    office"]
