"""Whose turn it is in cases of one stage: which Tugas somebody should have, and which he has too early. Reads only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from perkim.lib.one_look import one_look
from perkim.sipoc.completeness import below_open, requirements_of
from perkim.sipoc.declarations import Move, Reads, Requirement, Stage
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.models.work import DECISION
from perkim.sipoc.terms import Outcome
from perkim.sipoc.wanted import Wanted


def heeds(stage: Stage) -> Reads:
    """What of other cases can make it somebody's turn here."""
    ways = [way for ways in stage.called.values() for way in ways]
    first = {key for each in stage.requested_later for key in (each.key, *stage.after.get(each.key, ()))}
    requirements = [each for each in stage.requirements if ways or each.key in first]
    requirements += [*stage.begins, *(each for way in ways for each in way.requires)]
    ends_well = any(way.outcome is Outcome.SELESAI for way in ways)
    return max([Reads.STAGE if ends_well else Reads.OWN, *(each.reads for each in requirements)])


@dataclass
class Turns:
    """Which Tugas are to be opened, by case, and which are to be dropped."""

    to_open: list[tuple[int, Wanted]] = field(default_factory=list)
    to_drop: list[Tugas] = field(default_factory=list)
    met: list[Tugas] = field(default_factory=list)

    def compare(self, wanted_in: set[int], waiting: dict[int, Tugas], wanted: Wanted, *, keep: set[int]) -> None:
        """This should wait in the cases `wanted_in`, and may go on waiting in those of `keep`."""
        self.to_open += [(pk, wanted) for pk in sorted(wanted_in - set(waiting))]
        self.to_drop += [tugas for pk, tugas in waiting.items() if pk not in keep]


def wrongly_called(cases: Sequence[Berkas]) -> set[int]:
    """Of these cases of one stage, those in which somebody waits unknowing, or was asked too early."""
    if not cases:
        return set()
    turns = turns_of(cases)
    return {pk for pk, _ in turns.to_open} | {tugas.berkas_id for tugas in (*turns.to_drop, *turns.met)}


@one_look()
def turns_of(cases: Sequence[Berkas]) -> Turns:
    """Of cases of one stage. No query where nobody is called; else their number depends on the declaration alone."""
    look, turns = _Look(cases), Turns()
    stage = look.stage
    if not stage.called and not stage.requested_later:
        return turns
    waiting = _waiting(stage, look.ids)
    begun = look.begun() if stage.requested_later else set()
    for each in stage.requested_later:
        ripe = look.ripe(each, begun)
        wanted_in = look.lacking(each, ripe)
        wanted = Wanted(each.key, each.title, each.worked_by or stage.worked_by)
        turns.compare(wanted_in, waiting[each.key], wanted, keep=ripe)
        turns.met += [tugas for pk, tugas in waiting[each.key].items() if pk in ripe - wanted_in]
    for role, ways in stage.called.items():
        ready = {way.key: look.ready(way) for way in ways}
        wanted_in = set().union(*ready.values())
        first = next((way for way in ways if ready[way.key]), ways[0])
        wanted = Wanted(f"{DECISION}{role}", first.task or first.title, role)
        turns.compare(wanted_in, waiting[wanted.key], wanted, keep=wanted_in)
    return turns


def _waiting(stage: Stage, ids: Collection[int]) -> dict[str, dict[int, Tugas]]:
    """What waits of all that is called for, by its key and by case. One query."""
    called = Q(key__in=[each.key for each in stage.requested_later]) | Q(key__startswith=DECISION)
    rows = Tugas.objects.filter(called, berkas__any_of=sorted(ids), done_at=None, dropped_at=None, given_by=None)
    waiting: dict[str, dict[int, Tugas]] = defaultdict(dict)
    for tugas in rows.filter(visit__left_at=None).order_by("id"):
        waiting[tugas.key][tugas.berkas_id] = tugas
    return waiting


class _Look:
    """What cases of one stage lack: each requirement is asked once, and only of the cases in which it matters."""

    def __init__(self, cases: Sequence[Berkas]) -> None:
        self.stage: Stage = cases[0].declared_stage
        self.ids = {case.pk for case in cases}
        # Whether a case lacks it, by requirement: the object, since ways may ask for things of one key.
        self._known: dict[int, dict[int, bool]] = defaultdict(dict)
        self._by_key = {each.key: each for each in requirements_of(self.stage)}

    def lacking(self, requirement: Requirement, among: set[int]) -> set[int]:
        known = self._known[id(requirement)]
        if new := among - set(known):
            missing = requirement.missing(Berkas.objects.with_ids(new))
            known.update((pk, pk in missing) for pk in new)
        return {pk for pk in among if known[pk]}

    def without(self, ids: Collection[int], requirements: Iterable[Requirement]) -> set[int]:
        """Those that lack none of it."""
        left = set(ids)
        for each in requirements:
            if not left:
                break
            left -= self.lacking(each, left)
        return left

    def begun(self) -> set[int]:
        return self.without(self.ids, self.stage.begins)

    def ripe(self, requirement: Requirement, begun: set[int]) -> set[int]:
        """Those in which this can be brought."""
        ripe = self.without(begun, [self._by_key[key] for key in self.stage.after.get(requirement.key, ())])
        if ripe:
            ripe -= requirement.too_early(Berkas.objects.with_ids(ripe))
        return ripe

    def ready(self, way: Move) -> set[int]:
        """Those that may go this way as soon as somebody says so. What is open below is looked at first: it is one
        query, and mostly tells that there is no need for more."""
        ids = self._with_none_below if way.outcome is Outcome.SELESAI else self.ids
        return self.without(ids, (*self._by_key.values(), *way.requires))

    @cached_property
    def _with_none_below(self) -> set[int]:
        return self.ids - below_open(self.ids)
