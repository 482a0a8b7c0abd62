"""The pages that say something went wrong: right for their reader, and never failing themselves."""

import logging

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from perkim.accounts.roles import Role
from perkim.portal import errors

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def broken_site(settings, client: Client) -> None:
    settings.ROOT_URLCONF = "tests.perkim.portal.broken_urls"
    client.raise_request_exception = False


def test_a_visitor_finds_the_way_back_from_an_unknown_address(client: Client) -> None:
    response = client.get("/tidak-ada/")
    assert response.status_code == 404
    assert "Halaman ini tidak ditemukan" in response.content.decode()
    assert "Masuk petugas" in response.content.decode()


def test_staff_keep_their_menu_on_an_unknown_address(make_user, sign_in) -> None:
    page = sign_in(make_user(role=Role.STAF)).get("/tidak-ada/").content.decode()
    assert 'class="pk-nav"' in page
    assert "Kembali ke kotak tugas" in page


def test_a_page_for_others_says_for_whom_it_is(make_user, sign_in, settings) -> None:
    response = sign_in(make_user(role=Role.STAF)).get("/akun/")
    assert response.status_code == 403
    assert "Halaman ini untuk Admin portal." in response.content.decode()
    assert settings.OFFICE["phone"] in response.content.decode()


def test_the_reason_of_a_refusal_is_shown(client: Client) -> None:
    response = client.get("/ditolak/")
    assert response.status_code == 403
    assert "Berkas ini milik Bidang Perumahan." in response.content.decode()


def test_a_fault_is_admitted_without_its_details(client: Client) -> None:
    response = client.get("/rusak/")
    assert response.status_code == 500
    assert "Ada gangguan pada sistem" in response.content.decode()
    assert "3508010101010001" not in response.content.decode()


def test_a_fault_page_asks_nothing_of_the_database(make_user, sign_in, django_assert_num_queries) -> None:
    client = sign_in(make_user(role=Role.STAF))
    client.raise_request_exception = False
    with django_assert_num_queries(2):  # the door itself reads session and account
        client.get("/rusak/")


def test_an_absent_database_means_come_back_soon(client: Client) -> None:
    response = client.get("/putus/")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "berhenti sebentar" in response.content.decode()


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_value_that_nobody_stated_is_named_with_who_states_it(client, make_user, sign_in, signed_in: bool) -> None:
    if signed_in:
        client = sign_in(make_user(role=Role.STAF))
        client.raise_request_exception = False
    response = client.get("/kosong/")
    page = response.content.decode()
    assert response.status_code == 503
    assert "“Jam kantor” belum ditetapkan untuk 31-12-2019." in page
    assert "minta admin menetapkannya di Pengaturan, Parameter" in page


def test_a_suspicious_request_is_refused_plainly(client: Client) -> None:
    response = client.get("/aneh/")
    assert response.status_code == 400
    assert "Permintaan ini tidak dapat dibaca" in response.content.decode()


def test_an_error_page_that_cannot_ask_who_reads_it_is_drawn_plainly(monkeypatch, caplog) -> None:
    def away(*_: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(errors, "render", away)
    with caplog.at_level(logging.CRITICAL):
        response = errors.page_not_found(RequestFactory().get("/tidak-ada/"), Exception())
    assert response.status_code == 404
    assert "Ada gangguan pada sistem" in response.content.decode()


def test_the_last_words_need_no_template(monkeypatch, caplog) -> None:
    def away(*_: object) -> None:
        raise FileNotFoundError("500.html")

    monkeypatch.setattr(errors, "render_to_string", away)
    with caplog.at_level(logging.CRITICAL):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Ada gangguan pada sistem" in response.content.decode()


@pytest.mark.parametrize("template", ["400.html", "500.html", "503.html"])
def test_a_plain_page_needs_no_context(template: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert "<h1" in render_to_string(template)


@pytest.mark.parametrize("template", ["403.html", "404.html", "429.html"])
def test_a_dressed_page_can_do_without_a_reader(template: str, rf: RequestFactory) -> None:
    assert "<h1" in render_to_string(template, request=rf.get("/"))
