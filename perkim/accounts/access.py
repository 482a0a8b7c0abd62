"""Who may open an address. Every view states a rule; a view without one opens for nobody.

A rule of this module answers for an address as a whole; what may be seen or done with one row is asked again where the
row is fetched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from rules import Predicate, always_true, predicate

from perkim.accounts.models import User
from perkim.accounts.roles import Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True)
class Rule:
    """`may` answers for a signed-in account; `for_whom` finishes the sentence "Halaman ini untuk ..."."""

    for_whom: str
    may: Predicate
    anonymous: bool = False
    # Open to an account that must still set up its second factor: the set-up itself, signing out, own data.
    before_second_factor: bool = False

    def allows(self, user: User | AnonymousUser) -> bool:
        return self.anonymous or (isinstance(user, User) and user.is_active and self.may.test(user))


public = Rule("semua orang", always_true, anonymous=True)
signed_in = Rule("pengguna yang sudah masuk", always_true)
own_account = Rule("pemilik akun", always_true, before_second_factor=True)


def holders_of(*roles: Role) -> Rule:
    """Accounts that hold one of the roles today."""

    @predicate(f"holds {' or '.join(roles)}")
    def holds_one(user: User) -> bool:
        return user.has_role(*roles)

    return Rule(", ".join(str(role.label) for role in roles), holds_one)


def access(rule: Rule) -> Callable[[View], View]:
    """State the rule of a view. Also wraps views of libraries in a URLconf."""

    def state(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return state


def account_of(request: HttpRequest) -> User:
    """The signed-in account of a view whose rule lets nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Masuk dahulu untuk membuka halaman ini.")
    return request.user


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """The rule a view states, or None: nobody may open it."""
    return getattr(view, "access_rule", None)
