"""Calling upon whose turn it is: who is awaited has a Tugas and a notice from the moment the step is possible, by
whatever door it became so, and no longer than it is. Asked after every step, of the cases themselves, and of those
above and below whose stages heed what the step did.

Nothing is locked for it: a case above that is called twice at once keeps one Tugas, and what two steps at once missed
of each other the job finds (`call_all`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from perkim.sipoc.acting import Acting
from perkim.sipoc.actions.tasks import open_wanted
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.declarations import Reads, Stage
from perkim.sipoc.levels import descendants, path_of
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.terms import Reason
from perkim.sipoc.turns import heeds, turns_of

EVENT = "Giliran Anda"


def call_upon(step: Acting, *, moved: bool) -> None:
    """Ask whoever can do something now in these cases, and in those above and below that the step may have changed:
    where cases `moved`, all that heed where others stand; else only those that heed what lies in them. The number of
    statements depends on the declaration alone."""
    call_here(step)
    least = Reads.STAGE if moved else Reads.ALL
    for cases in (*_above(step.cases, least), *_below(step.cases, least)):
        for part in _by_place(cases):
            _call(step, part, around=True)


def call_here(step: Acting, *, around: bool = False) -> None:
    """The same in these cases alone. `around` as in `_call`."""
    for cases in _by_place(case for case in step.cases if case.is_open and not case.frozen):
        _call(step, cases, around=around)


def _call(step: Acting, cases: Sequence[Berkas], *, around: bool) -> None:
    """`around` are cases that the step itself is not about: what is met there was not brought by who acts. In those
    that it is about, the action says who did it (`settle`)."""
    turns = turns_of(cases)
    _drop(step, turns.to_drop, Reason.NOT_YET)
    if around:
        _drop(step, turns.met, Reason.MET)
    if turns.to_open:
        chosen = {pk for pk, _ in turns.to_open}
        part = replace(step, cases=[case for case in cases if case.pk in chosen])
        announce_tugas(part, open_wanted(part, turns.to_open), EVENT)


def _drop(step: Acting, tugas: Sequence[Tugas], why: Reason) -> None:
    if tugas:
        waiting = Tugas.objects.filter(pk__any_of=[each.pk for each in tugas], done_at=None, dropped_at=None)
        waiting.update(dropped_at=step.now, dropped_for=why)


def _above(cases: Sequence[Berkas], least: Reads) -> Iterator[list[Berkas]]:
    """The open cases above whose stages heed so much, up to the root. One query for each kind that has such stages."""
    parents = sorted({case.parent_id for case in cases if case.parent_id})
    here, process, programme = cases[0], cases[0].declared, cases[0].declared_programme
    above = Berkas.objects.filter(pk__any_of=parents)
    while parents and process.parent:
        process = programme.process(process.parent)
        if stages := _heeding(process.stages, least):
            going = above.open().of(here.programme, process.key).filter(stage__in=stages, frozen=False)
            yield list(going.order_by("id"))
        above = Berkas.objects.filter(pk__in=above.order_by().values("parent"))


def _below(cases: Sequence[Berkas], least: Reads) -> Iterator[list[Berkas]]:
    """The open cases below that may have to be told of what happened above: those of stages in which nobody works. One
    query for each kind that has such stages."""
    first = cases[0]
    for process, steps in descendants(first.declared_programme, first.declared):
        if stages := _heeding([each for each in process.stages if each.called and not each.task], least):
            here = Berkas.objects.open().of(first.programme, process.key).filter(stage__in=stages, frozen=False)
            yield list(here.filter(**{f"{path_of(steps)}__in": [case.pk for case in cases]}).order_by("id"))


def _heeding(stages: Iterable[Stage], least: Reads) -> list[str]:
    return [each.key for each in stages if heeds(each) >= least]


def _by_place(cases: Iterable[Berkas]) -> list[list[Berkas]]:
    """In sets of one process and stage."""
    places: dict[tuple[str, str, str], list[Berkas]] = defaultdict(list)
    for case in cases:
        places[case.programme, case.process, case.stage].append(case)
    return list(places.values())
