"""Every page is usable by everybody: axe finds nothing, nothing scrolls sideways, the keyboard is enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from perkim.accounts.models import User
from tests.e2e.sizes import SIZES

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
WIDTHS = [320, 360, 768, 1024, 1280, 1920]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[str]:
    """What axe finds: the rule and the element, one line each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    return [f"{rule['id']}: {node['html']}" for rule in found.response["violations"] for node in rule["nodes"]]


def wider_than_its_window(page: Page) -> list[int]:
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)
    return wide


def faults_at_every_size(page: Page) -> list[str]:
    """One load serves both sizes: the style answers to the width of the window, not the server."""
    found = []
    for size in SIZES.values():
        page.set_viewport_size(size)
        found += faults(page)
    return found


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
