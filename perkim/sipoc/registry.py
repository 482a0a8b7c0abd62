"""The programmes of this installation, in the order of `PROGRAMME_APPS`. Filled once at start-up, then read only."""

from perkim.lib.registry import Registry
from perkim.sipoc.amounts import declare_amounts
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.legal_basis import declare_legal_basis

_programmes: Registry[Programme] = Registry("programme", KeyError)


def register(programme: Programme) -> None:
    """Make a programme known, and its laws and the amounts of its deadlines as dated parameters.

    Called at the end of each app's `programme.py`; a slug may be taken once.
    """
    _programmes.add(programme.slug, programme)
    declare_legal_basis(programme)
    for process in programme.processes:
        for stage in process.stages:
            for deadline in stage.deadlines:
                declare_amounts(programme, process, deadline)


def programmes() -> tuple[Programme, ...]:
    return _programmes.all()


def programme(slug: str) -> Programme:
    """The programme of this slug; KeyError if there is none."""
    return _programmes.get(slug)


def process(slug: str, key: str) -> Process:
    """The process of this key in this programme; KeyError if there is none."""
    return _programmes.get(slug).process(key)


def owner_of(process: Process) -> Programme:
    """The programme that declares this very process; LookupError if none does."""
    for each in programmes():
        if any(one is process for one in each.processes):
            return each
    raise LookupError(f"no registered programme declares {process.key!r}")
