"""Following a case with its receipt code in a real browser: on a phone, without JavaScript, from the front page."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from perkim.sipoc.models import Berkas
from tests.e2e.looking import faults_at_every_size, wider_than_its_window
from tests.e2e.test_page_weights import HTML
from tests.samples.letters import CHECK
from tests.samples.office import open_office, take_move, write_letters

pytestmark = pytest.mark.slow


@pytest.fixture
def receipt(site: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code of a letter that was sent back."""
    office, now = open_office(monkeypatch), timezone.now()
    case = write_letters(office, 1, at=now - timedelta(days=3))[0]
    take_move(office.kades, case, "kirim", at=now - timedelta(days=2))
    take_move(office.staf, case, "kembali", at=now - timedelta(days=1), reason=CHECK.move("kembali").reasons[0])
    return Berkas.objects.get(pk=case.pk).receipt


def look_up(page: Page, code: str) -> None:
    page.get_by_label(re.compile("Lacak berkas|Kode tanda terima|Lacak nomor lain")).fill(code)
    page.locator("main").get_by_role("button", name=re.compile("^Lacak")).click()


def test_the_front_page_answers_on_a_phone_without_javascript(open_page, receipt: str) -> None:
    page = open_page("/", "phone", javascript=False)
    look_up(page, receipt.lower().replace("-", " "))
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat desa")
    expect(page.get_by_text("Berkas ini dikembalikan kepada desa atau kelurahan untuk diperbaiki.")).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_contain_text("Perbaikan oleh desa atau kelurahan")


def test_the_code_never_comes_into_an_address(open_page, receipt: str) -> None:
    page = open_page("/lacak/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + str(request.headers)))
    look_up(page, receipt)
    page.get_by_role("link", name="Layanan", exact=True).click()
    page.wait_for_url("**/layanan/")
    assert len(asked) >= 2
    assert not any(receipt in each or receipt.replace("-", "") in each for each in asked)


def test_a_mistyped_code_puts_the_focus_on_what_is_wrong(open_page) -> None:
    page = open_page("/", javascript=False)
    look_up(page, "KS-123")
    expect(page.locator("#galat")).to_be_focused()
    expect(page.locator("main [name=kode]")).to_have_value("KS-123")


def test_another_code_can_be_asked_for_from_the_answer(open_page, receipt: str) -> None:
    page = open_page("/lacak/", "phone", javascript=False)
    look_up(page, receipt)
    look_up(page, "CT-222-222-222")
    expect(page.locator("#galat")).to_contain_text("Kode ini tidak ditemukan.")


def test_the_answer_is_usable_by_everybody(open_page, receipt: str) -> None:
    page = open_page("/lacak/")
    look_up(page, receipt)
    expect(page.get_by_role("heading", name="Perjalanan berkas")).to_be_visible()
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []


def test_the_answer_is_light(open_page, receipt: str) -> None:
    page = open_page("/lacak/")
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", HTML + 1))))
    look_up(page, receipt)
    assert sizes[0] <= HTML


def test_paper_shows_the_answer_without_the_forms(open_page, receipt: str) -> None:
    page = open_page("/lacak/")
    look_up(page, receipt)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Perjalanan berkas")).to_be_visible()
    expect(page.locator("main [name=kode]")).to_be_hidden()
