"""Which kind of list a page offers: looked up by what it is a list of, never by how its key is spelled.

`ImportKind.of` begins with a word of the app that owns the data; programme and kind of case follow, where the kind is
declared for these.
"""

from perkim.imports.declarations import KINDS, ImportKind


def kinds() -> tuple[ImportKind, ...]:
    """All that are declared."""
    return KINDS.all()


def kind_listing(*of: str) -> ImportKind | None:
    """The first kind that is a list of this; None if nobody declared one."""
    return next((each for each in kinds() if each.of == of), None)
