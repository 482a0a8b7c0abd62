"""Every page is usable by everybody: axe finds nothing, nothing scrolls sideways, the keyboard is enough."""

import pytest
from playwright.sync_api import expect

from perkim.accounts.models import User
from tests.e2e.looking import faults, usable_at_every_size

pytestmark = pytest.mark.slow
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


def all_usable(open_page, paths: list[str], user: User | None = None) -> None:
    page = open_page("about:blank", user=user)
    for path in paths:
        page.goto(path)
        usable_at_every_size(page, path)


def test_public_pages_are_usable_by_everybody(open_page) -> None:
    all_usable(open_page, PUBLIC)


def test_pages_of_staff_are_usable_by_everybody(open_page, officer: User) -> None:
    all_usable(open_page, STAFF, officer)


def test_pages_of_the_admin_are_usable_by_everybody(open_page, administrator: User) -> None:
    all_usable(open_page, ADMIN, administrator)


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
