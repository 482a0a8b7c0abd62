"""Who is within a year's quota: the ranked households from the first on, while units, money and the village's own share
last. Who is not becomes a reserve, in the same order. A house that costs more than is left holds no cheaper one up.
No database here.

Source: `domain.md` §3.3 [D] for the order, §4.3 (DAK-03) for the sum that must not exceed the ceiling.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from perkim.swadaya.rules.scoring import rank_key


class ShareExceededError(ValueError):
    """More is promised already than there is."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """How much there is: houses, rupiah for all of them, houses by village or by kind of work where that is limited.

    None is no limit of this kind.
    """

    units: int | None
    rupiah: int | None
    villages: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """An eligible household as it is ranked. `worth` is what its house gets (Rp), `proposed_at` when its village handed
    the proposal in."""

    pk: int
    village: str
    score: int
    income: int
    residents: int
    proposed_at: datetime
    kind: str
    worth: int


@dataclass(frozen=True, kw_only=True)
class RankedApplicant:
    """Its place from 1 on, and the place among the reserves (from 1 on), or None within the quota."""

    applicant: Applicant
    position: int
    reserve: int | None


def ranked(applicants: Iterable[Applicant]) -> list[Applicant]:
    """The most urgent first, by the published formula and its tie-break."""
    return sorted(
        applicants, key=lambda each: rank_key(each.score, each.income, each.residents, each.proposed_at, each.pk)
    )


def cut(
    applicants: Iterable[Applicant], share: Share, *, awarded: Sequence[Applicant] = ()
) -> Sequence[RankedApplicant]:
    """All applicants in order, the quota given out from the first on. Whose village or kind of work has had its share
    becomes a reserve and holds nobody up. Who is `awarded` already keeps a place before all others.

    Raises ShareExceededError where that is more than there is.
    """
    within, spent, reserves, given = 0, 0, 0, Counter[str]()
    placed = []
    for position, each in enumerate((*awarded, *ranked(applicants)), start=1):
        fits = _fits(share, each, within, spent, given)
        if not fits and position <= len(awarded):
            raise ShareExceededError
        if fits:
            within += 1
            spent += each.worth
            given.update((each.village, each.kind))
            placed.append(RankedApplicant(applicant=each, position=position, reserve=None))
        else:
            reserves += 1
            placed.append(RankedApplicant(applicant=each, position=position, reserve=reserves))
    return placed


def _fits(share: Share, house: Applicant, within: int, spent: int, given: Mapping[str, int]) -> bool:
    """Whether one house more can be paid. `given`: how many by village and by kind."""
    return (
        (share.units is None or within < share.units)
        and (share.rupiah is None or spent + house.worth <= share.rupiah)
        and (house.village not in share.villages or given[house.village] < share.villages[house.village])
        and (house.kind not in share.kinds or given[house.kind] < share.kinds[house.kind])
    )
