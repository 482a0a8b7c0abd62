"""Cases chosen for one decision, kept on the server between the list and the decision.

A form of thousands of hidden fields would be slow and could be altered; the browser holds only the key of what is kept
here, bound to its account. The key is also the idempotency key of the decision, so a second sending does nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.core.cache import cache

from perkim.accounts.models import User

LASTS = 2 * 3600
MOST_CASES = 2_500


@dataclass(frozen=True)
class Selection:
    """`versions` are those that the reader was shown, by case id. `left_out` are cases that the page said cannot go.

    `done` is the sentence about the result, once there is one; `back` the address of the list; `way` the move that it
    was made for, if it was made for one.
    """

    key: str
    programme: str
    process: str
    stage: str
    versions: Mapping[int, int]
    back: str
    left_out: tuple[int, ...] = field(default=())
    done: str = ""
    way: str = ""

    @property
    def uuid(self) -> UUID:
        return UUID(self.key)

    @property
    def taken(self) -> dict[int, int]:
        """What is decided: everything chosen without what was left out."""
        return {pk: version for pk, version in self.versions.items() if pk not in set(self.left_out)}


def keep(
    user: User, *, programme: str, process: str, stage: str, versions: Mapping[int, int], back: str, way: str = ""
) -> Selection:
    """Keep a new selection for two hours."""
    made = Selection(str(uuid4()), programme, process, stage, dict(versions), back, way=way)
    _store(user, made)
    return made


def kept(user: User, key: UUID) -> Selection | None:
    """The selection of this key and account; None when it is gone or another's."""
    stored: dict[str, Any] | None = cache.get(_name(user, str(key)))
    return Selection(**stored) if stored else None


def leave_out(user: User, selection: Selection, cases: Iterable[int]) -> Selection:
    """Go on without these cases."""
    changed = replace(selection, left_out=tuple(sorted({*selection.left_out, *cases})))
    _store(user, changed)
    return changed


def finish(user: User, selection: Selection, sentence: str) -> None:
    """Keep what came of it, so that a second submission gets the same answer."""
    _store(user, replace(selection, done=sentence))


def _store(user: User, selection: Selection) -> None:
    cache.set(_name(user, selection.key), asdict(selection), LASTS)


def _name(user: User, key: str) -> str:
    return f"pilihan:{user.pk}:{key}"
