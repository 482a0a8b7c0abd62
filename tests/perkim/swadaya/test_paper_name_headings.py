"""The headings under which other offices write the names on their papers."""

import pytest

from perkim.imports.tables.headers import find_heading
from perkim.swadaya.paper_names.columns import COLUMNS


@pytest.mark.parametrize(
    "name", ["Nama", "Nama Penerima", "Nama Calon Penerima Bantuan", "Nama KK/Penerima", "NAMA KEPALA KELUARGA"]
)
@pytest.mark.parametrize("amount", ["Bantuan", "Bantuan (Rp)", "Nilai", "Nilai Bantuan"])
def test_names_and_values_are_known_under_the_words_of_other_offices(name: str, amount: str) -> None:
    heading = find_heading([("No", name, "NIK", "Desa", "Jenis Bantuan", amount)], COLUMNS)
    assert heading is not None
    assert heading.unknown == ()
    assert heading.places == {"no": 0, "name": 1, "nik": 2, "village": 3, "kind": 4, "amount": 5}
