"""The facilitator's page: his houses, the nearest deadline first, and what each still lacks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.models import Berkas
from perkim.visits.field_work import field_work_of
from perkim.visits.panel import visits_panel
from perkim.visits.requirements import place_of
from tests.pages import one_line
from tests.samples.family import FAMILY, VISIT
from tests.samples.field_work import all_sides, handed_houses, photograph, visit
from tests.samples.office import MONDAY, take_move
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db


def work(user: User, now=MONDAY):
    return field_work_of(User.objects.get(pk=user.pk), now)


def lacking(user: User) -> dict[str, list[str]]:
    return {house.case.title: [need.title for need in house.needs] for house in work(user).cases}


def test_each_house_says_what_it_lacks(office) -> None:
    first, second, _ = handed_houses(office, 3)
    visit(office.tfl, first)
    visit(office.tfl, second)
    all_sides(office.tfl, second)
    assert lacking(office.tfl) == {
        "Rumah 1": ["Foto rumah"],
        "Rumah 2": [],
        "Rumah 3": ["Kunjungan rumah", "Foto rumah"],
    }
    assert work(office.tfl).ready == 1


def test_each_need_leads_to_its_page(office, house, client: Client) -> None:
    client.force_login(office.tfl)
    page = one_line(client.get("/lapangan/"))
    assert f'href="/berkas/{house.public_id}/kunjungan/survei/"' in page
    assert f'href="/berkas/{house.public_id}/foto/foto_0/"' in page


def test_the_nearest_deadline_stands_first_and_late_ones_are_counted(office) -> None:
    later = handed_houses(office, at=MONDAY + timedelta(days=1))[0]
    earlier = handed_houses(office)[0]
    found = work(office.tfl, MONDAY + timedelta(days=7, hours=12))
    assert [house.case.pk for house in found.cases] == [earlier.pk, later.pk]
    assert found.late == 1


def test_a_house_handed_to_somebody_else_is_gone(office, house) -> None:
    hand_over(actor=office.korfas, cases=[house], role=Role.TFL, to=office.tfl_lain, now=MONDAY)
    assert work(office.tfl).cases == []
    assert list(lacking(office.tfl_lain)) == [house.title]


def test_a_house_that_went_on_is_gone(office, house) -> None:
    visit(office.tfl, house)
    all_sides(office.tfl, house)
    take_move(office.tfl, house, "catat")
    assert work(office.tfl).cases == []


def test_thirty_houses_cost_the_queries_of_one(office, client: Client) -> None:
    client.force_login(office.tfl)
    handed_houses(office, 1)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/lapangan/").status_code == 200
        return len(asked)

    cost()
    one = cost()
    handed_houses(office, 30)
    assert len(work(office.tfl).cases) == 31
    assert cost() == one


def test_without_houses_the_page_says_where_they_come_from(office, client: Client) -> None:
    client.force_login(office.tfl_lain)
    page = one_line(client.get("/lapangan/"))
    assert "Tidak ada rumah yang menunggu Anda" in page
    assert "Koordinator fasilitator menyerahkan rumah" in page


def test_the_page_speaks_of_what_its_reader_goes_to(office, monkeypatch) -> None:
    assert work(office.tfl_lain).place == "rumah"
    register_for_test(monkeypatch, replace(FAMILY, slug="kunjungan"))
    assert place_of(VISIT) == "kunjungan"
    assert work(office.tfl_lain).place == "lokasi"


def test_what_waits_says_the_word_whatever_else_there_may_be(office, monkeypatch) -> None:
    handed_houses(office)
    register_for_test(monkeypatch, replace(FAMILY, slug="kunjungan"))
    assert work(office.tfl).place == "rumah"


@pytest.mark.parametrize("who", ["korfas", "staf", "kadis"])
def test_it_is_for_facilitators(office, client: Client, who: str) -> None:
    client.force_login(getattr(office, who))
    assert client.get("/lapangan/").status_code == 403


# --- The panel of the case page --------------------------------------------------------------------------------


def test_the_panel_shows_the_last_visit_and_the_photos_that_stand(office, house) -> None:
    assert visits_panel(house, office.korfas) == {}
    visit(office.tfl, house, note="Pertama.")
    last = visit(office.tfl, house, note="Kedua.")
    photo = photograph(office.tfl, house, "dalam")
    panel = visits_panel(house, office.korfas)
    assert [(part.last.visit, part.count) for part in panel["visits"]] == [(last, 2)]
    assert [(part.photos, part.slots) for part in panel["sets"]] == [([("Bagian dalam", photo)], 5)]


def test_a_kind_of_case_without_field_work_has_no_panel(office, house) -> None:
    above = Berkas.objects.get(pk=house.parent_id)
    assert visits_panel(above, office.korfas) is None


def test_the_time_of_today_is_taken_from_the_clock(office, client: Client) -> None:
    handed_houses(office, at=timezone.now() - timedelta(days=30))
    client.force_login(office.tfl)
    assert "1 rumah terlambat" in client.get("/lapangan/").content.decode()


def test_who_has_very_many_houses_is_led_to_the_rest(office, client: Client) -> None:
    handed_houses(office, 55)
    client.force_login(office.tfl)
    page = one_line(client.get("/lapangan/"))
    assert "55 rumah terlambat" in page
    assert "55 rumah diserahkan kepada Anda." in page
    assert "Di sini 50 dengan tenggat terdekat; selebihnya ada di" in page
