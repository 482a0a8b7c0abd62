"""Of what a notice may still tell its recipient: what it is about may not be his affair any more.

Registered by the app above that knows; a notice is told where nothing says no.
"""

from collections.abc import Callable, Sequence

from django.contrib.auth.base_user import AbstractBaseUser

from perkim.lib.registry import Registry
from perkim.notices.models import Notice

# The ids of those of these notices that the recipient may not read any more. A bounded number of queries.
Sight = Callable[[AbstractBaseUser, Sequence[Notice]], set[int]]
WITHHELD = "Pemberitahuan ini tentang berkas yang tidak lagi menjadi bagian tugas Anda."
_sights: Registry[Sight] = Registry("sight of notices", KeyError)


def register_sight(key: str, sight: Sight) -> Sight:
    """Make a sight known. Called once, when its app is ready."""
    return _sights.add(key, sight)


def withheld(recipient: AbstractBaseUser, notices: Sequence[Notice]) -> set[int]:
    """The ids of those that are not told any more."""
    return {pk for sight in _sights.all() for pk in sight(recipient, notices)} if notices else set()
