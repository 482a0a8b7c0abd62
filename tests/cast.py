"""The people of the tests, made through the real actions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from perkim.accounts.actions import appoint_acting, assign, create_account
from perkim.accounts.activation import issue_slips
from perkim.accounts.adapters import MFAAdapter
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.demo.office import SECOND_FACTOR_KEY, current_code
from perkim.regions.models import Region
from tests.worlds import kept

KABUPATEN, CANDIPURO, SUMBERWULUH, TOMPOKERSAN = "35.08", "35.08.03", "35.08.03.2005", "35.08.10.1011"
PASSWORD = "kata sandi untuk uji"


def open_account(username: str, name: str = "Budi Santoso", password: str | None = PASSWORD, **fields) -> User:
    """An account without a role; `password=None` leaves it waiting for activation."""
    user = create_account(actor=None, user=User(username=username, name=name, **fields))
    if password is not None:
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


@kept
def employ(
    role: Role,
    *,
    username: str = "",
    region: str = "",
    starts: date | None = None,
    ends: date | None = None,
    second_factor: bool = False,
) -> User:
    """An account that holds this role, by default since a month ago, over the whole kabupaten or one village."""
    user = open_account(username or role.lower().replace("_", "."))
    give(user, role, region=region, starts=starts, ends=ends)
    if second_factor:
        give_second_factor(user)
    return user


def staff(
    roles: Mapping[str, Role], *, starts: date, second_factor: bool = False, by_name: bool = False
) -> SimpleNamespace:
    """The people of an office by a short name each, under which some sign in. A world of its own: made once, then
    laid."""
    return SimpleNamespace(**_employed(tuple(roles.items()), starts, second_factor, by_name))


@kept
def _employed(roles: Sequence[tuple[str, Role]], starts: date, second_factor: bool, by_name: bool) -> dict[str, User]:
    return {
        name: employ(
            role, username=name.replace("_", ".") if by_name else "", starts=starts, second_factor=second_factor
        )
        for name, role in roles
    }


def give(
    user: User,
    role: Role,
    *,
    region: str = "",
    starts: date | None = None,
    ends: date | None = None,
    actor: User | None = None,
    **fields: str,
) -> Assignment:
    """One more role for an account, with the same defaults as `employ`."""
    place = Region.objects.get(pk=region or (SUMBERWULUH if role in VILLAGE_ROLES else KABUPATEN))
    since = starts or timezone.localdate() - timedelta(days=30)
    return assign(
        actor=actor, assignment=Assignment(user=user, role=role, region=place, starts=since, ends=ends, **fields)
    )


def let_act(user: User, post: Assignment, *, starts: date, ends: date, acting: str = "PLH") -> Assignment:
    """Make the account Plt. or Plh. of a post."""
    basis = "Surat Perintah Nomor 821/15/2026"
    return appoint_acting(
        actor=None,
        assignment=Assignment(acting_for=post, user=user, acting=acting, starts=starts, ends=ends, basis=basis),
    )


def give_second_factor(user: User) -> None:
    """The authenticator app of the demo office: `perkim.demo.office.current_code` opens it."""
    sealed = MFAAdapter().encrypt(SECOND_FACTOR_KEY)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": sealed})


def slip_code(user: User) -> str:
    """A new activation code of this account, as its slip shows it."""
    return issue_slips(actor=None, users=[user], now=timezone.now())[0].code


def enter(client: Client, username: str, password: str = PASSWORD, *, code: str = "", **extra: str) -> HttpResponse:
    """Sign in as people do, by the form; with a second factor also by its page."""
    answer = client.post("/masuk/", {"login": username, "password": password}, **extra)
    if answer.headers.get("Location", "").startswith("/masuk/kode/"):
        return client.post("/masuk/kode/", {"code": code or current_code()}, **extra)
    return answer


class SignedInClient(Client):
    """A browser whose account signs in with the first page: what is walked before stands on a known ground."""

    def __init__(self, account: Callable[[], User]) -> None:
        super().__init__()
        self._account: Callable[[], User] | None = account

    def request(self, **request: Any) -> HttpResponse:
        if self._account:
            user, self._account = self._account(), None
            if not user.authenticator_set.exists():
                give_second_factor(user)
            self.force_login(user)
        return super().request(**request)


def is_signed_in(client: Client) -> bool:
    return client.get("/akun/saya/").status_code == 200
