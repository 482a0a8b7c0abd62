"""The second step of signing in, and setting it up."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.test import Client

from perkim.accounts.actions import remove_second_factor
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.demo.office import SECOND_FACTOR_KEY, current_code
from tests.cast import PASSWORD, employ, enter, give, give_second_factor, is_signed_in

pytestmark = pytest.mark.django_db
SET_UP = "/akun/saya/dua-langkah/pasang/"


@pytest.fixture
def head(db: None) -> User:
    return employ(Role.KADIS, username="kadis", second_factor=True)


def code_for(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[1]))


def test_the_password_alone_does_not_sign_in(client: Client, head: User) -> None:
    answer = client.post("/masuk/", {"login": "kadis", "password": PASSWORD})
    assert answer["Location"].startswith("/masuk/kode/")
    assert not is_signed_in(client)


def test_password_and_code_sign_in(client: Client, head: User) -> None:
    assert enter(client, "kadis")["Location"] == "/kerja/"
    assert client.get("/kerja/").status_code == 200


def test_a_wrong_code_does_not_sign_in(client: Client, head: User) -> None:
    wrong = f"{(int(current_code()) + 1) % 1_000_000:06}"
    assert "Kode tidak cocok." in enter(client, "kadis", code=wrong).content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("code", ["", "a" * 10_000, "\0", "１２３４５６", "-1", "💥"])
def test_rubbish_as_a_code_is_answered_politely(client: Client, head: User, code: str) -> None:
    client.post("/masuk/", {"login": "kadis", "password": PASSWORD})
    answer = client.post("/masuk/kode/", {"code": code})
    assert answer.status_code == 200
    assert 'id="galat"' in answer.content.decode()


def test_a_code_with_a_space_in_it_is_understood(client: Client, head: User) -> None:
    code = current_code()
    enter(client, "kadis", code=f"{code[:3]} {code[3:]}")
    assert is_signed_in(client)


@pytest.mark.parametrize("later", [0, 20, 40, 55])
def test_a_used_code_does_not_sign_in_again_while_it_would_still_be_valid(head: User, later: int) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        counters = list(yield_hotp_counters_from_time())
        ahead = format_hotp_value(hotp_value(SECOND_FACTOR_KEY, counters[-1]))
        first, second = Client(), Client()
        enter(first, "kadis", code=ahead)
        assert is_signed_in(first)
        clock.shift(later)
        enter(second, "kadis", code=ahead)
        assert not is_signed_in(second)


def test_a_code_goes_stale(client: Client, head: User) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        code = current_code()
        clock.shift(90)
        enter(client, "kadis", code=code)
        assert not is_signed_in(client)


def test_a_recovery_code_replaces_the_phone_once(head: User) -> None:
    code = RecoveryCodes.activate(head).get_unused_codes()[0]
    first, second = Client(), Client()
    enter(first, "kadis", code=code)
    enter(second, "kadis", code=code)
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_a_recovery_code_of_somebody_else_opens_nothing(client: Client, head: User) -> None:
    other = employ(Role.SEKDIS, username="sekdis", second_factor=True)
    enter(client, "kadis", code=RecoveryCodes.activate(other).get_unused_codes()[0])
    assert not is_signed_in(client)


def test_guessing_codes_is_throttled(client: Client, head: User) -> None:
    wrong = f"{(int(current_code()) + 1) % 1_000_000:06}"
    for _ in range(5):
        enter(client, "kadis", code=wrong)
    assert "Tunggu 5 menit" in enter(client, "kadis").content.decode()
    assert not is_signed_in(client)


def test_the_page_of_the_code_needs_the_password_first(client: Client, head: User) -> None:
    assert client.post("/masuk/kode/", {"code": current_code()}).status_code == 302
    assert not is_signed_in(client)


def test_the_second_step_never_leads_to_another_site(client: Client, head: User) -> None:
    client.post("/masuk/", {"login": "kadis", "password": PASSWORD, "next": "https://jahat.example/"})
    answer = client.post("/masuk/kode/", {"code": current_code(), "next": "https://jahat.example/"})
    assert answer["Location"] == "/kerja/"


def test_the_second_step_leads_to_the_requested_page(client: Client, head: User) -> None:
    client.post("/masuk/", {"login": "kadis", "password": PASSWORD, "next": "/akun/saya/"})
    assert client.post("/masuk/kode/", {"code": current_code()})["Location"] == "/akun/saya/"


def test_a_village_operator_needs_no_second_factor(client: Client) -> None:
    employ(Role.OPERATOR_DESA, username="operator.x")
    enter(client, "operator.x")
    assert client.get("/kerja/").status_code == 200


def test_who_chose_a_second_factor_freely_must_give_it(client: Client) -> None:
    give_second_factor(employ(Role.STAF, username="staf"))
    answer = client.post("/masuk/", {"login": "staf", "password": PASSWORD})
    assert answer["Location"].startswith("/masuk/kode/")


# --- Setting it up ---------------------------------------------------------------------------------------------


def set_up(client: Client, username: str) -> str:
    """Sign in and set up the second factor; the key that the page shows."""
    enter(client, username)
    client.post("/masuk/ulang/", {"password": PASSWORD})
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'<b class="text-break num">([A-Z2-7]+)</b>', page)[1]
    client.post(SET_UP, {"code": code_for(secret)})
    return secret


def test_a_signer_without_one_is_led_to_set_it_up(client: Client) -> None:
    employ(Role.KADIS, username="kadis")
    enter(client, "kadis")
    answer = client.get("/kerja/", follow=True)
    assert "Peran Anda mewajibkan verifikasi dua langkah." in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/kerja/", "/akun/", "/akun/baru/", "/akun/desa/", "/admin/", "/admin/accounts/user/"]
)
def test_an_admin_without_one_can_do_nothing_else(client: Client, path: str) -> None:
    employ(Role.ADMIN, username="admin")
    enter(client, "admin")
    assert client.get(path)["Location"] == SET_UP


def test_an_admin_without_one_cannot_post_either(client: Client) -> None:
    employ(Role.ADMIN, username="admin")
    enter(client, "admin")
    answer = client.post("/akun/baru/", {"username": "baru", "name": "Akun Baru"})
    assert answer["Location"] == SET_UP
    assert not User.objects.filter(username="baru").exists()


def test_after_setting_it_up_the_way_is_free(client: Client) -> None:
    employ(Role.KADIS, username="kadis")
    set_up(client, "kadis")
    assert client.get("/kerja/").status_code == 200


def test_a_wrong_code_sets_nothing_up(client: Client) -> None:
    user = employ(Role.KADIS, username="kadis")
    enter(client, "kadis")
    client.post("/masuk/ulang/", {"password": PASSWORD})
    client.get(SET_UP)
    assert "Kode tidak cocok." in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert not Authenticator.objects.filter(user=user).exists()


def test_setting_it_up_asks_for_the_password_once_more(client: Client) -> None:
    employ(Role.KADIS, username="kadis")
    enter(client, "kadis")
    assert client.get(SET_UP)["Location"].startswith("/masuk/ulang/")


def test_setting_it_up_gives_recovery_codes_that_work(client: Client) -> None:
    user = employ(Role.KADIS, username="kadis")
    set_up(client, "kadis")
    page = client.get("/akun/saya/dua-langkah/pemulihan/").content.decode()
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    assert all(code in page for code in codes)


def test_setting_it_up_ends_sessions_that_only_knew_the_password(client: Client) -> None:
    employ(Role.KADIS, username="kadis")
    stranger = Client()
    enter(stranger, "kadis")
    set_up(client, "kadis")
    assert stranger.get("/kerja/")["Location"].startswith("/masuk/")
    assert client.get("/kerja/").status_code == 200


def test_its_key_is_nowhere_in_clear_once_set_up(client: Client, everything_stored) -> None:
    employ(Role.KADIS, username="kadis")
    secret = set_up(client, "kadis")
    assert secret not in everything_stored()


def test_its_key_is_not_in_clear_in_the_session_while_it_is_set_up(client: Client) -> None:
    employ(Role.KADIS, username="kadis")
    enter(client, "kadis")
    client.post("/masuk/ulang/", {"password": PASSWORD})
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'<b class="text-break num">([A-Z2-7]+)</b>', page)[1]
    assert secret not in str([session.get_decoded() for session in Session.objects.all()])


def test_a_mistyped_code_does_not_change_the_key_on_the_page(client: Client) -> None:
    employ(Role.KADIS, username="kadis")
    enter(client, "kadis")
    client.post("/masuk/ulang/", {"password": PASSWORD})
    secret = re.search(r'num">([A-Z2-7]+)</b>', client.get(SET_UP).content.decode())[1]
    assert secret in client.post(SET_UP, {"code": "000000"}).content.decode()


def test_recovery_codes_rest_sealed(head: User, everything_stored) -> None:
    codes = RecoveryCodes.activate(head)
    seed = codes.instance.data["seed"]
    assert not [code for code in codes.get_unused_codes() if code in everything_stored()]
    assert seed.startswith("gAAAA")


def test_a_signer_cannot_take_it_off(client: Client, head: User) -> None:
    enter(client, "kadis")
    client.post("/masuk/ulang/kode/", {"code": RecoveryCodes.activate(head).get_unused_codes()[0]})
    page = client.post("/akun/saya/dua-langkah/lepas/").content.decode()
    assert "Peran Anda mewajibkan verifikasi dua langkah" in page
    assert Authenticator.objects.filter(user=head, type="totp").exists()


def test_who_needs_none_can_take_it_off(client: Client) -> None:
    user = employ(Role.STAF, username="staf", second_factor=True)
    enter(client, "staf")
    client.post("/masuk/ulang/", {"password": PASSWORD})
    client.post("/akun/saya/dua-langkah/lepas/")
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_proof_of_a_former_role_does_not_outlive_the_second_factor(client: Client, head: User) -> None:
    enter(client, "kadis")
    client.get("/kerja/")
    held = head.assignments.get()
    head.assignments.update(ends=held.starts)
    client.post("/masuk/ulang/", {"password": PASSWORD})
    client.post("/akun/saya/dua-langkah/lepas/")
    assert not Authenticator.objects.filter(user=head).exists()
    head.assignments.update(ends=None)
    assert client.get("/kerja/")["Location"] == SET_UP


def test_an_admin_can_take_it_off_for_a_lost_phone(client: Client, head: User) -> None:
    enter(client, "kadis")
    remove_second_factor(actor=employ(Role.ADMIN), user=head, released=True)
    assert not Authenticator.objects.filter(user=head).exists()
    assert client.get("/kerja/")["Location"].startswith("/masuk/")


def test_a_role_given_later_asks_for_it_at_once(client: Client) -> None:
    user = employ(Role.STAF, username="staf")
    enter(client, "staf")
    assert client.get("/kerja/").status_code == 200
    give(user, Role.BENDAHARA)
    assert client.get("/kerja/")["Location"] == SET_UP
