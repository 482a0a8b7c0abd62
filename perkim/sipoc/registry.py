"""The programmes of this installation, in the order of `PROGRAMME_APPS`. Filled once at start-up, then read only."""

from perkim.sipoc.declarations import Programme

_programmes: dict[str, Programme] = {}


def register(programme: Programme) -> None:
    """Make a programme known. Called at the end of each app's `programme.py`; a slug may be taken once."""
    if programme.slug in _programmes:
        raise ValueError(f"programme {programme.slug!r} is registered twice")
    _programmes[programme.slug] = programme


def programmes() -> tuple[Programme, ...]:
    return tuple(_programmes.values())


def programme(slug: str) -> Programme:
    """The programme of this slug; KeyError if there is none."""
    return _programmes[slug]
