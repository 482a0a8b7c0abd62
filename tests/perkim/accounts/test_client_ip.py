"""The address a request comes from, with and without our own proxies."""

import pytest
from django.test import RequestFactory

from perkim.accounts.clients import client_ip

PROXY = "10.0.0.1"


def seen(settings, proxies: int, forwarded: str | None, remote: str = PROXY) -> str:
    settings.PROXY_COUNT = proxies
    extra = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_ip(RequestFactory().get("/", REMOTE_ADDR=remote, **extra))


@pytest.mark.parametrize("forwarded", [None, "", "1.2.3.4", "1.2.3.4, 5.6.7.8"])
def test_without_proxies_the_header_is_not_believed(settings, forwarded) -> None:
    assert seen(settings, 0, forwarded) == PROXY


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("1.1.1.1, 203.0.113.7", "203.0.113.7"),
        ("1.1.1.1,2.2.2.2 ,203.0.113.7 ", "203.0.113.7"),
        ("rubbish, 203.0.113.7", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::7"),
    ],
)
def test_behind_one_proxy_only_the_last_entry_counts(settings, forwarded, address) -> None:
    assert seen(settings, 1, forwarded) == address


def test_behind_two_proxies_the_last_but_one_counts(settings) -> None:
    assert seen(settings, 2, "1.1.1.1, 203.0.113.7, 10.0.0.2") == "203.0.113.7"


@pytest.mark.parametrize("forwarded", [None, "", "203.0.113.7", " , ,"])
def test_fewer_entries_than_proxies_are_not_believed(settings, forwarded) -> None:
    assert seen(settings, 2, forwarded) == PROXY


@pytest.mark.parametrize("entry", ["unknown", "203.0.113.999", "203.0.113.7; DROP", "_hidden"])
def test_an_entry_that_is_no_address_is_not_believed(settings, entry) -> None:
    assert seen(settings, 1, entry) == PROXY


@pytest.mark.parametrize("entry", ["203.0.113.7:51234", "[2001:db8::7]:443", "[2001:db8::7]"])
def test_a_port_beside_the_address_is_left_out(settings, entry) -> None:
    assert seen(settings, 1, entry) in ("203.0.113.7", "2001:db8::7")


def test_a_request_through_a_unix_socket_has_no_address(settings) -> None:
    assert seen(settings, 0, None, remote="") == "0.0.0.0"
