"""Values that are accepted with a warning."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value that a parser accepted, with what somebody should look at: it is kept, and the row gets a warning."""

    value: Any
    what: str
    mend: str
    kind: str = "isi"
