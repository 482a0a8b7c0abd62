"""The programmes of this installation, in the order of `PROGRAMME_APPS`. Filled once at start-up, then read only."""

from perkim.lib.registry import Registry
from perkim.sipoc.declarations import Programme

_programmes: Registry[Programme] = Registry("programme", KeyError)


def register(programme: Programme) -> None:
    """Make a programme known. Called at the end of each app's `programme.py`; a slug may be taken once."""
    _programmes.add(programme.slug, programme)


def programmes() -> tuple[Programme, ...]:
    return _programmes.all()


def programme(slug: str) -> Programme:
    """The programme of this slug; KeyError if there is none."""
    return _programmes.get(slug)
