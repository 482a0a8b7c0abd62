"""Signing in with name and password."""

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from tests.cast import PASSWORD, employ, enter, is_signed_in, open_account
from tests.pages import one_line

pytestmark = pytest.mark.django_db

MISMATCH = "Nama pengguna atau kata sandi tidak cocok."
ELSEWHERE = [
    "https://jahat.example/",
    "//jahat.example/",
    "///jahat.example/",
    "/\\jahat.example/",
    "https:jahat.example",
    "javascript:alert(1)",
    "\thttps://jahat.example/",
    "http://testserver@jahat.example/",
]


def test_the_right_password_opens_the_worklist(client: Client) -> None:
    open_account("budi")
    answer = enter(client, "budi")
    assert (answer.status_code, answer["Location"]) == (302, "/kerja/")
    assert client.get("/kerja/").status_code == 200


def test_a_wrong_password_opens_nothing_and_says_so(client: Client) -> None:
    open_account("budi")
    assert MISMATCH in enter(client, "budi", "salah sama sekali").content.decode()
    assert not is_signed_in(client)


def test_an_unknown_name_is_answered_like_a_wrong_password(client: Client) -> None:
    open_account("budi")
    wrong = enter(client, "budi", "salah").content.decode().replace("budi", "NAMA")
    unknown = enter(Client(), "tidak.ada", "salah").content.decode().replace("tidak.ada", "NAMA")
    assert MISMATCH in unknown
    assert _without_tokens(unknown) == _without_tokens(wrong)


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize(
    "typed", ["BUDI.SANTOSO", "Budi.Santoso", " budi.santoso ", "\u212audi.santoso".replace("\u212a", "B")]
)
def test_capitals_and_spaces_around_the_name_do_not_matter(client: Client, typed: str) -> None:
    open_account("budi.santoso")
    enter(client, typed)
    assert is_signed_in(client)


@pytest.mark.parametrize("typed", ["bu\u0501i", "b\u00fcdi", "bud\u0456", "budi\u200b", "ｂｕｄｉ", "budi%", "b_di"])
def test_a_name_that_only_looks_alike_opens_nothing(client: Client, typed: str) -> None:
    open_account("budi")
    enter(client, typed)
    assert not is_signed_in(client)


def test_capitals_of_the_password_matter(client: Client) -> None:
    open_account("budi")
    enter(client, "budi", PASSWORD.upper())
    assert not is_signed_in(client)


def test_a_closed_account_cannot_sign_in(client: Client) -> None:
    open_account("budi", is_active=False)
    enter(client, "budi")
    assert not is_signed_in(client)


def test_an_account_that_waits_for_its_slip_cannot_sign_in(client: Client) -> None:
    open_account("budi", password=None)
    for password in ("", "!", PASSWORD):
        enter(client, "budi", password)
    assert not is_signed_in(client)


def test_an_email_address_is_no_name(client: Client) -> None:
    open_account("budi", email="budi@lumajang.example")
    enter(client, "budi@lumajang.example")
    assert not is_signed_in(client)


def test_after_signing_in_the_requested_page_opens(client: Client) -> None:
    open_account("budi")
    sent_to = client.get("/akun/saya/?dari=menu")["Location"]
    answer = client.post(sent_to, {"login": "budi", "password": PASSWORD, "next": "/akun/saya/?dari=menu"})
    assert answer["Location"] == "/akun/saya/?dari=menu"


def test_the_form_carries_the_requested_page(client: Client) -> None:
    page = one_line(client.get(client.get("/akun/saya/")["Location"]))
    assert '<input type="hidden" name="next" value="/akun/saya/">' in page


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(client: Client, target: str) -> None:
    open_account("budi")
    assert client.post("/masuk/", {"login": "budi", "password": PASSWORD, "next": target})["Location"] == "/kerja/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_who_is_signed_in_already_is_not_led_to_another_site(client: Client, target: str) -> None:
    client.force_login(open_account("budi"))
    assert client.get("/masuk/", {"next": target})["Location"] == "/kerja/"


def test_a_line_break_in_the_target_makes_no_header(client: Client) -> None:
    open_account("budi")
    target = "/kerja/\r\nSet-Cookie: sessionid=jahat"
    answer = client.post("/masuk/", {"login": "budi", "password": PASSWORD, "next": target})
    assert "\n" not in answer["Location"]
    assert answer.cookies["sessionid"].value != "jahat"


@pytest.mark.parametrize("length", [1_000, 12_000, 40_000])
def test_a_very_long_address_still_leads_to_the_sign_in_page(client: Client, length: int) -> None:
    answer = client.get("/kerja/", {"q": "a" * length})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/?next=%2Fkerja%2F")


def test_a_very_long_target_does_not_break_the_form(client: Client) -> None:
    open_account("budi")
    answer = client.post("/masuk/", {"login": "budi", "password": PASSWORD, "next": "/kerja/?q=" + "a" * 40_000})
    assert answer.status_code == 302


@pytest.mark.parametrize("name", ["", "a" * 10_000, "budi\0", "<script>", "' OR 1=1 --", "budi\r\nX: y", "💥"])
def test_rubbish_as_a_name_is_answered_politely(client: Client, name: str) -> None:
    answer = enter(client, name, "salah")
    assert answer.status_code == 200
    assert 'id="galat"' in answer.content.decode()


@pytest.mark.parametrize("password", ["", "a" * 10_000, "sandi\0", "💥"])
def test_rubbish_as_a_password_is_answered_politely(client: Client, password: str) -> None:
    open_account("budi")
    answer = enter(client, "budi", password)
    assert answer.status_code == 200
    assert 'id="galat"' in answer.content.decode()


def test_empty_fields_are_named(client: Client) -> None:
    page = enter(client, "", "").content.decode()
    assert "Tulis nama pengguna Anda." in page
    assert "Tulis kata sandi Anda." in page


def test_the_typed_name_stays_and_the_password_does_not(client: Client) -> None:
    page = enter(client, "budi.keliru", "rahasia sekali").content.decode()
    assert 'value="budi.keliru"' in page
    assert "rahasia sekali" not in page


def test_signing_in_gives_the_session_a_new_key(client: Client) -> None:
    open_account("budi")
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    enter(client, "budi")
    assert client.session.session_key != planted


def test_a_session_key_of_ones_own_invention_is_not_adopted(client: Client) -> None:
    open_account("budi")
    client.cookies["sessionid"] = "a" * 32
    enter(client, "budi")
    assert client.cookies["sessionid"].value != "a" * 32


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    open_account("budi")
    cookie = enter(client, "budi").cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("method", ["head", "options"])
def test_other_methods_sign_nobody_in(client: Client, method: str) -> None:
    open_account("budi")
    answer = getattr(client, method)(f"/masuk/?login=budi&password={PASSWORD}")
    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_name_and_password_in_the_address_sign_nobody_in(client: Client) -> None:
    open_account("budi")
    client.get("/masuk/", {"login": "budi", "password": PASSWORD})
    assert not is_signed_in(client)


def test_the_sign_in_page_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/masuk/")["Cache-Control"]


def test_nobody_signs_up_here(client: Client) -> None:
    assert "Akun diberikan oleh dinas" in client.get("/masuk/daftar/").content.decode()
    assert client.post("/masuk/daftar/", {"username": "baru", "password1": PASSWORD}).status_code == 405


def test_the_admins_own_sign_in_page_leads_to_ours(client: Client) -> None:
    assert client.get("/admin/login/")["Location"].startswith("/masuk/?next=")


def test_an_ended_role_leaves_the_account_able_to_sign_in(client: Client) -> None:
    employ(Role.STAF, username="budi")
    enter(client, "budi")
    assert is_signed_in(client)
