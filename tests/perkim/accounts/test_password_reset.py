"""A new password by e-mail, through a real mail server."""

import re

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.models import Work
from tests.cast import PASSWORD, employ, enter, is_signed_in, open_account

pytestmark = pytest.mark.django_db
ASK, NEW = "/masuk/lupa-sandi/", "sandi baru yang panjang"
EMAIL = "budi@lumajang.example"
NOON = 1_800_000_000


@pytest.fixture
def budi(db: None) -> User:
    return open_account("budi", email=EMAIL)


def ask(email: str = EMAIL) -> str:
    """The page's answer; the worker then does what waits in the outbox."""
    page = Client().post(ASK, {"email": email}, follow=True).content.decode()
    do_what_waits()
    return page


def link(mailbox) -> str:
    return re.search(rf"{settings.SITE_URL}(/\S+)", mailbox.text())[1]


def use(client: Client, address: str, password: str = NEW):
    form = client.get(address, follow=True)
    path = form.redirect_chain[-1][0] if form.redirect_chain else address
    return client.post(path, {"password1": password, "password2": password}, follow=True)


def test_a_link_is_mailed_to_the_owner(mailbox, budi: User) -> None:
    ask()
    assert mailbox.recipients == [[EMAIL]]
    assert mailbox.messages[0]["Subject"] == "Kata sandi baru untuk Perkim Lumajang"
    assert "budi" in mailbox.text()
    assert "1 jam" in mailbox.text()


def test_the_link_sets_a_new_password(mailbox, budi: User, client: Client) -> None:
    ask()
    assert "Kata sandi baru sudah tersimpan" in use(client, link(mailbox)).content.decode()
    enter(client, "budi", NEW)
    assert is_signed_in(client)


def test_the_old_password_is_then_no_longer_good(mailbox, budi: User, client: Client) -> None:
    ask()
    use(Client(), link(mailbox))
    enter(client, "budi", PASSWORD)
    assert not is_signed_in(client)


def test_using_the_link_signs_nobody_in(mailbox, budi: User, client: Client) -> None:
    ask()
    use(client, link(mailbox))
    assert not is_signed_in(client)


def test_it_ends_the_sessions_of_the_account(mailbox, budi: User, client: Client) -> None:
    enter(client, "budi")
    ask()
    use(Client(), link(mailbox))
    assert client.get("/kerja/")["Location"].startswith("/masuk/")


def test_an_unknown_address_gets_no_mail_and_the_same_answer(mailbox, budi: User) -> None:
    known, unknown = ask(), ask("tidak.ada@lumajang.example")
    assert unknown.replace("tidak.ada@lumajang.example", EMAIL) == known
    assert "Bila alamat itu milik sebuah akun" in unknown
    assert len(mailbox.messages) == 1


def test_a_closed_account_gets_no_mail(mailbox, budi: User) -> None:
    User.objects.update(is_active=False)
    assert "Bila alamat itu milik sebuah akun" in ask()
    assert not mailbox.messages


def test_capitals_in_the_address_do_not_matter(mailbox, budi: User) -> None:
    ask("Budi@Lumajang.Example")
    assert len(mailbox.messages) == 1


@pytest.mark.parametrize(
    "email", ["budi@lumajang.example\r\nBcc: semua@jahat.example", "budi@lumajang.example, a@b.co"]
)
def test_an_address_cannot_carry_headers(mailbox, budi: User, email: str) -> None:
    ask(email)
    assert not mailbox.messages


def test_a_look_alike_address_gets_no_mail(mailbox, budi: User) -> None:
    ask("bud\u0131@lumajang.example")
    ask("budi@lumajang.ex\u0430mple")
    assert not mailbox.messages


def test_the_link_works_once(mailbox, budi: User) -> None:
    ask()
    use(Client(), link(mailbox))
    assert "Tautan ini tidak berlaku lagi" in use(Client(), link(mailbox), "yang lain lagi").content.decode()


def test_a_link_works_until_an_hour_has_gone(mailbox, budi: User, client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        ask()
        clock.shift(59 * 60)
        use(Client(), link(mailbox))
        enter(client, "budi", NEW)
        assert is_signed_in(client)


def test_a_link_expires_after_an_hour(mailbox, budi: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        ask()
        clock.shift(3601)
        assert "Tautan ini tidak berlaku lagi" in use(Client(), link(mailbox)).content.decode()


def test_a_link_dies_when_the_password_is_changed_another_way(mailbox, budi: User) -> None:
    ask()
    budi.set_password("diganti lewat akun saya")
    budi.save()
    assert "Tautan ini tidak berlaku lagi" in use(Client(), link(mailbox)).content.decode()


@pytest.mark.parametrize(
    "address",
    ["1-x/", "zzzzzzzzzzzzz-abc-def/", "1-set-password/", "0-a-b/", "zzzzzzzzzzzzzzzzzzzz-a-b/", f"1-{'a' * 5000}/"],
)
def test_an_invented_link_is_refused_politely(client: Client, budi: User, address: str) -> None:
    answer = client.get(ASK + address, follow=True)
    assert answer.status_code == 200
    assert "Tautan ini tidak berlaku lagi" in answer.content.decode()


@pytest.mark.parametrize(("password", "said"), [("pendek", "10"), ("1234567890123", "angka"), ("password123", "umum")])
def test_a_weak_password_is_named(mailbox, budi: User, password: str, said: str) -> None:
    ask()
    page = use(Client(), link(mailbox), password).content.decode()
    assert 'id="galat"' in page
    assert said in page


def test_the_second_factor_is_still_required(mailbox, client: Client) -> None:
    user = employ(Role.KADIS, username="kadis", second_factor=True)
    user.email = EMAIL
    user.save()
    ask()
    use(Client(), link(mailbox))
    assert client.post("/masuk/", {"login": "kadis", "password": NEW})["Location"].startswith("/masuk/kode/")


def test_a_mail_server_that_is_away_changes_nothing_in_the_answer(mail_server_is_down, budi: User) -> None:
    assert ask() == ask("tidak.ada@lumajang.example")


def test_no_page_talks_to_the_mail_server(mail_server_is_down, budi: User, monkeypatch) -> None:
    monkeypatch.setattr("smtplib.SMTP.connect", lambda *_: pytest.fail("the page itself connects"))
    Client().post(ASK, {"email": EMAIL})
    assert Work.objects.get().attempts == 0


@pytest.mark.parametrize("email", ["", "a" * 10_000, "budi\0@lumajang.example", "bukan surel", "💥@💥"])
def test_rubbish_as_an_address_is_answered_politely(client: Client, mailbox, email: str) -> None:
    answer = client.post(ASK, {"email": email})
    assert answer.status_code == 200
    assert 'id="galat"' in answer.content.decode()


def test_a_mail_server_that_is_back_sends_what_was_requested(mail_server_is_down, budi: User) -> None:
    ask()
    waiting = Work.objects.get()
    assert (waiting.done_at, waiting.attempts) == (None, 1)


def test_asking_again_and_again_is_throttled(mailbox, budi: User) -> None:
    answers = [Client().post(ASK, {"email": EMAIL}).status_code for _ in range(21)]
    assert (answers[0], answers[-1]) == (302, 429)


def test_strangers_cannot_flood_a_mailbox_nor_use_up_the_turns_of_its_owner(mailbox, budi: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for number in range(30):
            Client().post(ASK, {"email": EMAIL}, REMOTE_ADDR=f"192.0.2.{number}")
        assert Client().post(ASK, {"email": EMAIL}, REMOTE_ADDR="198.51.100.9").status_code == 302
        do_what_waits()
        assert len(mailbox.messages) == 1
        clock.shift(5 * 60)
        ask()
        assert len(mailbox.messages) == 2


def test_the_address_that_was_requested_is_not_stored_in_clear(budi: User, everything_stored) -> None:
    Client().post(ASK, {"email": "orang.lain@lumajang.example"})
    assert Work.objects.exists()
    assert "orang.lain" not in everything_stored()


def test_the_link_leads_to_this_site_whatever_the_request_says(mailbox, budi: User, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Client().post(ASK, {"email": EMAIL}, HTTP_HOST="jahat.example")
    do_what_waits()
    assert "jahat.example" not in mailbox.text()
