"""People of the portal's tests, made for the day the tests run."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from perkim.accounts.middleware import PROVED_TWICE
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region

Make = Callable[..., User]


@pytest.fixture
def make_user(db: None) -> Make:
    """An account; with a role it also holds one post in the whole regency."""

    def make(username: str = "rahayu", role: Role | None = None, **fields: object) -> User:
        words = {"name": "Rahayu Wulandari", "salutation": "IBU"} | fields
        user = User.objects.create_user(username, **words)
        if role:
            give(user, role)
        return user

    return make


def give(user: User, role: Role, programme: str = "", title: str = "", ends: date | None = None) -> None:
    region = Region.objects.get(kind=Region.Kind.KABUPATEN)
    starts = timezone.localdate()
    user.assignments.create(role=role, programme=programme, region=region, title=title, starts=starts, ends=ends)


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    """The test client as this account, its second factor already proved."""

    def enter(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[PROVED_TWICE] = True
        session.save()
        return client

    return enter
