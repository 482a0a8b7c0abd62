"""Houses that wait for each other: those of one group (KPB), where the office has each gate ask for the slowest.

What a group is, an app above knows: it registers a function that names the companions of houses. Source: `domain.md`
§4.5, example 6.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from perkim.funds.amounts import GROUP_GATE
from perkim.funds.gates import Slowest
from perkim.funds.models import Measure
from perkim.lib.registry import Registry
from perkim.parameters.reading import value_on


@dataclass(frozen=True, kw_only=True)
class WaitingGroup:
    """The houses of one group that are not closed: their names by the case's id."""

    name: str
    houses: Mapping[int, str]


# The groups in which any of these cases are; a case is in one at most.
GroupsOf = Callable[[Collection[int]], Sequence[WaitingGroup]]
_sources: Registry[GroupsOf] = Registry("source of groups", KeyError)


def register_groups(key: str, source: GroupsOf) -> GroupsOf:
    """Make a source of groups known. Called once, when its app is ready."""
    return _sources.add(key, source)


def slowest_of_many(ids: Iterable[int], day: date) -> dict[int, Slowest]:
    """The slowest companion of each of these cases, itself among them; empty where every house has its own gate.

    One query, and three more where houses wait for each other.
    """
    if not value_on(GROUP_GATE, day):
        return {}
    wanted = set(ids)
    groups = [group for source in _sources.all() for group in source(wanted)]
    known = [pk for group in groups for pk in group.houses]
    measures = Measure.objects.filter(berkas__any_of=known).newest()
    percents = {each.berkas_id: each.physical for each in measures}
    slowest_by_case: dict[int, Slowest] = {}
    for group in groups:
        last = min(group.houses, key=lambda pk: (percents.get(pk, Decimal(0)), group.houses[pk]))
        slowest = Slowest(group=group.name, house=group.houses[last], physical=percents.get(last, Decimal(0)))
        slowest_by_case |= dict.fromkeys(wanted & set(group.houses), slowest)
    return slowest_by_case
