"""The people of the tests, made through the real actions."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone

from perkim.accounts.actions import assign, create_account
from perkim.accounts.adapters import MFAAdapter
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.local.demo import SECOND_FACTOR_KEY
from perkim.regions.models import Region

KABUPATEN, CANDIPURO, SUMBERWULUH, TOMPOKERSAN = "35.08", "35.08.03", "35.08.03.2005", "35.08.10.1011"
PASSWORD = "kata sandi untuk uji"


def open_account(username: str, name: str = "Budi Santoso", password: str | None = PASSWORD, **fields) -> User:
    """An account without a role; `password=None` leaves it waiting for activation."""
    user = create_account(actor=None, user=User(username=username, name=name, **fields))
    if password is not None:
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


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
    place = Region.objects.get(pk=region or (SUMBERWULUH if role in VILLAGE_ROLES else KABUPATEN))
    since = starts or timezone.localdate() - timedelta(days=30)
    assign(actor=None, assignment=Assignment(user=user, role=role, region=place, starts=since, ends=ends))
    if second_factor:
        give_second_factor(user)
    return user


def give_second_factor(user: User) -> None:
    """The authenticator app of the demo office: `perkim.local.demo.current_code` opens it."""
    sealed = MFAAdapter().encrypt(SECOND_FACTOR_KEY)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": sealed})
