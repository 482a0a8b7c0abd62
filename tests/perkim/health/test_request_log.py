"""One line for each request, with its id, and never the address as typed."""

import logging

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from tests.cast import employ

LOGGER = "perkim.health.request_log"
GIVEN = "0123456789abcdef0123456789abcdef"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def logged(settings, caplog) -> None:
    settings.LOG_REQUESTS = True
    caplog.set_level(logging.INFO, LOGGER)


def lines(caplog) -> list[dict]:
    return [record.fields for record in caplog.records if record.name == LOGGER]


def test_a_line_tells_route_status_and_time(client: Client, caplog) -> None:
    client.get("/lacak/?kode=RTLH-ABCD-EFGH")
    line = lines(caplog)[0]
    assert (line["method"], line["route"], line["status"]) == ("GET", "lacak/", 200)
    assert line["milliseconds"] >= 0
    assert "ABCD" not in caplog.text


def test_an_address_that_is_not_there_is_not_repeated(client: Client, caplog) -> None:
    client.get("/3508030101900001/")
    assert (lines(caplog)[0]["route"], lines(caplog)[0]["status"]) == ("", 404)
    own = [record.getMessage() for record in caplog.records if record.name == LOGGER]
    assert not [text for text in own if "3508" in text]


def test_the_account_is_an_id_and_never_a_name(client: Client, caplog, monkeypatch) -> None:
    user = employ(Role.STAF)
    client.force_login(user)
    marks = []
    monkeypatch.setattr("perkim.health.request_log.current_request", _Recorder(marks))
    client.get("/kerja/")
    assert [mark.account for mark in marks] == [user.pk]
    assert user.username not in caplog.text


class _Recorder:
    """Keeps the marks that the middleware sets."""

    def __init__(self, marks: list) -> None:
        self.marks = marks

    def set(self, mark) -> None:
        self.marks.append(mark)

    def reset(self, token) -> None:
        pass


def test_the_answer_names_its_id(client: Client) -> None:
    first, second = client.get("/"), client.get("/")
    assert first["X-Request-ID"] != second["X-Request-ID"]


def test_an_id_of_our_proxy_is_kept(client: Client, settings) -> None:
    settings.PROXY_COUNT = 1
    assert client.get("/", headers={"x-request-id": GIVEN})["X-Request-ID"] == GIVEN


@pytest.mark.parametrize(("proxies", "given"), [(0, GIVEN), (1, "satu\tdua"), (1, "x" * 40)])
def test_an_id_of_a_stranger_is_not(client: Client, settings, proxies: int, given: str) -> None:
    settings.PROXY_COUNT = proxies
    assert client.get("/", headers={"x-request-id": given})["X-Request-ID"] != given


def test_what_machines_ask_every_few_seconds_is_left_out(client: Client, caplog) -> None:
    client.get("/sehat/hidup")
    assert not lines(caplog)


def test_nothing_is_written_where_it_is_off(client: Client, caplog, settings) -> None:
    settings.LOG_REQUESTS = False
    client.get("/")
    assert not lines(caplog)
