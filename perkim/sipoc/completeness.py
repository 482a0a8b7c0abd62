"""What is still missing before cases may go forward: one question for a set of cases."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from perkim.lib.one_look import one_look
from perkim.sipoc.declarations import Move, Requirement, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.requirements import ClassChosen
from perkim.sipoc.terms import Outcome


def requirements_of(stage: Stage) -> tuple[Requirement, ...]:
    """What the stage declares, and the class of each deadline that depends on one."""
    classes = tuple(ClassChosen.of(deadline) for deadline in stage.deadlines if deadline.classes)
    return (*stage.requirements, *classes)


@one_look()
def missing_by_requirement(cases: Sequence[Berkas]) -> dict[str, Mapping[int, Sequence[str]]]:
    """For each requirement of the stage in which all cases stand: what each case lacks of it."""
    rows = Berkas.objects.with_ids(case.pk for case in cases)
    return {each.key: each.missing(rows) for each in requirements_of(cases[0].declared_stage)}


@one_look()
def blockers(cases: Sequence[Berkas], way: Move) -> dict[int, list[str]]:
    """Why cases may not go this way yet; empty if all may. The queries do not grow with the cases."""
    sentences_of: defaultdict[int, list[str]] = defaultdict(list)
    here = Berkas.objects.with_ids(case.pk for case in cases)
    required = requirements_of(cases[0].declared_stage) if way.completes else ()
    for each in (*required, *way.requires):
        for pk, sentences in each.missing(here).items():
            sentences_of[pk] += sentences
    if way.outcome is Outcome.SELESAI:
        for parent in below_open([case.pk for case in cases]):
            sentences_of[parent].append("Masih ada berkas di bawahnya yang belum selesai.")
    return dict(sentences_of)


@one_look()
def before_its_turn(case: Berkas, key: str) -> list[str]:
    """What the case still lacks of that which comes before this requirement (`Stage.after`), in sentences. A query or
    two for each that comes before."""
    stage, here = case.declared_stage, case.as_queryset()
    first = stage.after.get(key, ())
    return [
        sentence for each in stage.requirements if each.key in first for sentence in each.missing(here).get(case.pk, ())
    ]


def below_open(ids: Collection[int]) -> set[int]:
    """Those of these cases below which some are still open: a case does not end well over them. One query."""
    below = Berkas.objects.open().filter(parent__any_of=list(ids))
    return {parent for parent in below.order_by().values_list("parent", flat=True).distinct() if parent}
