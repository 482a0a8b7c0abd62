"""Django's admin site shows rows of the core and changes none."""

import pytest
from django.test import Client

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from tests.cast import SUMBERWULUH, employ

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> User:
    user = employ(Role.ADMIN, second_factor=True)
    client.force_login(user)
    return user


@pytest.fixture
def rows(admin: User) -> list[str]:
    return [
        f"/admin/accounts/user/{admin.pk}",
        f"/admin/accounts/assignment/{Assignment.objects.get().pk}",
        f"/admin/regions/region/{SUMBERWULUH}",
    ]


def test_a_row_can_be_looked_at(client: Client, rows: list[str]) -> None:
    assert [client.get(f"{row}/change/").status_code for row in rows] == [200] * 3


@pytest.mark.parametrize("verb", ["change", "delete"])
def test_a_row_cannot_be_written(client: Client, rows: list[str], verb: str) -> None:
    assert [client.post(f"{row}/{verb}/", {"name": "x", "post": "yes"}).status_code for row in rows] == [403] * 3
    assert Region.objects.get(pk=SUMBERWULUH).name == "Sumberwuluh"


def test_rows_cannot_be_removed_by_an_action(client: Client, admin: User) -> None:
    client.post("/admin/regions/region/", {"action": "delete_selected", "_selected_action": SUMBERWULUH, "post": "yes"})
    assert Region.objects.filter(pk=SUMBERWULUH).exists()


def test_no_password_hash_is_shown(client: Client, admin: User) -> None:
    assert admin.password not in client.get(f"/admin/accounts/user/{admin.pk}/change/").content.decode()


@pytest.mark.parametrize("path", ["mfa/authenticator", "auth/group", "account/emailaddress"])
def test_what_libraries_register_is_not_for_admins(client: Client, admin: User, path: str) -> None:
    assert client.get(f"/admin/{path}/").status_code in (403, 404)


def test_nobody_else_comes_in(client: Client) -> None:
    client.force_login(employ(Role.KADIS, second_factor=True))
    assert client.get("/admin/").status_code == 403
