"""Forms, links and menus do the whole job; JavaScript only adds."""

import pytest
from playwright.sync_api import expect

from perkim.accounts.models import User

pytestmark = pytest.mark.slow


def test_the_phone_menu_of_staff_opens_and_closes(open_page, officer: User) -> None:
    page = open_page("/kerja/", "phone", user=officer, javascript=False)
    item = page.get_by_role("link", name="Akun saya")
    expect(item).to_be_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    expect(item).to_be_visible()
    page.get_by_role("link", name="Tutup menu").click()
    expect(item).to_be_hidden()


def test_the_phone_menu_of_the_public_pages_opens(open_page) -> None:
    page = open_page("/", "phone", javascript=False)
    links = page.get_by_role("navigation", name="Menu utama")
    expect(links).to_be_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    links.get_by_role("link", name="Layanan").click()
    expect(page).to_have_url(f"{page.url.split('/layanan')[0]}/layanan/")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_signing_out_is_within_reach(open_page, officer: User, size: str) -> None:
    page = open_page("/kerja/", size, user=officer, javascript=False)
    if size == "phone":
        page.get_by_role("link", name="Menu", exact=True).click()
    page.get_by_role("button", name="Keluar").click()
    page.goto("/kerja/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Selamat")


def test_a_refused_form_puts_the_focus_on_its_summary(open_page) -> None:
    page = open_page("/masuk/", javascript=False)
    page.locator("main form button").first.click()
    expect(page.locator("#galat")).to_be_focused()
    expect(page).to_have_title("Galat: Masuk · Perkim Lumajang")


def test_the_summary_leads_to_the_field(open_page) -> None:
    page = open_page("/masuk/", javascript=False)
    page.locator("main form button").first.click()
    page.locator("#galat a").first.click()
    expect(page.locator("main form .form-control").first).to_be_focused()
