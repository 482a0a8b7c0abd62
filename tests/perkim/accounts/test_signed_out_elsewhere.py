"""Signing out, or in again, in another tab while a form is open: its owner finds it again, nobody else does."""

import re
from html import unescape

import pytest
from django.test import Client

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import employ, enter, open_account

pytestmark = pytest.mark.django_db
NEW, DRAFT = "/akun/baru/", "/masuk/isian/"
OURS = {"HTTP_ORIGIN": "http://testserver"}
TYPED = {"username": "siti.maesaroh", "name": "Siti Maesaroh"}


@pytest.fixture
def careful() -> Client:
    """A client that checks tokens, as a browser's form meets them."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def admin() -> User:
    return employ(Role.ADMIN, username="admin", second_factor=True)


def opened(client: Client, path: str = NEW) -> dict[str, str]:
    """What was typed on the page, with the hidden fields that its form carries."""
    return hidden(client.get(path).content.decode()) | TYPED


def hidden(page: str) -> dict[str, str]:
    main = page[page.index("<main") :]
    return {
        name: unescape(value) for name, value in re.findall(r'type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', main)
    }


def sign_out(client: Client) -> None:
    token = hidden(client.get(NEW).content.decode())["csrfmiddlewaretoken"]
    client.post("/keluar/", {"csrfmiddlewaretoken": token}, **OURS)


def sign_in(client: Client, user: User) -> None:
    """In the same browser; signing in changes the token, as in life."""
    client.force_login(user)
    session = client.session
    session["proved_twice"] = True
    session.save()
    client.get("/kerja/")
    client.cookies["csrftoken"] = "n" * 32


def test_a_form_sent_after_signing_out_waits_for_its_owner(careful: Client, admin: User) -> None:
    sign_in(careful, admin)
    form = opened(careful)
    sign_out(careful)
    answer = careful.post(NEW, form, **OURS)
    assert answer["Location"].endswith("next=%2Fmasuk%2Fisian%2F")
    sign_in(careful, admin)
    again = hidden(careful.get(DRAFT).content.decode())
    assert again["username"] == "siti.maesaroh"
    careful.post(NEW, again, **OURS)
    assert User.objects.filter(username="siti.maesaroh").exists()


def test_who_signed_in_again_is_offered_it(careful: Client, admin: User) -> None:
    sign_in(careful, admin)
    form = opened(careful)
    sign_out(careful)
    sign_in(careful, admin)
    form["csrfmiddlewaretoken"] = "l" * 32
    page = careful.post(NEW, form, **OURS).content.decode()
    assert "Isian Anda masih ada." in page
    assert "siti.maesaroh" in page


@pytest.mark.parametrize("token", ["l" * 32, None], ids=["stale token", "good token"])
def test_another_person_on_that_computer_gets_nothing_of_it(careful: Client, admin: User, token: str | None) -> None:
    sign_in(careful, admin)
    form = opened(careful)
    sign_out(careful)
    other = employ(Role.ADMIN, username="lain", second_factor=True)
    sign_in(careful, other)
    form["csrfmiddlewaretoken"] = token or hidden(careful.get(NEW).content.decode())["csrfmiddlewaretoken"]
    answer = careful.post(NEW, form, **OURS)
    assert answer.status_code == 403
    assert "akun lain yang tadi masuk di komputer ini" in answer.content.decode()
    assert "siti.maesaroh" not in answer.content.decode()
    assert not User.objects.filter(username="siti.maesaroh").exists()


def test_a_stale_form_of_who_signed_out_waits_too(careful: Client, admin: User) -> None:
    """Signed out, somebody else in and out, and then the first one's tab: the token is stale and nobody signed in."""
    sign_in(careful, admin)
    form = opened(careful)
    sign_out(careful)
    sign_in(careful, open_account("orang.lain"))
    sign_out_plainly(careful)
    form["csrfmiddlewaretoken"] = "l" * 32
    assert careful.post(NEW, form, **OURS)["Location"].endswith("next=%2Fmasuk%2Fisian%2F")
    sign_in(careful, admin)
    assert "siti.maesaroh" in careful.get(DRAFT).content.decode()


def sign_out_plainly(client: Client) -> None:
    client.logout()


def test_a_mark_that_is_not_ours_is_no_mark(client: Client, admin: User) -> None:
    client.post(NEW, TYPED | {"atas_nama": f"{admin.pk}:salah"})
    assert "late_forms" not in client.session


def test_forms_of_visitors_carry_no_mark(client: Client) -> None:
    assert "atas_nama" not in client.get("/masuk/").content.decode()


def test_signing_in_by_password_keeps_the_form(client: Client, admin: User) -> None:
    enter(client, "admin")
    form = opened(client)
    client.post("/keluar/")
    client.post(NEW, form)
    assert "Anda sudah keluar, mungkin di tab lain." in client.get("/masuk/").content.decode()
