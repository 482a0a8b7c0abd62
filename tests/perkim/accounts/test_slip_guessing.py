"""Guessing the code of a slip: whoever guesses waits, longer each time; the slip and its holder never suffer."""

from dataclasses import replace

import pytest
import time_machine
from django.test import Client

from perkim.accounts.activation import one_account, one_line
from perkim.accounts.guessing import Guard, give_back
from perkim.accounts.models import User
from tests.cast import enter, is_signed_in, open_account, slip_code

pytestmark = pytest.mark.django_db
PAGE, NEW = "/masuk/aktivasi/", "tiga kata acak"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"
NOON = 1_800_000_000
WAIT = "Terlalu banyak kode keliru"


@pytest.fixture
def desk(db: None) -> User:
    return open_account("operator.x", password=None)


def send(client: Client, code: str = "2222-2222-2222", *, username: str = "operator.x", address: str = HERE):
    fields = {"username": username, "code": code, "name": "Slamet", "salutation": "", "email": ""}
    return client.post(PAGE, fields | {"password1": NEW, "password2": NEW}, REMOTE_ADDR=address)


def guess(times: int, **where: str) -> list[int]:
    return [send(Client(), **where).status_code for _ in range(times)]


def test_wrong_codes_never_void_the_slip(client: Client, desk: User) -> None:
    code = slip_code(desk)
    for last in range(12):
        guess(10, address=f"192.0.2.{last}")
    send(client, code, address=ELSEWHERE)
    assert is_signed_in(client)


def test_the_guesser_waits_and_reads_how_long(client: Client, desk: User) -> None:
    code = slip_code(desk)
    assert guess(one_account.wrong) == [200] * one_account.wrong
    answer = send(client, code)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert f"{WAIT} dari sambungan internet ini. Tunggu 15 menit" in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize(("minutes", "status"), [(14, 429), (16, 302)])
def test_after_the_wait_the_slip_works_here_too(client: Client, desk: User, minutes: int, status: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        code = slip_code(desk)
        guess(one_account.wrong)
        clock.shift(minutes * 60)
        assert send(client, code).status_code == status


def test_another_account_on_the_same_line_is_not_made_to_wait(client: Client, desk: User) -> None:
    other = slip_code(open_account("kades.x", password=None))
    guess(one_account.wrong)
    send(client, other, username="kades.x")
    assert is_signed_in(client)


def test_an_unknown_name_waits_like_a_known_one(desk: User) -> None:
    assert guess(one_account.wrong + 1, username="tidak.ada")[-1] == 429


def test_capitals_give_no_more_guesses(client: Client, desk: User) -> None:
    guess(one_account.wrong)
    assert send(client, username=" OPERATOR.X ").status_code == 429


def test_addresses_of_one_ipv6_line_count_together(desk: User) -> None:
    for number in range(one_account.wrong):
        guess(1, address=f"2001:db8:1:2::{number:x}")
    assert guess(1, address="2001:db8:1:2:ffff::1") == [429]
    assert guess(1, address="2001:db8:1:3::1") == [200]


def test_a_line_that_tries_many_accounts_waits_as_well(desk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perkim.accounts.views.one_line", Guard(name="uji", wrong=4, window=900, longest=7200))
    tried = [guess(1, username=f"operator.{number}")[0] for number in range(6)]
    assert tried == [200] * 4 + [429] * 2


def test_right_codes_take_no_place(desk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perkim.accounts.views.one_line", Guard(name="uji", wrong=2, window=900, longest=7200))
    for number in range(4):
        user = open_account(f"operator.{number}", password=None)
        assert send(Client(), slip_code(user), username=user.username).status_code == 302


def test_a_taken_email_with_the_right_code_takes_no_place(client: Client, desk: User) -> None:
    open_account("budi", email="budi@desa.example")
    code = slip_code(desk)
    fields = {"username": "operator.x", "code": code, "name": "Slamet", "salutation": "", "email": "budi@desa.example"}
    for _ in range(one_account.wrong + 1):
        answer = client.post(PAGE, fields | {"password1": NEW, "password2": NEW}, REMOTE_ADDR=HERE)
        assert answer.status_code == 200


def test_each_round_waits_twice_as_long_up_to_the_longest(db: None) -> None:
    guard = Guard(name="uji", wrong=2, window=one_line.window, longest=one_line.longest)
    waits = []
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            while guard.take_place(HERE):
                pass
            waits.append(guard.wait_of(HERE))
            clock.shift(waits[-1] - 1)
            assert not guard.take_place(HERE)
            clock.shift(2)
    assert waits == [900, 1800, 3600, 7200, 7200]


@pytest.mark.parametrize(("guard", "rounds"), [(one_account, 7), (one_line, 15)])
def test_a_day_of_guessing_gets_no_further_than_that(db: None, guard: Guard, rounds: int) -> None:
    """Whoever tries again as soon as a place is free."""
    guard, tries = replace(guard, wrong=1), 0
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(24 * 4):
            tries += bool(guard.take_place(HERE))
            clock.shift(guard.window + 1)
    assert tries == rounds


def test_a_quiet_day_forgets_the_rounds(db: None) -> None:
    guard = Guard(name="uji", wrong=1, window=60, longest=3600)
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            assert guard.take_place(HERE)
            clock.shift(guard.wait_of(HERE) + 1)
        clock.shift(24 * 3600)
        assert guard.take_place(HERE)
        assert guard.wait_of(HERE) == 60


def test_a_place_given_back_is_free_at_once(db: None) -> None:
    guard = Guard(name="uji", wrong=1, window=60, longest=60)
    give_back(guard.take_place(HERE))
    assert guard.take_place(HERE)


def test_neither_address_nor_name_is_kept(desk: User, everything_stored) -> None:
    guess(1, address=HERE)
    assert HERE not in everything_stored()


def test_a_month_of_ten_thousand_lines_finds_no_code() -> None:
    """The number that the module's docstring promises, from the limits as they are."""
    per_day = one_line.wrong * 24 * 3600 / one_line.longest + 1000
    assert per_day < 10_000
    assert 10_000 * per_day * 30 / 31**12 < 1 / 200_000_000


def test_passwords_guessed_from_one_ipv6_line_count_together(client: Client) -> None:
    open_account("budi")
    for number in range(5):
        enter(Client(), "budi", "salah", REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
    assert enter(client, "budi", REMOTE_ADDR="2001:db8:1:2::ffff").status_code == 429
