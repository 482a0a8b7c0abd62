"""A form sent twice is carried out once: the key made when its page was drawn is claimed with what the form writes.

For what has no key in its own table. Moves keep theirs with the visit they end. Claim and work stand or fall together
in one transaction: were the claim written first, a web server killed in between would leave a form that counts as
received and did nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.cache import cache
from django.db import OperationalError, transaction

from perkim.accounts.models import User

# Longer than anybody leaves a sent form lying and presses "send" again.
KEPT_SECONDS = 24 * 60 * 60


@contextmanager
def first_sending(user: User, key: UUID) -> Iterator[bool]:
    """Whether this is the first sending; a second one at the same moment waits until the first is through.

    What is raised inside takes the claim back with all that was written. Raises OperationalError when the database went
    away over the claim: Django's cache answers "already there" to that, too.
    """
    with transaction.atomic():
        first = bool(cache.add(_name(user, key), "", KEPT_SECONDS))
        yield first
    if not first and _name(user, key) not in cache:
        raise OperationalError("the database went away while a form was claimed")


def remember(user: User, key: UUID, where: str) -> None:
    """The address of what came out of it, for whoever sends it again."""
    cache.set(_name(user, key), where, KEPT_SECONDS)


def outcome(user: User, key: UUID) -> str:
    """That address; empty if the first sending made nothing with an address."""
    return str(cache.get(_name(user, key), ""))


def _name(user: User, key: UUID) -> str:
    return f"once:{user.pk}:{key}"
