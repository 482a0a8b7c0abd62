"""What uploads are for: the owning app declares which files they are and who may fetch them. No purpose, no fetch."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser

from perkim.files.kinds import FileKind
from perkim.files.models import Upload
from perkim.lib.registry import Registry

logger = logging.getLogger(__name__)


class UndeclaredPurposeError(LookupError):
    """Somebody keeps or asks for uploads of a purpose that no module declared."""


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """`title` stands in lists of documents; `may_fetch` answers for one account and one upload."""

    key: str
    title: str
    accepts: tuple[FileKind, ...]
    may_fetch: Callable[[AbstractBaseUser, Upload], bool]


_purposes: Registry[Purpose] = Registry("purpose of uploads", UndeclaredPurposeError)


def declare(purpose: Purpose) -> Purpose:
    """Make a purpose known. Called at module level by the app that owns the uploads."""
    return _purposes.add(purpose.key, purpose)


def purpose_of(key: str) -> Purpose:
    """The declared purpose; raises UndeclaredPurposeError."""
    return _purposes.get(key)


def may_fetch(user: AbstractBaseUser, upload: Upload) -> bool:
    """Whether this account may have the bytes. Nobody may have what was removed, or what nobody answers for."""
    if upload.removed_at is not None:
        return False
    try:
        purpose = purpose_of(upload.purpose)
    except UndeclaredPurposeError:
        logger.exception("upload %s belongs to no purpose", upload.public_id)
        return False
    return purpose.may_fetch(user, upload)
