"""What forms and letters could carry past the doors of `test_releases`: an e-mail, more fields than they show."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from perkim.accounts.activation import activate
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.outbox.jobs import do_what_waits
from tests.cast import KABUPATEN, PASSWORD, employ, enter, is_signed_in, open_account, slip_code

pytestmark = pytest.mark.django_db
ANOTHERS = "orang.lain@lumajang.example"


@pytest.fixture
def browser(client: Client, admin: User) -> Client:
    client.force_login(admin)
    client.get("/kerja/")
    return client


def use(code: str, *, username: str = "budi", email: str = "") -> User:
    fields = {"name": "Budi", "salutation": "", "email": email, "password": "tiga kata acak"}
    return activate(username=username, code=code, now=timezone.now(), **fields)


def ask_for_new_password(email: str) -> None:
    Client().post("/masuk/lupa-sandi/", {"email": email})
    do_what_waits()


# --- An e-mail that the holder did not type ------------------------------------------------------------------------


def test_an_account_that_nobody_opened_gets_no_password_by_mail(mailbox) -> None:
    """The admin types its first e-mail; the slip goes from hand to hand."""
    open_account("budi", password=None, email=ANOTHERS)
    ask_for_new_password(ANOTHERS)
    assert mailbox.messages == []


def test_an_email_that_the_admin_typed_opens_nothing_after_the_slip_was_used(mailbox) -> None:
    user = open_account("budi", password=None, email=ANOTHERS)
    assert use(slip_code(user)).email == ""
    ask_for_new_password(ANOTHERS)
    assert mailbox.messages == []


@pytest.mark.parametrize("email", ["", "operator.baru@lumajang.example"])
def test_who_held_a_village_desk_before_makes_no_password_for_it(mailbox, email: str) -> None:
    desk = employ(Role.OPERATOR_DESA, username="budi")
    User.objects.filter(pk=desk.pk).update(email=ANOTHERS)
    use(slip_code(desk), email=email)
    do_what_waits()
    told = len(mailbox.messages)
    assert mailbox.recipients[0] == [ANOTHERS]
    assert "tidak lagi dikirim ke alamat ini" in mailbox.text(0)
    ask_for_new_password(ANOTHERS)
    assert len(mailbox.messages) == told


def test_a_new_password_by_mail_opens_nothing_without_the_second_factor(mailbox) -> None:
    head = employ(Role.KADIS, username="kadis", second_factor=True)
    User.objects.filter(pk=head.pk).update(email=ANOTHERS)
    ask_for_new_password(ANOTHERS)
    client, address = Client(), re.search(rf"{settings.SITE_URL}(/\S+)", mailbox.text())[1]
    path = client.get(address, follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": "sandi milik admin", "password2": "sandi milik admin"}, follow=True)
    enter(client, "kadis", "sandi milik admin", code="000000")
    assert not is_signed_in(client)


# --- Fields that a form does not show ------------------------------------------------------------------------------

MORE = {"is_superuser": "on", "is_active": "", "is_staff": "on", "password": "x", "session_round": "9", "role": "KADIS"}


def test_a_new_account_is_nothing_yet_whatever_is_sent(browser: Client) -> None:
    browser.post("/akun/baru/", {"username": "budi", "name": "Budi", **MORE})
    user = User.objects.get(username="budi")
    assert (user.is_superuser, user.has_usable_password(), user.assignments.count()) == (False, False, 0)


def test_the_own_account_changes_nothing_but_what_it_shows(browser: Client, admin: User) -> None:
    browser.post("/akun/saya/", {"name": "Baru", "salutation": "", "email": "", "username": "kadis", **MORE})
    after = User.objects.get(pk=admin.pk)
    assert (after.name, after.username, after.is_superuser, after.password) == ("Baru", "admin", False, admin.password)
    assert after.roles == {Role.ADMIN}


def test_a_role_is_given_as_its_form_shows_it(browser: Client) -> None:
    post, user = employ(Role.KADIS).assignments.get(), open_account("budi")
    fields = {"role": Role.STAF, "region": KABUPATEN, "starts": timezone.localdate().isoformat(), "basis": "SP 1"}
    more = {"user": post.user_id, "acting": "PLT", "acting_for": post.pk, "given_by": user.pk}
    browser.post(f"/akun/{user.pk}/peran/", fields | more)
    held = user.assignments.get()
    assert (held.role, held.acting, held.acting_for, held.given_by.username) == (Role.STAF, "", None, "admin")


def test_a_post_is_acted_for_from_its_own_page_only(browser: Client, admin: User) -> None:
    post, clerk = employ(Role.KADIS).assignments.get(), employ(Role.STAF)
    day = timezone.localdate().isoformat()
    fields = {"acting_for": post.pk, "acting": "PLH", "starts": day, "ends": day, "basis": "SP 1"}
    browser.post(f"/akun/{clerk.pk}/pelaksana/", fields | {"user": clerk.pk})
    answer = browser.post(f"/akun/{post.user_id}/pelaksana/", fields | {"user": admin.pk})
    assert "diri sendiri" in answer.content.decode()
    assert not Assignment.objects.exclude(acting="").exists()


@pytest.mark.parametrize("path", ["accounts/user/{}/password/", "accounts/user/{}/change/", "accounts/user/add/"])
def test_django_s_admin_site_changes_no_account(browser: Client, path: str) -> None:
    head = employ(Role.KADIS, username="kadis")
    sent = {"username": "kadis", "name": "Palsu", "password1": "tiga kata acak", "password2": "tiga kata acak", **MORE}
    browser.post(f"/admin/{path.format(head.pk)}", sent)
    after = User.objects.get(pk=head.pk)
    assert (after.name, after.check_password(PASSWORD), after.is_superuser) == ("Budi Santoso", True, False)
    assert set(User.objects.people().values_list("username", flat=True)) == {"admin", "kadis"}
