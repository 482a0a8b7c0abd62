"""What holders change about the safety of their own account: only after the password, told and logged."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.notices.models import Notice
from perkim.outbox.jobs import do_what_waits
from tests.cast import PASSWORD, employ, enter, is_signed_in, open_account

pytestmark = pytest.mark.django_db
PAGE, SIGN_IN_AGAIN = "/akun/saya/", "/masuk/ulang/"
OLD, NEW = "budi@desa.example", "baru@desa.example"
SECOND_FACTOR = "/akun/saya/dua-langkah/"


@pytest.fixture
def budi(client: Client) -> User:
    user = open_account("budi", email=OLD)
    enter(client, "budi")
    return user


def send(client: Client, email: str = NEW, **password: str):
    fields = {"name": "Budi Santoso", "salutation": "", "email": email}
    return client.post(PAGE, fields | {f"old{name}": value for name, value in password.items()})


def email_of(user: User) -> str:
    return User.objects.get(pk=user.pk).email


@pytest.mark.parametrize("new", [NEW, ""])
def test_another_email_asks_for_the_password(client: Client, budi: User, new: str) -> None:
    page = send(client, new).content.decode()
    assert "Ketik kata sandi Anda yang sekarang untuk mengganti surel." in page
    assert email_of(budi) == OLD


def test_a_wrong_password_changes_nothing(client: Client, budi: User) -> None:
    page = send(client, password="salah").content.decode()
    assert "Kata sandi tidak cocok." in page
    assert email_of(budi) == OLD


def test_the_password_changes_it(client: Client, budi: User) -> None:
    assert send(client, password=PASSWORD).status_code == 302
    assert email_of(budi) == NEW
    assert is_signed_in(client)


@pytest.mark.parametrize("same", [OLD, OLD.upper()])
def test_name_and_salutation_ask_for_none(client: Client, budi: User, same: str) -> None:
    assert send(client, same).status_code == 302


def test_guessing_the_password_there_is_throttled_like_signing_in(client: Client, budi: User) -> None:
    answers = [send(client, password=f"tebakan {number}").status_code for number in range(5)]
    assert answers[-1] == 429
    assert send(client, password=PASSWORD).status_code == 429
    assert email_of(budi) == OLD


def test_both_addresses_and_the_portal_are_informed_and_it_is_logged(client: Client, budi: User, mailbox) -> None:
    send(client, password=PASSWORD)
    do_what_waits()
    assert mailbox.recipients == [[OLD], [NEW]]
    assert "Surel akun Anda diganti." in Notice.objects.get().text
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.actor, entry.data["akun"]) == ("akun.surel-diganti", budi, budi.pk)
    assert "example" not in str(entry.data)


def test_the_password_is_not_shown_again(client: Client, budi: User) -> None:
    assert "rahasia-sekali" not in send(client, "bukan surel", password="rahasia-sekali").content.decode()


# --- The other doors of the kind ---------------------------------------------------------------------------------


@pytest.fixture
def staff(client: Client) -> User:
    """Signed in with both steps, but with no password typed lately; has recovery codes."""
    user = employ(Role.STAF, username="staf", second_factor=True)
    RecoveryCodes.activate(user)
    client.force_login(user)
    return user


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("door", ["lepas/", "pemulihan/", "pemulihan/baru/", "pemulihan/unduh/"])
def test_each_door_asks_for_the_password_again(client: Client, staff: User, door: str, method: str) -> None:
    before = set(Authenticator.objects.values_list("pk", flat=True))
    answer = getattr(client, method)(f"{SECOND_FACTOR}{door}")
    assert answer.status_code == 405 or answer["Location"].startswith("/masuk/ulang/")
    assert set(Authenticator.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_setting_up_asks_for_the_password_again(client: Client, method: str) -> None:
    client.force_login(employ(Role.STAF, username="staf"))
    answer = getattr(client, method)(f"{SECOND_FACTOR}pasang/")
    assert answer["Location"].startswith("/masuk/ulang/")


def test_a_password_changes_only_with_the_old_one(client: Client, budi: User) -> None:
    client.post("/akun/saya/sandi/", {"password1": "tiga kata acak", "password2": "tiga kata acak"})
    enter(other := Client(), "budi")
    assert is_signed_in(other)


def newest_notice_and_entry() -> tuple[str, str]:
    return Notice.objects.latest("pk").text.split(".")[0], Entry.objects.latest("id").data["apa"]


def test_a_password_that_the_holder_changed_is_reported(client: Client, budi: User) -> None:
    new = "tiga kata acak"
    client.post("/akun/saya/sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert newest_notice_and_entry() == ("Kata sandi akun Anda diganti", "sign_in_changed")


def test_a_second_factor_taken_off_by_the_holder_is_reported(client: Client, staff: User) -> None:
    client.post(SIGN_IN_AGAIN, {"password": PASSWORD})
    client.post(f"{SECOND_FACTOR}lepas/")
    assert newest_notice_and_entry() == ("Verifikasi dua langkah akun Anda dilepas", "second_factor_off")


def test_new_recovery_codes_are_reported(client: Client, staff: User, django_capture_on_commit_callbacks) -> None:
    client.post(SIGN_IN_AGAIN, {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{SECOND_FACTOR}pemulihan/baru/")
    assert newest_notice_and_entry()[1] == "codes_made"
