"""Who may see an import: whoever may see its subject, as its kind says. Everybody else gets a 404."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from perkim.accounts.access import account_of
from perkim.accounts.models import User
from perkim.imports.declarations import ImportKind, Target, UnknownImportError, kind_of
from perkim.imports.models import Batch


@dataclass(frozen=True)
class Subject:
    """What is imported for, as this account sees it."""

    user: User
    kind: ImportKind
    ref: str
    target: Target

    def must_be_open(self) -> None:
        """Raises PermissionDenied for who may look and not import."""
        if self.target.refusal:
            raise PermissionDenied(self.target.refusal)


@dataclass(frozen=True)
class Seen(Subject):
    """An import with its subject."""

    batch: Batch


def subject_of(request: HttpRequest, kind: str, ref: str) -> Subject:
    """Raises Http404."""
    user = account_of(request)
    declared, target = _target(user, kind, ref)
    return Subject(user, declared, ref, target)


def batch_of(request: HttpRequest, public_id: UUID) -> Seen:
    """Raises Http404."""
    user = account_of(request)
    people = ("created_by", "confirmed_by", "ended_by")
    batch = Batch.objects.select_related(*people, "progress").filter(public_id=public_id).first()
    if batch is None:
        raise Http404("no such import")
    declared, target = _target(user, batch.kind, batch.ref)
    return Seen(user, declared, batch.ref, target, batch)


def _target(user: User, kind: str, ref: str) -> tuple[ImportKind, Target]:
    try:
        declared = kind_of(kind)
    except UnknownImportError:
        raise Http404(f"no kind of import {kind!r}") from None
    target = declared.target(ref=ref, user=user, now=timezone.now())
    if target is None:
        raise Http404(f"no {ref!r} for this account")
    return declared, target
