"""The survey on a facilitator's phone: eight short pages without JavaScript, usable by everybody, light on the wire."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from perkim.sipoc.models import Berkas
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.questions import GROUPS
from perkim.swadaya.verdict.eligibility import eligibility_of
from tests.e2e.looking import arrive, usable_at_every_size
from tests.e2e.test_page_weights import HTML, weigh
from tests.samples.houses import ANSWERS, fill_in, open_house, open_houses

pytestmark = pytest.mark.slow


@pytest.fixture
def office(site: str, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    return open_houses(monkeypatch)


@pytest.fixture
def house(office: SimpleNamespace) -> Berkas:
    return open_house(office)


def at(case: Berkas, name: str, *rest: str) -> str:
    return reverse(f"swadaya:{name}", args=[case.public_id, *rest])


def fill(page: Page, name: str) -> None:
    """Give the usual answer to one question, as a finger would."""
    value = ANSWERS[name]
    words = {True: "ya", False: "tidak"}.get(value, value) if isinstance(value, bool) else value
    if value in (None, ""):
        return
    radio = page.locator(f'input[type=radio][name={name}][value="{words}"]')
    if radio.count():
        radio.check()
    else:
        page.locator(f"[name={name}]").fill(str(words))


def test_a_house_is_surveyed_on_a_phone_without_javascript(open_page, office, house) -> None:
    page = open_page(at(house, "start", "lembar_survei"), "phone", user=office.tfl, javascript=False)
    for number, group in enumerate(GROUPS, start=1):
        expect(page.get_by_text(f"Langkah {number} dari {len(GROUPS)}")).to_be_visible()
        arrive(page)
        for name in group.fields:
            fill(page, name)
        page.get_by_role("button", name="Simpan dan").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa jawaban")
    expect(page.get_by_text("Layak diusulkan")).to_be_visible()
    assert eligibility_of(house.pk).eligible


def test_a_mistake_is_said_and_what_was_typed_stays(open_page, office, house) -> None:
    page = open_page(at(house, "group", "keluarga"), "phone", user=office.tfl, javascript=False)
    page.locator("[name=residents]").fill("40")
    page.locator("input[name=citizen][value=ya]").check()
    page.get_by_role("button", name="Simpan dan lanjutkan").click()
    expect(page.locator("#galat")).to_be_focused()
    expect(page.locator("[name=residents]")).to_have_value("40")
    expect(page.locator("input[name=citizen][value=ya]")).to_be_checked()
    assert not HouseSurvey.objects.exists()


def test_each_group_is_usable_by_everybody_and_light(open_page, office, house) -> None:
    page = open_page("/kerja/", user=office.tfl)
    page.wait_for_load_state("networkidle")
    for group in GROUPS:
        assert weigh(page, at(house, "group", group.key))[0] <= HTML, group.key
        usable_at_every_size(page, group.key)


def test_survey_verdict_and_override_are_usable_by_everybody(open_page, office, house) -> None:
    fill_in(office.tfl, house, income_amount=300_000, willing="BELUM")
    for name, rest, reader in (
        ("survey", (), office.tfl),
        ("verdict", (), office.operator),
        ("verdict", (), office.tim),
        ("rule", ("e6",), office.tim),
    ):
        usable_at_every_size(open_page(at(house, name, *rest), user=reader), name)
