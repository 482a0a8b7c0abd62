"""Names of people in cells. Asked for as `cells.person`."""

from collections.abc import Mapping

from perkim.imports.declarations import CellError
from perkim.lib.person_names import MEND, fault_of_name

FAULTS: Mapping[str, str] = {"nama": "Bukan nama orang"}


def person(name: str) -> str:
    """The name in the text of a cell; digits may stand in it, as some number their namesakes."""
    if what := fault_of_name(name):
        raise CellError(what, MEND, "nama")
    return name
