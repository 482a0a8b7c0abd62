"""Years in lists are told as years, never as amounts."""

import pytest

from perkim.imports.cells import year
from perkim.imports.declarations import Cell, CellError, CellKind


def cell(value: str | float) -> Cell:
    return Cell(value, CellKind.NUMBER if isinstance(value, float) else CellKind.TEXT)


@pytest.mark.parametrize("value", ["9999", 9999.0, "1989"])
def test_a_year_out_of_bounds_is_told_without_points(value: str | float) -> None:
    with pytest.raises(CellError) as refused:
        year(1990, 2100)(cell(value))
    said = int(float(value))
    assert (refused.value.what, refused.value.mend) == (
        f"Tahun {said} tidak mungkin.",
        "Isi tahun dari 1990 sampai 2100.",
    )


def test_a_year_is_read() -> None:
    assert year(1990, 2100)(cell("2022")) == 2022
    assert year(1990, 2100)(cell(2022.0)) == 2022
