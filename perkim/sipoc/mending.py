"""What a check refused and still waits to be mended: a Tugas of who brought it, given by who looked."""

from typing import Protocol

from perkim.sipoc.models import Tugas
from perkim.sipoc.querysets import BerkasQuerySet

# The keys of such Tugas; that of the check follows.
MENDING = "perbaiki-"


class Check(Protocol):
    """A requirement that is met by somebody's finding right what somebody else brought."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def reasons(self) -> tuple[str, ...]:
        """The usual faults, each with how to mend it."""


def being_mended(cases: BerkasQuerySet, asked: Check) -> dict[int, Tugas]:
    """The cases in which what this check refused was not brought again yet, with the Tugas that says why. One query."""
    waiting = Tugas.objects.filter(berkas__in=cases, key=f"{MENDING}{asked.key}", done_at=None, dropped_at=None)
    return {each.berkas_id: each for each in waiting.select_related("given_by").order_by("id")}
