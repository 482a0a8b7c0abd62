"""Values that are taken and told about."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What a parser took, with what somebody should look at: the value is kept, and the row is warned of."""

    value: Any
    what: str
    mend: str
    kind: str = "isi"
