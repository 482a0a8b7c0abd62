"""Closing and opening an account, taking off its second factor, printing its slip."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from perkim.accounts.actions import AccountError
from perkim.accounts.activation import activate
from perkim.accounts.models import ActivationCode, User
from perkim.accounts.roles import Role
from tests.cast import employ, enter, give_second_factor, is_signed_in, open_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def budi(db: None) -> User:
    return open_account("budi")


def do(desk: Client, account: User, what: str) -> str:
    return desk.post(f"/akun/{account.pk}/keadaan/", {"do": what}, follow=True).content.decode()


def use(code: str, username: str = "budi") -> User:
    holder = {"username": username, "name": "Ani", "salutation": "", "email": "", "password": "tiga kata acak"}
    return activate(code=code, now=timezone.now(), **holder)


def test_closing_signs_the_holder_out(desk: Client, budi: User, client: Client) -> None:
    enter(browser := Client(), "budi")
    assert "Akun budi sudah diubah." in do(desk, budi, "close")
    assert browser.get("/kerja/")["Location"].startswith("/masuk/")
    enter(browser, "budi")
    assert not is_signed_in(browser)


def test_opening_lets_the_holder_in_again(desk: Client, budi: User) -> None:
    do(desk, budi, "close")
    do(desk, budi, "open")
    enter(browser := Client(), "budi")
    assert is_signed_in(browser)


def test_closing_twice_is_no_fault(desk: Client, budi: User) -> None:
    do(desk, budi, "close")
    do(desk, budi, "close")
    budi.refresh_from_db()
    assert not budi.is_active


def test_an_admin_does_not_close_himself(desk: Client, admin: User) -> None:
    assert "Anda tidak dapat menutup akun sendiri." in do(desk, admin, "close")
    admin.refresh_from_db()
    assert admin.is_active


def test_a_second_factor_is_taken_off(desk: Client, budi: User) -> None:
    give_second_factor(budi)
    do(desk, budi, "second_factor")
    assert not budi.authenticator_set.exists()


def test_an_admin_does_not_take_off_his_own(desk: Client, admin: User) -> None:
    assert "hanya dapat dilepas oleh admin lain" in do(desk, admin, "second_factor")
    assert admin.authenticator_set.exists()


@pytest.mark.parametrize("what", ["", "hapus", "__class__", "a" * 10_000, "\0"])
def test_an_unknown_wish_is_answered_in_words(desk: Client, budi: User, what: str) -> None:
    assert "Pilih salah satu tombol pada halaman akun." in do(desk, budi, what)
    budi.refresh_from_db()
    assert budi.is_active


def test_opening_the_address_closes_nothing(desk: Client, budi: User) -> None:
    desk.get(f"/akun/{budi.pk}/keadaan/", {"do": "close"})
    budi.refresh_from_db()
    assert budi.is_active


# --- The slip --------------------------------------------------------------------------------------------------


def test_a_slip_shows_the_name_and_a_code_that_works(desk: Client, budi: User, read_slips) -> None:
    slip = read_slips(desk.post(f"/akun/{budi.pk}/slip/"))
    assert slip.pages == len(slip.codes) == 1
    assert "budi" in slip.text
    assert "Budi Santoso" in slip.text
    assert use(slip.codes[0]).check_password("tiga kata acak")


def test_a_slip_is_saved_and_never_kept_on_the_way(desk: Client, budi: User) -> None:
    answer = desk.post(f"/akun/{budi.pk}/slip/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="slip-budi.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF")


def test_its_code_is_nowhere_in_the_database(desk: Client, budi: User, read_slips) -> None:
    code = read_slips(desk.post(f"/akun/{budi.pk}/slip/")).codes[0]
    stored = str([session.get_decoded() for session in Session.objects.all()])
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")  # noqa: S608
            stored += str(cursor.fetchall())
    assert "budi" in stored
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_a_new_slip_makes_the_old_one_worthless(desk: Client, budi: User, read_slips) -> None:
    old = read_slips(desk.post(f"/akun/{budi.pk}/slip/")).codes[0]
    new = read_slips(desk.post(f"/akun/{budi.pk}/slip/")).codes[0]
    with pytest.raises(AccountError):
        use(old)
    assert use(new)


def test_who_issued_it_is_noted(desk: Client, budi: User, admin: User) -> None:
    desk.post(f"/akun/{budi.pk}/slip/")
    assert ActivationCode.objects.get(user=budi).issued_by == admin


def test_a_closed_account_gets_no_slip(desk: Client, budi: User) -> None:
    do(desk, budi, "close")
    assert "Akun ini ditutup" in desk.post(f"/akun/{budi.pk}/slip/", follow=True).content.decode()
    assert not ActivationCode.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_only_a_post_issues_a_code(desk: Client, budi: User, method: str) -> None:
    getattr(desk, method)(f"/akun/{budi.pk}/slip/")
    assert not ActivationCode.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["<img src=file:///etc/passwd>", "<script>alert(1)</script>", "a" * 120, "Ni Luh Ayu \u1b13\u1b0b", "💥 & Co"],
)
def test_any_name_can_be_printed(desk: Client, read_slips, name: str) -> None:
    user = open_account("aneh", name=name)
    slip = read_slips(desk.post(f"/akun/{user.pk}/slip/"))
    assert slip.pages == len(slip.codes) == 1


def test_only_admins_print(client: Client, budi: User) -> None:
    client.force_login(employ(Role.STAF))
    assert client.post(f"/akun/{budi.pk}/slip/").status_code == 403
    assert not ActivationCode.objects.exists()
