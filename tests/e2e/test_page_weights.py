"""What pages weigh on the wire, counted by the browser: 150 KB at the first visit, 30 KB later (ui.md §9)."""

import pytest
from playwright.sync_api import Page

from perkim.accounts.models import User

pytestmark = pytest.mark.slow
KILOBYTE = 1024
FIRST_VISIT, LATER_VISIT, HTML = 150 * KILOBYTE, 30 * KILOBYTE, 15 * KILOBYTE


def weigh(page: Page, path: str) -> tuple[int, int]:
    """Bytes received for a page with everything it loads, and the number of answers that came over the wire."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    page.goto(path, wait_until="networkidle")
    session.detach()
    return sum(received), sum(size > 0 for size in received)


def test_a_first_and_a_later_visit_are_light(open_page) -> None:
    for path in ("/", "/layanan/", "/masuk/"):
        page = open_page("about:blank")
        total, answers = weigh(page, path)
        assert answers >= 5, path
        assert total <= FIRST_VISIT, path
        # Elsewhere first, so that the page itself is asked for anew and not shown from the browser's memory.
        page.goto("/sehat/", wait_until="networkidle")
        total, answers = weigh(page, path)
        assert answers == 1, path
        assert total <= min(HTML, LATER_VISIT), path


def test_a_first_visit_of_staff_is_light(open_page, officer: User) -> None:
    assert weigh(open_page("about:blank", user=officer), "/kerja/")[0] <= FIRST_VISIT


def test_a_later_visit_of_the_admin_is_light(open_page, administrator: User) -> None:
    for path in ("/kerja/", "/akun/", "/akun/desa/"):
        page = open_page("/akun/saya/", user=administrator)
        page.wait_for_load_state("networkidle")
        assert weigh(page, path)[0] <= LATER_VISIT, path


def test_static_files_may_be_kept_for_ever(open_page) -> None:
    page = open_page("about:blank")
    kept = {}
    page.on("response", lambda response: kept.update({response.url: response.headers.get("cache-control", "")}))
    page.goto("/", wait_until="networkidle")
    static = {url: words for url, words in kept.items() if "/static/" in url}
    assert len(static) >= 4
    assert all("immutable" in words for words in static.values())
