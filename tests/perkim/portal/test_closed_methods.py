"""An address that only takes forms, opened in a browser: a page that leads on, wherever the address is."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from perkim.accounts.roles import Role
from tests.pages import one_line

pytestmark = pytest.mark.django_db
BROWSER = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
CASE = uuid4()
BOOK = f"/berkas/{CASE}/dana/bukukan/salur/"
HEADING = "Alamat ini tidak dapat dibuka langsung"


@pytest.fixture
def staff(make_user, sign_in) -> Client:
    return sign_in(make_user(role=Role.STAF))


def test_a_forms_own_address_leads_back_to_its_case(staff: Client) -> None:
    answer = staff.get(BOOK, headers=BROWSER)
    page = one_line(answer)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert HEADING in page
    assert f'href="{reverse("portal:case", args=[CASE])}">Buka berkasnya' in page
    assert 'class="pk-nav"' in page


def test_a_page_that_is_only_read_says_so_to_who_posts(staff: Client) -> None:
    answer = staff.post("/layanan/", headers=BROWSER)
    assert answer.status_code == 405
    assert "Halaman ini hanya untuk dibaca" in answer.content.decode()


def test_a_visitor_is_led_to_the_front_page(client: Client) -> None:
    page = client.post("/", headers=BROWSER).content.decode()
    assert HEADING in page
    assert "Ke halaman depan" in page


@pytest.mark.parametrize("accept", ["*/*", "application/json", ""])
def test_programs_get_the_bare_answer(staff: Client, accept: str) -> None:
    answer = staff.get(BOOK, headers={"accept": accept})
    assert (answer.status_code, answer["Allow"], answer.content) == (405, "POST", b"")


def test_head_has_no_body(staff: Client) -> None:
    answer = staff.head(BOOK, headers=BROWSER)
    assert (answer.status_code, answer.content) == (405, b"")


def patterns(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        found += patterns(each, route) if isinstance(each, URLResolver) else [route]
        assert isinstance(each, URLPattern | URLResolver)
    return found


def test_no_address_of_a_case_answers_a_blank_page(staff: Client) -> None:
    """Whatever its view says of methods."""
    parts = {"<uuid:public_id>": str(CASE), "<slug:key>": "x", "<slug:act>": "x", "<slug:entry>": "x"}
    routes = [route for route in patterns(get_resolver()) if route.startswith("berkas/<uuid:public_id>/")]
    blank, closed = [], 0
    for route in routes:
        address = route
        for part, value in parts.items():
            address = address.replace(part, value)
        if "<" in address:
            continue
        answer = staff.get(f"/{address}", headers=BROWSER)
        closed += answer.status_code == 405
        if answer.status_code == 405 and HEADING not in answer.content.decode():
            blank.append(address)
    assert closed >= 5
    assert not blank
