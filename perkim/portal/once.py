"""A form sent twice is carried out once: the key made when its page was drawn is claimed before anything is written.

For what has no key in its own table. Moves keep theirs with the visit they end.
"""

from uuid import UUID

from django.core.cache import cache

from perkim.accounts.models import User

# Longer than anybody leaves a sent form lying and presses "send" again.
KEPT_SECONDS = 24 * 60 * 60


def claim(user: User, key: UUID) -> bool:
    """Whether this is the first sending. One row in the cache's table; two requests at once cannot both get it."""
    return bool(cache.add(_name(user, key), "", KEPT_SECONDS))


def release(user: User, key: UUID) -> None:
    """What was claimed came to nothing, so it may be sent again."""
    cache.delete(_name(user, key))


def remember(user: User, key: UUID, where: str) -> None:
    """The address of what came out of it, for whoever sends it again."""
    cache.set(_name(user, key), where, KEPT_SECONDS)


def outcome(user: User, key: UUID) -> str:
    """That address; empty while the first sending is still at work, or if it made nothing with an address."""
    return str(cache.get(_name(user, key), ""))


def _name(user: User, key: UUID) -> str:
    return f"once:{user.pk}:{key}"
