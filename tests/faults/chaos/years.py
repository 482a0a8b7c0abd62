"""The year of each programme as an office works it while its servers die, and which of them this run is about."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.faults.chaos import invariants, script
from tests.faults.chaos.aid import household_aid
from tests.faults.chaos.office import SEED, SimulatedOffice
from tests.faults.chaos.site import ChaosSite

ALL = "all"


@dataclass(frozen=True)
class Year:
    """How people work it from its opening to its end, and what is wrong afterwards."""

    work: Callable[[SimulatedOffice], None]
    broken: Callable[[ChaosSite, SimulatedOffice], list[str]]


# By the slug of the programme. Household aid needs no line here: its year follows from its declaration.
YEARS = {
    aid.programme.slug: Year(partial(script.work_the_year, aid), partial(invariants.broken, aid))
    for aid in household_aid()
}


def chosen() -> list[str]:
    """One programme a run, by its seed; CHAOS_PROGRAMME names another, or "all" of them."""
    slugs, named = sorted(YEARS), os.environ.get("CHAOS_PROGRAMME", "")
    if named == ALL:
        return slugs
    return [named or slugs[SEED % len(slugs)]]
