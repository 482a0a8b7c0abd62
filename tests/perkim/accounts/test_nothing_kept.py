"""What a signed-in account was shown does not stay in the browser."""

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from tests.cast import employ, enter, open_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client: Client) -> Client:
    employ(Role.STAF, username="staf")
    enter(client, "staf")
    return client


@pytest.mark.parametrize("path", ["/", "/kerja/", "/akun/saya/", "/lacak/", "/tidak-ada/", "/akun/", "/masuk/daftar/"])
def test_nothing_that_an_account_is_shown_is_kept(clerk: Client, path: str) -> None:
    assert "no-store" in clerk.get(path)["Cache-Control"]


@pytest.mark.parametrize("method", ["head", "options", "put", "delete", "post"])
def test_other_methods_are_no_way_around(clerk: Client, method: str) -> None:
    assert "no-store" in getattr(clerk, method)("/kerja/")["Cache-Control"]


def test_a_page_that_breaks_is_not_kept(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.raise_request_exception = False

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("perkim.portal.worklist.views.render", broken)
    answer = clerk.get("/kerja/")
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (500, True)


def test_the_answer_that_signs_out_is_not_kept(clerk: Client) -> None:
    assert "no-store" in clerk.post("/keluar/")["Cache-Control"]


def test_the_answer_that_signs_in_is_not_kept(client: Client) -> None:
    open_account("budi")
    assert "no-store" in enter(client, "budi")["Cache-Control"]


def test_pages_for_everybody_stay_as_they_are(client: Client) -> None:
    assert "no-store" not in client.get("/").get("Cache-Control", "")
