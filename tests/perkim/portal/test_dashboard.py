"""The dashboard of an activity: its numbers, what it costs, and who finds it."""

import re
from datetime import timedelta
from html import unescape
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from perkim.accounts.roles import Role
from perkim.funds.models import Plan
from perkim.funds.terms import EntryKind
from perkim.lib.money import short_rupiah
from perkim.parameters.models import Parameter
from perkim.portal.dashboard.page import percent
from perkim.sipoc.models import Berkas
from tests.cast import TOMPOKERSAN, employ
from tests.pages import one_line
from tests.perkim.portal.activities import go, open_activity_office, open_bundle, open_houses, open_year
from tests.samples.office import MONDAY

pytestmark = pytest.mark.django_db
MOST = 10
LATER = MONDAY + timedelta(days=30)


def words(page: str | HttpResponse) -> str:
    """The text of a page on one line, a blank for every tag."""
    text = page if isinstance(page, str) else page.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture(autouse=True)
def later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def people(db, monkeypatch) -> SimpleNamespace:
    return open_activity_office(monkeypatch)


@pytest.fixture
def year(people) -> Berkas:
    return open_year(people)


@pytest.fixture
def houses(people, year) -> list[Berkas]:
    """Five in Sumberwuluh: one done, one in the check, three at the first stage; two in Tompokersan."""
    found = open_houses(people, open_bundle(people, year), 5)
    go(people, found[0], "catat", "selesai")
    go(people, found[1], "catat")
    return found + open_houses(people, open_bundle(people, year, TOMPOKERSAN), 2, "kelurahan", now=LATER)


@pytest.fixture
def look(sign_in):
    def at(user, case: Berkas, query: str = "") -> str:
        answer = sign_in(user).get(f"{case.get_absolute_url()}dasbor/{query}")
        assert answer.status_code == 200
        return one_line(answer)

    return at


def test_it_counts_households_two_levels_below(look, people, year, houses) -> None:
    page = words(look(people.kadis, year))
    assert "1 kunjungan selesai 14% dari 7" in page
    assert "140 juta rupiah tercatat Rp20 juta pada yang selesai" in page
    assert "3 terlambat dari 6 yang berjalan" in page
    assert "Paling banyak di tahap Kunjungan" in page
    assert "5 dari 7 kunjungan ada di Candipuro" in page


def test_the_other_kinds_of_case_are_a_tab_away(look, people, year, houses) -> None:
    page = look(people.kadis, year)
    assert words(page).index("Kunjungan rumah") < words(page).index("Bundel surat")
    assert "2 dari 2 bundel" not in words(page)
    assert "0% dari 2" in words(look(people.kadis, year, "?proses=bundel"))
    assert "14% dari 7" in words(look(people.kadis, year, "?proses=tidak-ada"))


def test_what_was_booked_is_added_up_by_kind_and_term(look, people, year, houses) -> None:
    assert "Pembukuan dana" not in look(people.kadis, year)
    for house, amount in ((houses[0], 10_000_000), (houses[1], 7_500_000)):
        halves = {"material_first": 8_750_000, "wages_first": 1_250_000, "percent_first": 50}
        by = {"made_by": people.staf, "made_at": MONDAY, "parameter": Parameter.objects.all()[0]}
        plan = Plan.objects.create(berkas=house, material=17_500_000, wages=2_500_000, **halves, **by)
        proof = {"dated": MONDAY.date(), "reference": "SP2D-1", "booked_by": people.staf, "booked_at": MONDAY}
        plan.entries.create(kind=EntryKind.TRANSFER, amount=amount, client_key=uuid4(), **proof)
    page = words(look(people.kadis, year))
    assert "Rp17,5 juta sudah disalurkan, Rp0 sudah dipakai" in page
    assert "Penyaluran ke rekening Rp17.500.000" in page


def test_a_bundle_has_one_of_its_own(look, people, year, houses) -> None:
    assert "20% dari 5" in words(look(people.kadis, Berkas.objects.get(pk=houses[0].parent_id)))


def test_every_link_leads_to_a_list_of_as_many(look, sign_in, people, year, houses) -> None:
    page = look(people.kadis, year)
    found = re.findall(r'<a href="([^"]+induk=[^"]+)">[^<]*</a> ?</th> ?<td[^>]*>(\d+)</td>', page)
    # Two stages and an outcome, and two kecamatan; money and lateness are not whole numbers.
    assert len(found) == 5
    for url, number in found:
        listed = words(sign_in(people.kadis).get(unescape(url)))
        assert re.search(rf"(?<!\d){number} kunjungan (belum|terlambat|selesai|semuanya)", listed), url


def test_each_drawing_has_its_numbers_as_a_table(look, people, year, houses) -> None:
    page = look(people.kadis, year)
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert len(figures) == 4
    for figure in figures:
        labels = re.findall(r'<text x="0" y="\d+">([^<]+)</text>', figure)
        assert labels
        table = "".join(re.findall(r"<table.*?</table>", figure, re.DOTALL))
        assert all(label in table for label in labels)
        assert 'aria-hidden="true"' in figure


def test_the_queries_do_not_grow(sign_in, people, year, houses) -> None:
    bundle = Berkas.objects.get(pk=houses[0].parent_id)
    address = f"{year.get_absolute_url()}dasbor/"

    def cost() -> int:
        client = sign_in(people.kadis)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    in_one_village = cost()
    open_houses(people, bundle, 1, "dua kecamatan")
    few = cost()
    open_houses(people, bundle, 40)
    open_houses(people, bundle, 5, "dua kecamatan")
    assert cost() == few == in_one_village + 1 <= MOST


def test_the_page_is_not_there_for_who_does_not_see_the_case(sign_in, people, year, houses) -> None:
    stranger = sign_in(employ(Role.PPTK))
    for path in ("dasbor/", "dasbor/unduh/"):
        assert stranger.get(year.get_absolute_url() + path).status_code == 404


def test_the_page_is_not_there_for_a_case_that_holds_no_others(sign_in, people, houses) -> None:
    for path in ("dasbor/", "dasbor/unduh/"):
        assert sign_in(people.kadis).get(houses[0].get_absolute_url() + path).status_code == 404


def test_without_cases_it_says_what_will_come(look, people, year) -> None:
    page = look(people.kadis, year)
    assert "Belum ada yang dapat dihitung" in page
    assert "<figure" not in page


def test_without_amounts_and_lateness_it_says_so(look, people, year, houses) -> None:
    Berkas.objects.filter(process="kunjungan").update(amount=None, earliest_due=None)
    page = words(look(people.kadis, year))
    assert "Nilai belum dicatat" in page
    assert "Tidak ada kunjungan yang terlambat" in page


def test_confidential_houses_are_not_counted_for_who_may_not_know(look, people, year, houses) -> None:
    Berkas.objects.filter(pk=houses[4].pk).update(confidential=True)
    assert "16% dari 6" in words(look(people.kadis, year))


def test_the_case_page_leads_there(sign_in, people, year, houses) -> None:
    client = sign_in(people.kadis)
    assert f'href="{year.get_absolute_url()}dasbor/"' in client.get(year.get_absolute_url()).content.decode()
    assert "/dasbor/" not in client.get(houses[0].get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "Rp0"),
        (999_999, "Rp999.999"),
        (1_000_000, "Rp1 juta"),
        (17_525_000, "Rp17,53 juta"),
        (840_000_000, "Rp840 juta"),
        (8_240_000_000, "Rp8,24 miliar"),
        (1_500_000_000_000, "Rp1.500 miliar"),
    ],
)
def test_large_amounts_are_short(amount: int, said: str) -> None:
    assert short_rupiah(amount) == said


def test_only_what_is_whole_is_a_hundred_percent() -> None:
    assert (percent(999, 1000), percent(1000, 1000), percent(0, 0)) == (99, 100, 0)
