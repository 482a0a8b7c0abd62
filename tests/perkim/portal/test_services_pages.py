"""The list of services, and the page of each with its SIPOC sheets."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from perkim.accounts.roles import Role
from perkim.parameters.actions import NewValue, set_value
from perkim.parameters.kinds import kind
from perkim.parameters.seeding import load_first_values
from perkim.portal.public import views
from perkim.sipoc.registry import programme, programmes
from tests.cast import employ
from tests.pages import one_line

pytestmark = pytest.mark.django_db


def test_the_list_names_what_to_bring_what_comes_out_and_the_law(client: Client) -> None:
    page = one_line(client.get("/layanan/"))
    rtlh = programme("rtlh")
    for words in (*rtlh.sheets[0].input, *rtlh.sheets[0].output, *rtlh.legal_basis, rtlh.for_whom):
        assert words in page


def test_what_two_sheets_ask_for_is_listed_once(client: Client) -> None:
    shared = "Jumlah rumah tidak layak huni berkurang"
    assert [sheet.output for sheet in programme("rtlh").sheets] == [(shared,), (shared,)]
    listed = {service.programme.slug: service for service in client.get("/layanan/").context["services"]}
    assert listed["rtlh"].outputs == [shared]


@pytest.mark.parametrize(
    ("open_count", "heading"),
    [(0, "7 layanan disiapkan, belum ada yang dibuka"), (3, "3 dari 7 layanan"), (7, "7 layanan sudah dibuka")],
)
def test_the_heading_counts_the_open_services(client: Client, monkeypatch, open_count: int, heading: str) -> None:
    some_open = tuple(replace(found, open=place < open_count) for place, found in enumerate(programmes()))
    monkeypatch.setattr(views, "programmes", lambda: some_open)
    page = one_line(client.get("/layanan/"))
    assert heading in page
    assert page.count(">Dibuka<") == open_count


@pytest.mark.parametrize("slug", settings.PROGRAMME_APPS)
def test_a_service_page_draws_every_box_of_its_sheets(client: Client, slug: str) -> None:
    page = client.get(f"/layanan/{slug}/").content.decode()
    for sheet in programme(slug).sheets:
        steps = [words for box in sheet.boxes for words in (box.title, *box.activities)]
        for words in (sheet.title, *sheet.supplier, *sheet.input, *steps, *sheet.output, *sheet.customer):
            assert words in page


def test_a_service_that_is_not_open_sends_people_to_the_office(client: Client) -> None:
    assert "Belum dapat diajukan lewat portal ini." in client.get("/layanan/psu/").content.decode()


def test_an_unknown_service_is_not_found(client: Client) -> None:
    assert client.get("/layanan/tidak-ada/").status_code == 404


def test_the_menu_marks_the_page_and_the_pages_below_it(client: Client) -> None:
    assert '<a href="/layanan/" aria-current="page">' in one_line(client.get("/layanan/"))
    assert '<a href="/layanan/" aria-current="true">' in one_line(client.get("/layanan/rtlh/"))


def test_the_laws_are_those_that_the_office_states_for_today(client: Client) -> None:
    load_first_values()
    new = NewValue(kind=kind("dasar_hukum.rtlh"), value=["Perbup 7/2026"], starts=localdate(), basis="Perbup 7/2026")
    set_value(actor=employ(Role.ADMIN, username="penata"), new=new, now=timezone.now())
    page = client.get("/layanan/rtlh/").content.decode()
    assert "<li>Perbup 7/2026</li>" in page
    assert page.count("<li>Perbup") == 1
    assert "Perbup 7/2026" in client.get("/layanan/").content.decode()
    assert "<li>Permen PUPR 7/2018</li>" in client.get("/layanan/bsps/").content.decode()
