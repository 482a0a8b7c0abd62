"""Programmes of household aid as the script works them: its kinds of case, lists and stages, from the declaration."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from perkim.documents.papers import Paper
from perkim.imports.declarations import ImportKind
from perkim.sipoc.declarations import Move, Process, Programme, Requirement, Stage
from perkim.sipoc.levels import above
from perkim.sipoc.registry import programmes
from perkim.swadaya.bnba.kind import kind_bringing
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.ranking.requirements import RankingApproved, RankingFrozen, award_of

Kind = TypeVar("Kind", bound=Requirement)


@dataclass(frozen=True)
class HouseholdAid:
    """A year holds the proposals of villages, these the households that `candidates` brings."""

    programme: Programme
    year: Process
    proposal: Process
    house: Process
    candidates: ImportKind

    @cached_property
    def ranked_in(self) -> Stage:
        """The stage of the year that ranks the households."""
        return next(stage for stage in self.year.stages if RankingFrozen.find(stage))

    @cached_property
    def decree(self) -> Paper:
        """The paper by which the recipients are named."""
        ranking = only(RankingFrozen, self.ranked_in)
        return next(each for each in Paper.all_in(self.ranked_in) if each.key == ranking.decree)

    @cached_property
    def approval(self) -> RankingApproved | None:
        """Where the head agrees to the list before it is decreed."""
        return RankingApproved.find(self.ranked_in)

    @cached_property
    def award(self) -> Move:
        """The way by which a household within the quota becomes a recipient."""
        waiting = self.house.stage(only(RankingFrozen, self.ranked_in).ranked_in)
        return waiting.move(award_of(waiting))

    @cached_property
    def reserve_closed(self) -> str:
        """The way by which a household outside of the quota is closed."""
        return only(ReservesClosed, self.year).way


def only(kind: type[Kind], declared: Process | Stage) -> Kind:
    """What is asked for of this kind, which must be there."""
    requirement = kind.find(declared)
    assert requirement is not None, f"{declared.key} asks for no {kind.__name__}"
    return requirement


def household_aid() -> list[HouseholdAid]:
    """Each programme that has a list of candidates, once."""
    lists = {
        programme.slug: (programme, process, candidates)
        for programme in programmes()
        for process in programme.processes
        if (candidates := kind_bringing(programme.slug, process.key))
    }
    return [
        HouseholdAid(programme, above(house)[-1], above(house)[0], house, candidates)
        for programme, house, candidates in lists.values()
    ]
