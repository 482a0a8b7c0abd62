"""What must have happened before a paper is signed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from perkim.sipoc.models import Berkas


@dataclass(frozen=True, kw_only=True)
class Basis:
    """`words` name it; `day` is empty while it has not happened."""

    words: str
    day: date | None


# Says of a case what a paper rests on.
Rests = Callable[[Berkas], Basis]
