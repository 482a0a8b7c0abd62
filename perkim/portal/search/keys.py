"""Further keys of the search: an app says in its `portal.py` which cases something typed names."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from perkim.lib.placed import in_place
from perkim.lib.registry import Registry


@dataclass(frozen=True, kw_only=True)
class SearchKey:
    """`cases` answers for what was typed: the cases that it names, or None if it is nothing of this kind. Only those
    that the reader may see are then shown. `title` stands above them.

    A whole NIK or No. KK is read by `perkim.portal.search.seeking.identity_in` alone, which also has the look recorded.
    """

    key: str
    title: str
    cases: Callable[[str], Q | None]
    place: int = 0


_keys: Registry[SearchKey] = Registry("key of the search", KeyError)


def register_search_key(key: SearchKey) -> SearchKey:
    """Make a key known. Called while modules are imported; a key may be taken once."""
    return _keys.add(key.key, key)


def cases_by_key(words: str) -> list[tuple[str, Q]]:
    """The titles of the keys that these words may be, with the cases that they name."""
    by_title = [(each.title, each.cases(words)) for each in in_place(_keys.all())]
    return [(title, cases) for title, cases in by_title if cases is not None]
