"""How far the kinds of case of a programme lie below each other, and the query paths and filters that follow from it.

All of it comes from the declarations (`Process.parent`), each time anew and without a query: a programme with two
levels, or one where everything lies directly below one case, needs no other code.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Q

from perkim.sipoc.declarations import Process, Programme, Requirement
from perkim.sipoc.registry import owner_of, programmes

if TYPE_CHECKING:
    from perkim.sipoc.models import Berkas

PARENT = "parent"


def above(process: Process) -> list[Process]:
    """The kinds of case above this one, the nearest first. LookupError for a process that no programme declares."""
    known, chain = {each.key: each for each in owner_of(process).processes}, [process]
    # Parents that are not declared, or go in a ring, are told of by the checks, which ask this as well.
    while (holder := known.get(chain[-1].parent)) and holder not in chain:
        chain.append(holder)
    return chain[1:]


def descendants(programme: Programme, process: Process, steps: int = 1) -> Iterator[tuple[Process, int]]:
    """The kinds of case below, each with how many steps."""
    for each in programme.processes:
        if each.parent == process.key:
            yield each, steps
            yield from descendants(programme, each, steps + 1)


def levels_below(process: Process, key: str) -> int:
    """How many levels a kind of case lies below that of this key; 0 if it does not."""
    keys = [each.key for each in above(process)]
    return keys.index(key) + 1 if key in keys else 0


def path_to(process: Process, key: str) -> str:
    """The path of a query from a case up to the one of this key: `parent__parent`. LookupError if there is none."""
    if steps := levels_below(process, key):
        return path_of(steps)
    raise LookupError(f"{process.key!r} does not lie below {key!r}")


def path_of(steps: int) -> str:
    """The path of a query so many levels up."""
    return "__".join([PARENT] * steps)


def deepest() -> int:
    """How many levels the farthest kind of case of all programmes lies below the top; 1 at least."""
    depths = (len(above(process)) for programme in programmes() for process in programme.processes)
    return max((1, *depths))


def paths_up() -> list[str]:
    """Every path that leads from a case of some programme to one above it, the nearest first."""
    return [path_of(steps) for steps in range(1, deepest() + 1)]


def loading(field: str) -> str:
    """What to name in `select_related`, so that going up from the case in this field costs no query. The topmost case
    is not loaded: the one below it knows its id."""
    return "__".join([field, *[PARENT] * (deepest() - 1)])


def lying_below(cases: "Iterable[Berkas] | Iterable[int]", paths: Iterable[str], field: str = "") -> Q:
    """Rows (whose case is in `field`; cases, if empty) that lie below one of these cases, also told by ids, by one of
    these paths; none without a path."""
    prefix = f"{field}__" if field else ""
    ways = [Q(**{f"{prefix}{path}__in": cases}) for path in paths]
    return Q(*ways, _connector=Q.OR) if ways else Q(pk__in=())


def id_above(case: "Berkas", key: str) -> int | None:
    """The id of the case of this key above; None if there is none. A query for each case between that is not loaded."""
    steps = levels_below(case.declared, key)
    here: Berkas | None = case if steps else None
    for _ in range(steps - 1):
        here = here.parent if here else None
    return here.parent_id if here else None


def case_above(case: "Berkas", key: str) -> "Berkas | None":
    """The case of this key above, however far; None if there is none. A query for each that is not loaded."""
    here = case.parent
    while here is not None and here.process != key:
        here = here.parent
    return here


def asking(requirement: Requirement) -> list[Process]:
    """The kinds of case that ask for exactly this: in a stage, before anybody is asked, or of one way out."""
    return [each for programme in programmes() for each in programme.processes if requirement in _requirements_of(each)]


def path_below(requirement: Requirement, key: str) -> str:
    """The path from a case of this key up to the one that asks for this: requirements answer for cases of which nobody
    says of what kind they are. LookupError unless it is one; two programmes of other depths declare one for each."""
    paths = {path_to(owner_of(each).process(key), each.key) for each in asking(requirement)}
    if len(paths) == 1:
        return paths.pop()
    raise LookupError(f"{requirement.key!r} is asked for at {len(paths)} distances above {key!r}, not at one")


def keeper_of(process: Process, key: str) -> Process | None:
    """The nearest kind of case above that asks for something of this key: a paper lies there."""
    return next((each for each in above(process) if any(one.key == key for one in _requirements_of(each))), None)


def _requirements_of(process: Process) -> list[Requirement]:
    whole: list[Requirement] = []
    for stage in process.stages:
        whole += stage.requirements + stage.begins
        for move in stage.moves:
            whole += move.requires
    return whole
