"""Checks, and what one of them refused and still waits to be mended: a Tugas of who brought it, given by who looked."""

from dataclasses import dataclass

from perkim.sipoc.base_requirement import Requirement
from perkim.sipoc.models import Tugas
from perkim.sipoc.querysets import BerkasQuerySet

# The keys of such Tugas; that of the check follows.
MENDING = "perbaiki-"


@dataclass(frozen=True, kw_only=True)
class Check(Requirement):
    """Somebody finds right what somebody else brought; in the stage `anew_in`, during this stay.

    The `papers` are what it looks at beside its own page. `reasons` are the usual faults, each with how to mend it.
    """

    papers: tuple[Requirement, ...] = ()
    anew_in: str = ""
    reasons: tuple[str, ...] = ()

    def too_early(self, cases: BerkasQuerySet) -> set[int]:
        """What was refused is looked at again when it was brought again."""
        return set(being_mended(cases, self))


def being_mended(cases: BerkasQuerySet, check: Check) -> dict[int, Tugas]:
    """The cases in which what this check refused was not brought again yet, with the Tugas that says why. One query."""
    refused = f"{MENDING}{check.key}"
    waiting = Tugas.objects.filter(berkas__any_of=cases.ids(), key=refused, done_at=None, dropped_at=None)
    return {each.berkas_id: each for each in waiting.select_related("given_by").order_by("id")}
