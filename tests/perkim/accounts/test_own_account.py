"""What people do with their own account: data, password, signing out."""

import pytest
from django.test import Client

from perkim.accounts.actions import set_active
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import PASSWORD, employ, enter, give, is_signed_in, open_account
from tests.pages import one_line

pytestmark = pytest.mark.django_db
PAGE, CHANGE, NEW = "/akun/saya/", "/akun/saya/sandi/", "tiga kata acak"


@pytest.fixture
def budi(client: Client) -> User:
    user = open_account("budi", email="budi@desa.example")
    enter(client, "budi")
    return user


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None):
    fields = {"oldpassword": old, "password1": new, "password2": new if again is None else again}
    return client.post(CHANGE, fields, follow=True)


# --- Data ------------------------------------------------------------------------------------------------------


def test_name_salutation_and_email_can_be_changed(client: Client, budi: User) -> None:
    fields = {"name": "Budi Santoso, S.T.", "salutation": "BAPAK", "email": "Baru@Desa.Example"}
    client.post(PAGE, fields | {"oldpassword": PASSWORD})
    budi.refresh_from_db()
    assert (budi.name, budi.greeting, budi.email) == ("Budi Santoso, S.T.", "Pak Budi", "baru@desa.example")


@pytest.mark.parametrize("field", ["username", "nip", "is_active", "is_superuser", "session_round", "password"])
def test_nothing_else_can_be_changed(client: Client, budi: User, field: str) -> None:
    before = getattr(budi, field)
    client.post(PAGE, {"name": "Budi", "salutation": "", "email": budi.email, field: "1"})
    budi.refresh_from_db()
    assert budi.name == "Budi"
    assert getattr(budi, field) == before


def test_the_email_of_another_account_is_refused(client: Client, budi: User) -> None:
    open_account("ani", email="ani@desa.example")
    fields = {"name": "Budi", "salutation": "", "email": "ANI@desa.example", "oldpassword": PASSWORD}
    page = client.post(PAGE, fields).content.decode()
    assert "Surel ini sudah dipakai akun lain." in page
    budi.refresh_from_db()
    assert budi.email == "budi@desa.example"


@pytest.mark.parametrize("field", ["name", "salutation", "email", "oldpassword"])
@pytest.mark.parametrize("rubbish", ["\0", "a" * 10_000, "\r\nBcc: a@b.co\r\n<b>"])
def test_rubbish_never_breaks_the_page(client: Client, budi: User, field: str, rubbish: str) -> None:
    answer = client.post(PAGE, {"name": "Budi", "salutation": "", "email": ""} | {field: rubbish})
    assert answer.status_code in (200, 302)
    assert client.get("/kerja/").status_code == 200


def test_a_refused_change_leaves_the_name_above_the_page_alone(client: Client, budi: User) -> None:
    page = client.post(PAGE, {"name": "Nama Palsu", "salutation": "", "email": "bukan surel"}).content.decode()
    assert '<div class="pk-who hide-s">Budi Santoso' in page
    assert 'value="Nama Palsu"' in page


@pytest.mark.parametrize("name", [",", ", S.T.", "Ir.", "."])
def test_a_name_of_only_titles_still_greets(client: Client, budi: User, name: str) -> None:
    client.post(PAGE, {"name": name, "salutation": "IBU", "email": budi.email})
    assert client.get("/kerja/").status_code == 200


def test_a_name_is_shown_as_text_everywhere(client: Client, budi: User) -> None:
    User.objects.filter(pk=budi.pk).update(name="<b>Budi</b>")
    page = client.get("/kerja/").content.decode()
    assert "<b>Budi</b>" not in page
    assert "&lt;b&gt;Budi&lt;/b&gt;" in page


def test_the_own_roles_are_shown(client: Client, budi: User) -> None:
    give(budi, Role.STAF)
    assert "Staf bidang" in client.get(PAGE).content.decode()


# --- Password --------------------------------------------------------------------------------------------------


def test_the_new_password_counts(client: Client, budi: User) -> None:
    change(client)
    enter(other := Client(), "budi", NEW)
    assert is_signed_in(other)


def test_the_old_password_counts_no_more(client: Client, budi: User) -> None:
    change(client)
    enter(other := Client(), "budi", PASSWORD)
    assert not is_signed_in(other)


def test_the_own_session_goes_on(client: Client, budi: User) -> None:
    change(client)
    assert client.get("/kerja/").status_code == 200


def test_other_sessions_end(client: Client, budi: User) -> None:
    enter(other := Client(), "budi")
    change(client)
    assert other.get("/kerja/")["Location"].startswith("/masuk/")


def test_sessions_of_other_accounts_go_on(client: Client, budi: User) -> None:
    open_account("ani")
    enter(other := Client(), "ani")
    change(client)
    assert other.get("/kerja/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"old": "salah"}, "sandi"),
        ({"new": "pendek"}, "10"),
        ({"new": "1234567890123"}, "angka"),
        ({"new": "password1234"}, "umum"),
        ({"again": "yang lain lagi"}, "sama"),
        ({"new": "a" * 9 + "\0"}, "tanda yang tidak terlihat"),
    ],
)
def test_a_faulty_change_is_named_and_changes_nothing(client: Client, budi: User, fields, said: str) -> None:
    page = change(client, **fields).content.decode()
    assert 'id="galat"' in page
    assert said in page
    enter(other := Client(), "budi", PASSWORD)
    assert is_signed_in(other)


def test_guessing_the_old_password_here_is_throttled(client: Client, budi: User) -> None:
    answers = [change(client, old=f"tebakan {number}").status_code for number in range(7)]
    assert answers[-1] == 429


@pytest.mark.parametrize("fields", [{"again": "yang lain lagi"}, {"new": "pendek"}, {"new": ""}], ids=str)
def test_a_new_password_that_will_not_do_is_no_guess(client: Client, budi: User, fields: dict[str, str]) -> None:
    assert {change(client, **fields).status_code for _ in range(8)} == {200}
    change(client)
    enter(other := Client(), "budi", NEW)
    assert is_signed_in(other)


def test_a_wrong_old_password_is_called_wrong(client: Client, budi: User) -> None:
    assert "Kata sandi tidak cocok. Ketik ulang kata sandi Anda" in change(client, old="salah").content.decode()


def test_who_guessed_it_too_often_reads_how_long_and_is_led_back(client: Client, budi: User) -> None:
    for number in range(5):
        answer = change(client, old=f"tebakan {number}")
    page = one_line(answer)
    assert "Tunggu 15 menit." in page
    assert f'href="{CHANGE}">Kembali ke isian' in page


def test_guessing_it_at_the_second_asking_is_throttled(client: Client, budi: User) -> None:
    for number in range(6):
        answer = client.post("/masuk/ulang/", {"password": f"tebakan {number}"})
    assert answer.status_code == 429


# --- Signing out -----------------------------------------------------------------------------------------------


def test_signing_out_ends_the_session(client: Client, budi: User) -> None:
    cookie = client.cookies["sessionid"].value
    assert "Anda sudah keluar." in client.post("/keluar/", follow=True).content.decode()
    client.cookies["sessionid"] = cookie
    assert client.get("/kerja/")["Location"].startswith("/masuk/")


def test_opening_the_address_of_signing_out_asks_first(client: Client, budi: User) -> None:
    assert "Keluar dari akun?" in client.get("/keluar/").content.decode()
    assert is_signed_in(client)


@pytest.mark.parametrize("method", ["head", "options"])
def test_other_methods_do_not_sign_out(client: Client, budi: User, method: str) -> None:
    getattr(client, method)("/keluar/")
    assert is_signed_in(client)


def test_another_site_cannot_sign_anybody_out() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(open_account("budi"))
    assert client.post("/keluar/").status_code == 403
    assert is_signed_in(client)


def test_signing_out_leads_to_no_other_site(client: Client, budi: User) -> None:
    assert client.post("/keluar/", {"next": "https://jahat.example/"})["Location"] == "/"


def test_signing_out_twice_is_no_fault(client: Client, budi: User) -> None:
    client.post("/keluar/")
    assert client.post("/keluar/").status_code == 302


def test_signing_out_here_leaves_the_other_sessions(client: Client, budi: User) -> None:
    enter(other := Client(), "budi")
    client.post("/keluar/")
    assert other.get("/kerja/").status_code == 200


def test_a_closed_account_is_out_at_once(client: Client, budi: User) -> None:
    set_active(actor=employ(Role.ADMIN), user=budi, active=False)
    assert client.get("/kerja/")["Location"].startswith("/masuk/")


def test_a_reopened_account_does_not_get_its_sessions_back(client: Client, budi: User) -> None:
    admin = employ(Role.ADMIN)
    set_active(actor=admin, user=budi, active=False)
    set_active(actor=admin, user=budi, active=True)
    assert client.get("/kerja/")["Location"].startswith("/masuk/")
