"""Names of people in cells. Asked for as `cells.person`."""

from collections.abc import Mapping

from perkim.imports.declarations import CellError
from perkim.imports.doubts import Doubtful
from perkim.lib.person_names import MEND, fault_of_name

FAULTS: Mapping[str, str] = {"nama": "Bukan nama orang", "nama_angka": "Nama memuat angka"}


def person(found: str) -> str | Doubtful:
    """The name in the text of a cell. With digits it is taken and told about: some number their namesakes."""
    if what := fault_of_name(found):
        raise CellError(what, MEND, "nama")
    if any(map(str.isdecimal, found)):
        return Doubtful(found, "Nama ini memuat angka.", "Cocokkan dengan KTP.", "nama_angka")
    return found
