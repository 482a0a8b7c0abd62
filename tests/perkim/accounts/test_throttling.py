"""Guessing passwords: a name is locked for one address, never for the others."""

import pytest
import time_machine
from django.test import Client

from tests.cast import enter, is_signed_in, open_account
from tests.pages import one_line

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"
NOON = 1_800_000_000


@pytest.fixture(autouse=True)
def budi(db: None) -> None:
    open_account("budi")


def guess(times: int, *, username: str = "budi", address: str = HERE):
    for _ in range(times):
        answer = enter(Client(), username, "salah", REMOTE_ADDR=address)
    return answer


def test_four_wrong_passwords_lock_nothing(client: Client) -> None:
    guess(4)
    enter(client, "budi", REMOTE_ADDR=HERE)
    assert is_signed_in(client)


def test_the_fifth_wrong_password_is_answered_with_the_page_of_too_many(client: Client) -> None:
    assert guess(4).status_code == 200
    answer = guess(1)
    assert answer.status_code == 429
    assert "Terlalu banyak percobaan. Tunggu 15 menit." in answer.content.decode()


def test_the_page_says_how_long_it_still_lasts() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(5)
        clock.shift(11 * 60 + 30)
        answer = enter(Client(), "budi", REMOTE_ADDR=HERE)
    assert "Tunggu 4 menit." in answer.content.decode()
    assert answer["Retry-After"] == "210"


def test_it_counts_the_browser_that_is_forgotten_first() -> None:
    """Three wrong ones here and two there ten minutes later: with the three forgotten another one may be tried."""
    with time_machine.travel(NOON, tick=False) as clock:
        for browser, times, later in (("satu", 3, 600), ("dua", 2, 0)):
            for _ in range(times):
                answer = enter(Client(), "budi", "salah", REMOTE_ADDR=HERE, HTTP_USER_AGENT=browser)
            clock.shift(later)
        assert "Tunggu 5 menit." in answer.content.decode()
        clock.shift(301)
        assert enter(Client(), "budi", REMOTE_ADDR=HERE).status_code == 302


def test_the_page_leads_back_with_the_name_and_the_requested_page(client: Client) -> None:
    guess(4)
    fields = {"login": "Budi", "password": "salah", "next": "/akun/saya/"}
    page = client.post("/masuk/", fields, REMOTE_ADDR=HERE).content.decode()
    back = "/masuk/?nama=budi&amp;next=%2Fakun%2Fsaya%2F"
    assert f'href="{back}"' in page
    assert 'href="/masuk/lupa-sandi/"' in page
    again = one_line(client.get(back.replace("&amp;", "&")))
    assert 'value="budi"' in again
    assert 'name="next" value="/akun/saya/"' in again


def test_a_very_long_name_does_not_fill_the_page_of_too_many() -> None:
    assert len(enter(Client(), "a" * 10_000, "salah", REMOTE_ADDR=HERE).content) < 50_000


def test_the_sentence_about_capitals_speaks_of_the_password_alone(client: Client) -> None:
    page = enter(client, "budi", "salah", REMOTE_ADDR=HERE).content.decode()
    assert "pada kata sandi, huruf besar dan kecil dibedakan" in page


def test_then_even_the_right_password_is_refused(client: Client) -> None:
    guess(5)
    assert enter(client, "budi", REMOTE_ADDR=HERE).status_code == 429
    assert not is_signed_in(client)


def test_another_address_is_not_locked(client: Client) -> None:
    guess(5)
    enter(client, "budi", REMOTE_ADDR=ELSEWHERE)
    assert is_signed_in(client)


def test_many_strangers_at_many_addresses_do_not_lock_the_owner_out(client: Client) -> None:
    for last in range(1, 5):
        guess(4, address=f"192.0.2.{last}")
    enter(client, "budi", REMOTE_ADDR=ELSEWHERE)
    assert is_signed_in(client)


def test_another_name_at_the_same_address_is_not_locked(client: Client) -> None:
    open_account("ani")
    guess(5)
    enter(client, "ani", REMOTE_ADDR=HERE)
    assert is_signed_in(client)


def test_spelling_the_name_in_capitals_does_not_give_more_guesses(client: Client) -> None:
    guess(2)
    guess(2, username="BUDI")
    assert guess(1, username=" Budi ").status_code == 429


def test_another_browser_does_not_give_more_guesses(client: Client) -> None:
    for number in range(5):
        enter(Client(), "budi", "salah", REMOTE_ADDR=HERE, HTTP_USER_AGENT=f"peramban {number}")
    assert enter(client, "budi", REMOTE_ADDR=HERE).status_code == 429


def test_a_forged_forwarded_address_does_not_give_more_guesses(client: Client) -> None:
    for number in range(5):
        enter(Client(), "budi", "salah", REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert enter(client, "budi", REMOTE_ADDR=HERE).status_code == 429


def test_behind_our_proxy_the_address_it_saw_counts(client: Client, settings) -> None:
    settings.PROXY_COUNT = 1
    for number in range(5):
        enter(Client(), "budi", "salah", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}, {HERE}")
    assert enter(Client(), "budi", HTTP_X_FORWARDED_FOR=HERE).status_code == 429
    enter(client, "budi", HTTP_X_FORWARDED_FOR=ELSEWHERE)
    assert is_signed_in(client)


@pytest.mark.parametrize(("minutes", "opened"), [(14, False), (16, True)])
def test_the_lock_opens_after_a_quarter_of_an_hour(client: Client, minutes: int, opened: bool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(5)
        clock.shift(minutes * 60)
        enter(client, "budi", REMOTE_ADDR=HERE)
        assert is_signed_in(client) is opened


def test_success_forgets_the_wrong_guesses(client: Client) -> None:
    guess(4)
    enter(Client(), "budi", REMOTE_ADDR=HERE)
    guess(4)
    enter(client, "budi", REMOTE_ADDR=HERE)
    assert is_signed_in(client)


def test_an_unknown_name_is_locked_like_a_known_one(client: Client) -> None:
    assert guess(5, username="tidak.ada").status_code == 429


def test_a_mistyped_password_is_not_stored(everything_stored) -> None:
    enter(Client(), "budi", "hampir kata sandi saya", REMOTE_ADDR=HERE)
    assert "hampir" not in everything_stored()


@pytest.mark.parametrize("query", ["?x=%00", "?x=" + "a" * 5_000, "?next=%F0%9F%92%A5", "?%ff=%fe"])
def test_rubbish_in_the_address_does_not_break_the_count(client: Client, query: str) -> None:
    answer = client.post(f"/masuk/{query}", {"login": "budi", "password": "salah"})
    assert answer.status_code == 200


def test_an_odd_browser_name_does_not_break_the_count(client: Client) -> None:
    assert enter(client, "budi", "salah", HTTP_USER_AGENT="a💥b" * 500, HTTP_ACCEPT="a" * 5_000).status_code == 200


def test_an_address_that_is_none_does_not_break_the_count(client: Client, settings) -> None:
    settings.PROXY_COUNT = 1
    assert enter(client, "budi", "salah", HTTP_X_FORWARDED_FOR="unknown").status_code == 200
