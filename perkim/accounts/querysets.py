"""How accounts and assignments are asked for. The clock is an argument."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q
from django.utils import timezone

from perkim.accounts.roles import SECOND_FACTOR_ROLES, Role
from perkim.lib.names import PlainName, sought_words

if TYPE_CHECKING:
    from perkim.accounts.models import User


# What an admin asked for and nobody came back to within this time is off.
LAPSES = timedelta(days=7)
WAITING = "MENUNGGU"
GUARDED_ROLE = Q(assignments__role__in=sorted(SECOND_FACTOR_ROLES))


class AssignmentQuerySet(models.QuerySet):
    def in_force(self, on: date) -> Self:
        return self.filter(starts__lte=on).filter(Q(ends=None) | Q(ends__gte=on))

    def overlapping(self, starts: date, ends: date | None) -> Self:
        """In force on any day of the span; `ends=None` is a span without end."""
        spans = self.filter(Q(ends=None) | Q(ends__gte=starts))
        return spans if ends is None else spans.filter(starts__lte=ends)

    def of_roles(self, roles: Iterable[Role]) -> Self:
        return self.filter(role__in=sorted(roles))


class ReleaseQuerySet(models.QuerySet):
    def waiting(self, now: datetime) -> Self:
        """Neither carried out nor called off nor forgotten for a week."""
        return self.filter(state=WAITING, asked_at__gt=now - LAPSES)

    def seen_by(self, user: "User", on: date) -> Self:
        """All for who is told of all; everybody else sees what concerns the own account."""
        return self if user.watches(on) else self.filter(account=user)


SYSTEM = "sistem"


class UserQuerySet(models.QuerySet):
    def people(self) -> Self:
        """Accounts that somebody may hold: all but the system's own."""
        return self.exclude(username=SYSTEM)

    def assigned(self, on: date, *, role: Role | None = None, within: str = "") -> Self:
        """Accounts with an assignment on that day that is of this role and in the region of this code, or below it."""
        wanted = Q(assignments__starts__lte=on) & (Q(assignments__ends=None) | Q(assignments__ends__gte=on))
        if role:
            wanted &= Q(assignments__role=role)
        if within:
            wanted &= Q(assignments__region=within) | Q(assignments__region__code__startswith=f"{within}.")
        return self.filter(wanted).distinct()

    def guarded(self) -> Self:
        """Accounts that sign, pay, see hidden reporters or give roles, or will, or once did: an admin who ended the
        role first, with any last day, could else take the account over and ask that its holder be given it again. While
        such a role is asked for too: who is told of it knows whose account it was then."""
        requested = Q(releases__kind="PERAN", releases__state=WAITING, releases__asked_at__gt=timezone.now() - LAPSES)
        return self.filter(GUARDED_ROLE | requested | Q(is_superuser=True)).distinct()

    def watching(self, on: date) -> Self:
        """The open accounts among them that hold such a role now or from a day to come: told of what is done to others,
        and able to stop what waits."""
        lasting = Q(assignments__ends=None) | Q(assignments__ends__gte=on)
        return self.filter(GUARDED_ROLE & lasting | Q(is_superuser=True), is_active=True).distinct()

    def in_state(self, state: str) -> Self:
        """`active` has a password, `waiting` has none yet, `closed` may not sign in."""
        if state == "closed":
            return self.filter(is_active=False)
        waiting = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return self.filter(waiting if state == "waiting" else ~waiting, is_active=True)

    def search(self, words: str) -> Self:
        named = Q(*(Q(plain_name__contains=word) for word in sought_words(words)))
        other = Q(username__icontains=words) | Q(email__iexact=words)
        return self.alias(plain_name=PlainName("name")).filter(named | other if named else other)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, username: str, name: str, password: str | None = None, **fields: Any) -> "User":
        """An account without assignments: it may sign in (with a password) and do nothing else."""
        user = self.model(username=username.lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def system(self) -> "User":
        """The account in whose name the system itself acts; nobody can sign in with it."""
        unusable = UNUSABLE_PASSWORD_PREFIX
        user, _ = self.get_or_create(
            username=SYSTEM, defaults={"name": "Sistem perkim", "is_active": False, "password": unusable}
        )
        return user

    def create_superuser(self, username: str, name: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, name, password, is_superuser=True, **fields)
