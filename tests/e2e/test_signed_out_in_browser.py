"""A shared computer: who signs out leaves nothing behind that "Back" would show. In the same session, "Back" works."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.e2e.test_case_in_browser import letter, people  # noqa: F401 -- fixtures

pytestmark = pytest.mark.slow
# Playwright switches off what people's browsers do: keep whole pages in memory, as they stood, for "Back".
WHOLE_PAGES = "--disable-back-forward-cache"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that keeps whole pages for "Back", as everybody's does."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, ignore_default_args=[WHOLE_PAGES])
        yield chromium
        chromium.close()


def test_back_after_signing_out_shows_no_case(open_page, people: SimpleNamespace, letter) -> None:  # noqa: F811
    page = open_page("/kerja/", user=people.staf)
    page.goto(letter.get_absolute_url())
    expect(page.get_by_role("heading", name="Perbaikan jalan desa")).to_be_visible()
    page.get_by_role("button", name="Keluar").first.click()
    page.wait_for_url(re.compile(r"/$"))
    page.go_back(wait_until="commit")
    expect(page).to_have_url(re.compile(r"/masuk/\?next="))
    expect(page.get_by_text("Perbaikan jalan desa")).to_have_count(0)
    page.go_back(wait_until="commit")
    expect(page).to_have_url(re.compile(r"/masuk/\?next="))


def test_back_within_the_session_shows_the_case(open_page, people: SimpleNamespace, letter) -> None:  # noqa: F811
    page = open_page(letter.get_absolute_url(), user=people.staf)
    page.goto("/kerja/")
    page.go_back(wait_until="commit")
    expect(page.get_by_role("heading", name="Perbaikan jalan desa")).to_be_visible()


def test_back_keeps_what_was_typed_in_the_same_session(open_page, people: SimpleNamespace) -> None:  # noqa: F811
    page = open_page("/akun/saya/", user=people.staf)
    page.get_by_label("Nama lengkap").fill("Budi Santoso, S.T.")
    page.goto("/kerja/")
    page.go_back(wait_until="commit")
    expect(page.get_by_label("Nama lengkap")).to_have_value("Budi Santoso, S.T.")
