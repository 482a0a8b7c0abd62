"""Who guesses receipt codes is stopped; who mistypes one is helped."""

import pytest
from django.test import Client

from perkim.portal.tracking.guard import WRONG_CODES
from perkim.sipoc.models import Berkas
from tests.perkim.portal.receipts import MISTYPED, UNKNOWN, ask, hand_in
from tests.samples.office import open_office, write_letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db, monkeypatch):
    return open_office(monkeypatch)


@pytest.fixture
def sent(office) -> Berkas:
    return hand_in(office)


@pytest.mark.parametrize(
    "typed", ["", "   ", "CT", MISTYPED, "222-222-222", "x" * 5000, "\x00", "<script>", "CT-000-111-222"]
)
def test_what_is_no_code_is_refused_before_any_query(client: Client, typed: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = ask(client, typed)
    assert answer.status_code == 422
    assert "<script>" not in answer.content.decode()


def test_a_code_that_fits_but_is_unknown_is_not_found(client: Client, office) -> None:
    answer = ask(client, UNKNOWN)
    assert answer.status_code == 404
    assert "Kode ini tidak ditemukan." in answer.content.decode()


def test_a_draft_has_no_code_to_be_found_by(client: Client, office) -> None:
    write_letters(office, 1)
    assert ask(client, "--- --- ---").status_code == 422


def test_too_many_wrong_codes_are_no_longer_answered(client: Client, sent: Berkas) -> None:
    codes = [ask(client, UNKNOWN).status_code for _ in range(WRONG_CODES)]
    assert codes == [404] * WRONG_CODES
    held = ask(client, sent.receipt)
    assert held.status_code == 429
    assert held["Retry-After"] == "900"
    assert "Tunggu 15 menit" in held.content.decode()


def test_another_address_is_still_answered(client: Client, sent: Berkas) -> None:
    for _ in range(WRONG_CODES):
        ask(client, UNKNOWN)
    assert ask(client, sent.receipt, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_addresses_of_one_ipv6_line_count_together(client: Client, sent: Berkas) -> None:
    for number in range(WRONG_CODES):
        ask(client, UNKNOWN, REMOTE_ADDR=f"2001:db8:1:2::{number + 1:x}")
    assert ask(client, sent.receipt, REMOTE_ADDR="2001:db8:1:2:ffff::9").status_code == 429


def test_a_forged_forwarding_header_opens_no_new_place(client: Client, sent: Berkas) -> None:
    for number in range(WRONG_CODES):
        ask(client, UNKNOWN, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert ask(client, sent.receipt, HTTP_X_FORWARDED_FOR="198.51.100.99").status_code == 429


def test_right_codes_do_not_count(client: Client, sent: Berkas) -> None:
    codes = {ask(client, sent.receipt).status_code for _ in range(WRONG_CODES + 2)}
    assert codes == {200}


def test_mistyped_codes_do_not_count(client: Client, sent: Berkas) -> None:
    for _ in range(WRONG_CODES + 2):
        ask(client, MISTYPED)
    assert ask(client, sent.receipt).status_code == 200
