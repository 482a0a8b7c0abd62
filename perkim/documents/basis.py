"""What must have happened before a paper is signed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from perkim.sipoc.models import Berkas


@dataclass(frozen=True, kw_only=True)
class Basis:
    """`words` name it; `day` is empty while it has not happened."""

    words: str
    day: date | None


# Says of a case what a paper rests on.
Rests = Callable[[Berkas], Basis]


def handed_in(case: Berkas) -> Basis:
    """For a paper that answers the case: it is not older than the day on which the case was handed in."""
    day = localdate(case.submitted_at) if case.submitted_at else None
    return Basis(words=f"hari {case.declared.noun} ini dikirim", day=day)
