"""How a page is looked at: usable by everybody, no wider than its window; with SHOTS set, a picture is kept."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from tests.e2e.sizes import SIZES

SHOTS = os.environ.get("SHOTS", "")
WIDTHS = [320, 360, 768, 1024, 1280, 1920]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def arrive(page: Page) -> Page:
    """Wait for the whole page. A click comes back when the answer begins, and an empty page has no faults."""
    page.wait_for_load_state()
    return page


@contextmanager
def held_still(page: Page) -> Iterator[None]:
    """A page that asks again by itself stays while it is looked at, however long that takes."""

    def stay(route: Route) -> None:
        if route.request.is_navigation_request():
            # Like a download: the browser stays on the page.
            route.fulfill(status=204)
        else:
            route.fallback()

    page.route("**/*", stay)
    yield
    page.unroute("**/*", stay)


def faults(page: Page) -> list[str]:
    """What axe finds: the rule and the element, one line each."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = _axe_in(arrive(page)).run(page, options=options)
    return [f"{rule['id']}: {node['html']}" for rule in found.response["violations"] for node in rule["nodes"]]


def _axe_in(page: Page) -> Axe:
    """Its script is half a megabyte, which a page has to read once only."""
    return Axe("0") if page.evaluate("'axe' in window") else Axe()


def faults_at_every_size(page: Page) -> list[str]:
    """One load serves both sizes: the style answers to the width of the window, not the server."""
    found = []
    for size in SIZES.values():
        page.set_viewport_size(size)
        found += faults(page)
    return found


def wider_than_its_window(page: Page) -> list[int]:
    """The widths at which the page would have to be pushed sideways."""
    arrive(page)
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)
    return wide


def usable_at_every_size(page: Page, name: str) -> None:
    """Axe finds nothing on the page as it stands, and it never scrolls sideways."""
    assert faults_at_every_size(page) == [], name
    assert wider_than_its_window(page) == [], name


def look(page: Page, name: str) -> None:
    """The page as it stands does not scroll sideways; its picture is kept."""
    assert arrive(page).evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def look_closely(page: Page, name: str) -> None:
    """Usable by everybody at every width; pictures of both sizes are kept."""
    before = page.viewport_size
    usable_at_every_size(page, name)
    for size, window in SIZES.items():
        page.set_viewport_size(window)
        look(page, f"{name}-{size}")
    page.set_viewport_size(before)
