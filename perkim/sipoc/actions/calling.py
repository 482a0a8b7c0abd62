"""Whose turn it is: who is awaited has a Tugas and a notice from the moment the step is possible, by whatever door it
became so, and no longer than it is. Asked after every step, of the cases themselves, of those above and of those below.

Nothing is locked for it: a case above that is called twice at once keeps one Tugas, and what two steps at once missed
of each other the job finds (`call_all`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import Q

from perkim.sipoc.actions.tasks import Wanted, open_wanted
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.completeness import below_open, requirements_of
from perkim.sipoc.declarations import Move, Process, Programme, Requirement, Stage, Timed
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.models.work import DECISION
from perkim.sipoc.terms import Outcome, Reason

if TYPE_CHECKING:
    from perkim.sipoc.actions.step import Step

EVENT = "Giliran Anda"


def call_upon(step: "Step", *, above: bool = True, below: bool = True, around: bool = False) -> None:
    """Ask whoever can do something now in these cases, and in those above and below that the step may have changed.
    The number of statements depends on the declaration alone. `around` as in `_call`."""
    for cases in _by_place(case for case in step.cases if case.is_open and not case.frozen):
        _call(step, cases, around=around)
    for cases in _by_place(_above(step.cases)) if above else ():
        _call(step, cases, around=True)
    for cases in _below(step.cases) if below else ():
        _call(step, cases, around=True)


def wrongly_called(cases: Sequence[Berkas]) -> set[int]:
    """Of these cases of one stage, those in which somebody waits unknowing, or was asked too early. Reads only."""
    if not cases:
        return set()
    turns = _turns_of(cases)
    return {pk for pk, _ in turns.to_open} | {tugas.berkas_id for tugas in (*turns.to_drop, *turns.met)}


@dataclass
class _Turns:
    """Which Tugas are to be opened, by case, and which are to be dropped."""

    to_open: list[tuple[int, Wanted]] = field(default_factory=list)
    to_drop: list[Tugas] = field(default_factory=list)
    met: list[Tugas] = field(default_factory=list)


class _Look:
    """What cases of one stage lack, each requirement asked once and only if it matters."""

    def __init__(self, cases: Sequence[Berkas]) -> None:
        self.stage: Stage = cases[0].declared_stage
        self.ids = {case.pk for case in cases}
        self._here = Berkas.objects.filter(pk__any_of=sorted(self.ids))
        self._known: dict[tuple[int, str], set[int]] = {}
        self._by_key = {each.key: each for each in requirements_of(self.stage)}

    def lacking(self, asked: Requirement) -> set[int]:
        told = (id(asked), asked.key)
        if told not in self._known:
            self._known[told] = set(asked.missing(self._here))
        return self._known[told]

    def without(self, ids: Collection[int], asked: Iterable[Requirement]) -> set[int]:
        """Those that lack none of it."""
        left = set(ids)
        for each in asked:
            if not left:
                break
            left -= self.lacking(each)
        return left

    def begun(self) -> set[int]:
        return self.without(self.ids, self.stage.begins)

    def ripe(self, asked: Requirement, begun: set[int]) -> set[int]:
        """Those in which this can be brought."""
        ripe = self.without(begun, [self._by_key[key] for key in self.stage.after.get(asked.key, ())])
        return ripe - asked.too_early(self._here) if ripe and isinstance(asked, Timed) else ripe

    def ready(self, way: Move) -> set[int]:
        """Those that may go this way as soon as somebody says so."""
        ready = self.without(self.ids, (*self._by_key.values(), *way.requires))
        return ready - below_open(ready) if ready and way.outcome is Outcome.SELESAI else ready


def _call(step: "Step", cases: Sequence[Berkas], *, around: bool = False) -> None:
    """`around` are cases that the step itself is not about: what is met there was not brought by who acts. In those
    that it is about, the action says who did it (`settle`)."""
    if not cases:
        return
    turns = _turns_of(cases)
    _drop(step, turns.to_drop, Reason.NOT_YET)
    if around:
        _drop(step, turns.met, Reason.MET)
    if turns.to_open:
        chosen = {pk for pk, _ in turns.to_open}
        part = replace(step, cases=[case for case in cases if case.pk in chosen])
        announce_tugas(part, open_wanted(part, turns.to_open), EVENT)


def _drop(step: "Step", tugas: Sequence[Tugas], why: Reason) -> None:
    if tugas:
        waiting = Tugas.objects.filter(pk__any_of=[each.pk for each in tugas], done_at=None, dropped_at=None)
        waiting.update(dropped_at=step.now, dropped_for=why)


def _turns_of(cases: Sequence[Berkas]) -> _Turns:
    look, turns = _Look(cases), _Turns()
    stage = look.stage
    if not stage.called and not stage.asked_later:
        return turns
    later = {each.key: each for each in stage.asked_later}
    own = Q(key__in=list(later)) | Q(key__startswith=DECISION)
    rows = Tugas.objects.filter(own, berkas__any_of=sorted(look.ids), done_at=None, dropped_at=None, given_by=None)
    waiting: dict[str, dict[int, Tugas]] = defaultdict(dict)
    for tugas in rows.filter(visit__left_at=None).order_by("id"):
        waiting[tugas.key][tugas.berkas_id] = tugas
    begun = look.begun() if later else set()
    for each in later.values():
        ripe = look.ripe(each, begun)
        asked = ripe & look.lacking(each) if ripe else set()
        _compare(
            turns, asked, waiting[each.key], Wanted(each.key, each.title, each.worked_by or stage.worked_by), keep=ripe
        )
        turns.met += [tugas for pk, tugas in waiting[each.key].items() if pk in ripe - asked]
    for role, ways in stage.called.items():
        ready = {way.key: look.ready(way) for way in ways}
        asked = set().union(*ready.values())
        first = next((way for way in ways if ready[way.key]), ways[0])
        wanted = Wanted(f"{DECISION}{role}", first.task or first.title, role)
        _compare(turns, asked, waiting[wanted.key], wanted, keep=asked)
    return turns


def _compare(turns: _Turns, asked: set[int], waiting: dict[int, Tugas], wanted: Wanted, *, keep: set[int]) -> None:
    turns.to_open += [(pk, wanted) for pk in sorted(asked - set(waiting))]
    turns.to_drop += [tugas for pk, tugas in waiting.items() if pk not in keep]


def _above(cases: Sequence[Berkas]) -> list[Berkas]:
    """The open cases above, up to the root. One query for each level."""
    found: list[Berkas] = []
    ids = {case.parent_id for case in cases if case.parent_id}
    while ids:
        level = list(Berkas.objects.filter(pk__any_of=sorted(ids)))
        found += [case for case in level if case.is_open and not case.frozen]
        ids = {case.parent_id for case in level if case.parent_id}
    return found


def _below(cases: Sequence[Berkas]) -> Iterator[list[Berkas]]:
    """The open cases below that may have to be told of what happened above: those of stages in which nobody works."""
    first = cases[0]
    for process, steps in descendants(first.declared_programme, first.declared):
        for stage in process.stages:
            if stage.called and not stage.task:
                path = "__".join(["parent"] * steps)
                here = Berkas.objects.standing().of(first.programme, process.key).filter(stage=stage.key, frozen=False)
                yield list(here.filter(**{f"{path}__in": [case.pk for case in cases]}).order_by("id"))


def descendants(programme: Programme, process: Process, steps: int = 1) -> Iterator[tuple[Process, int]]:
    """The kinds of case below, each with how many steps."""
    for each in programme.processes:
        if each.parent == process.key:
            yield each, steps
            yield from descendants(programme, each, steps + 1)


def _by_place(cases: Iterable[Berkas]) -> list[list[Berkas]]:
    """In sets of one process and stage."""
    found: dict[tuple[str, str, str], list[Berkas]] = defaultdict(list)
    for case in cases:
        found[case.programme, case.process, case.stage].append(case)
    return list(found.values())
