"""Every page is usable by everybody: axe finds nothing, nothing scrolls sideways, the keyboard is enough."""

import pytest
from playwright.sync_api import expect

from perkim.accounts.models import User
from tests.e2e.looking import faults, faults_at_every_size, wider_than_its_window

PUBLIC = ["/", "/layanan/", "/layanan/rtlh/", "/layanan/konsultasi/", "/lacak/", "/sehat/", "/masuk/", "/tidak-ada/"]
STAFF = ["/kerja/", "/pemberitahuan/", "/akun/saya/", "/akun/", "/tidak-ada/"]
ADMIN = [
    "/kerja/",
    "/akun/",
    "/akun/baru/",
    "/akun/desa/?kecamatan=35.08.03",
    "/pengaturan/hari-libur/",
    "/pengaturan/parameter/",
    "/pengaturan/parameter/office_hours/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_usable_by_everybody(open_page, path: str) -> None:
    page = open_page(path)
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []


@pytest.mark.parametrize("path", STAFF)
def test_pages_of_staff_are_usable_by_everybody(open_page, officer: User, path: str) -> None:
    page = open_page(path, user=officer)
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []


@pytest.mark.parametrize("path", ADMIN)
def test_pages_of_the_admin_are_usable_by_everybody(open_page, administrator: User, path: str) -> None:
    page = open_page(path, user=administrator)
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []


def test_axe_finds_nothing_on_a_form_with_faults(open_page) -> None:
    page = open_page("/masuk/", "phone")
    page.locator("main form button").first.click()
    expect(page.locator("#galat")).to_be_visible()
    assert faults(page) == []


def test_the_first_tab_leads_past_the_menu(open_page, officer: User) -> None:
    page = open_page("/kerja/", user=officer)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_browser_refuses_nothing_of_ours(open_page) -> None:
    page = open_page("/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("/", "/layanan/", "/layanan/rtlh/", "/masuk/"):
        page.goto(path, wait_until="networkidle")
    assert said == []
