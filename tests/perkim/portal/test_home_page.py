"""The public home page."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Journey
from perkim.sipoc.registry import programmes
from tests.samples.letters import LETTERS
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db


def test_it_opens_for_everybody(client: Client) -> None:
    assert client.get("/").status_code == 200


def test_it_links_every_programme_by_its_verb(client: Client) -> None:
    page = client.get("/").content.decode()
    for programme in programmes():
        assert f'<a href="/layanan/{programme.slug}/">{programme.service}</a>' in page


def test_it_says_in_words_which_services_are_not_open(client: Client) -> None:
    page = client.get("/").content.decode()
    assert page.count("Belum dibuka") == sum(not programme.open for programme in programmes())


def test_open_programmes_tell_how_a_case_travels(client: Client) -> None:
    page = client.get("/").content.decode()
    journeys = [each.journey for each in programmes() if each.open and each.journey]
    assert journeys
    for journey in journeys:
        assert journey.title in page
        assert all(f"{number}. {step.title}" in page for number, step in enumerate(journey.steps, start=1))


def test_a_programme_that_is_not_open_tells_of_no_journey(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    journey = Journey(title="Perjalanan satu surat", summary="Satu langkah.", steps=())
    register_for_test(monkeypatch, replace(LETTERS, open=False, journey=journey))
    assert journey.title not in client.get("/").content.decode()


def test_a_visitor_is_offered_to_sign_in(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Masuk petugas" in page
    assert "Kotak tugas" not in page


def test_who_is_signed_in_is_offered_the_worklist(make_user, sign_in) -> None:
    page = sign_in(make_user(role=Role.STAF)).get("/").content.decode()
    assert f'href="{reverse("portal:worklist")}"' in page
    assert "Masuk petugas" not in page


def test_the_office_is_read_from_the_settings(client: Client, settings) -> None:
    settings.OFFICE = settings.OFFICE | {"address": "Jl. Contoh 99", "email": "kantor@example.id"}
    page = client.get("/").content.decode()
    assert "Jl. Contoh 99" in page
    assert "kantor@example.id" in page


@pytest.mark.parametrize("demo", [True, False])
def test_only_the_demo_office_says_that_all_is_invented(client: Client, settings, *, demo: bool) -> None:
    settings.DEMO_OFFICE = demo
    assert ("Kantor contoh: semua nama dan angka" in client.get("/").content.decode()) is demo


def test_it_costs_a_visitor_no_query(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get("/")


def test_it_cannot_be_posted_to(client: Client) -> None:
    assert client.post("/").status_code == 405
