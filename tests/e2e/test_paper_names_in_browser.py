"""Names on a paper from outside that differ from ours, in a real browser: usable by everybody, also without scripts."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.swadaya.models import PaperName
from tests.e2e.looking import look_closely
from tests.every_programme.walker import Walker
from tests.perkim.schemes.conftest import scheme  # noqa: F401 -- a fixture
from tests.perkim.schemes.paper_names.bringing import STRANGER, bring, named, stranger
from tests.perkim.schemes.paper_names.conftest import programme  # noqa: F401 -- a fixture
from tests.samples.named_papers import DECREED, ranked_year

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(site: str, programme, uploads_folder) -> SimpleNamespace:  # noqa: F811 -- a fixture
    walker = Walker(programme)
    year, houses = ranked_year(walker, "Siti Aminah", "Supriyadi", "Hj. Suminah, S.Pd.", "Wahyudi")
    wrong = named(houses[1], kind="PB", amount=60_000_000)
    bring(walker, year, named(houses[0], nik=STRANGER), wrong, named(houses[2]), stranger(nik="3508031503859078"))
    return SimpleNamespace(walker=walker, year=year)


def test_differences_are_read_and_answered_by_everybody(open_page, desk) -> None:
    lead, key = desk.walker.holder(Role.KABID_PRM), DECREED.key
    row = PaperName.objects.get(name="Joko Lelono")
    addresses = {
        "nama-naskah": reverse("swadaya:paper_names", args=[desk.year.public_id, key]),
        "nama-naskah-jawab": reverse("swadaya:paper_name_answer", args=[desk.year.public_id, key, row.pk]),
    }
    page = open_page(addresses["nama-naskah"], user=lead)
    for name, address in addresses.items():
        page.goto(address)
        look_closely(page, name)


def test_an_answer_is_given_on_a_phone_without_javascript(open_page, desk) -> None:
    here = reverse("swadaya:paper_names", args=[desk.year.public_id, DECREED.key])
    page = open_page(here, "phone", user=desk.walker.holder(Role.KABID_PRM), javascript=False)
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 perbedaan nama menunggu")
    page.get_by_role("link", name="Jawab untuk Joko Lelono").click()
    page.get_by_label("Jawaban").fill("Ralat diminta ke PPK dengan surat nomor 600.2/15/2026.")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 perbedaan nama menunggu")
    expect(page.get_by_text("600.2/15/2026")).to_be_visible()
