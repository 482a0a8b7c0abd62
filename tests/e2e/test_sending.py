"""The guard against sending a form twice: it holds while the answer is on its way, and always lets go again."""

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.slow

PAUSE = "new Promise(done => setTimeout(done, 50))"


def pressed(page: Page, times: int) -> list[str]:
    """Press the main button of the sign-in form, whose answer leaves the page where it is; the requests that left."""
    left: list[str] = []

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            left.append(route.request.post_data or "")
            # Like a download: the browser stays on the page.
            route.fulfill(status=204)
        else:
            route.continue_()

    page.route("**/masuk/*", answer)
    button = page.locator("main form button").first
    button.click()
    page.evaluate(PAUSE)
    for _ in range(times - 1):
        # Forced, as Playwright itself would wait until the button is free again.
        button.click(force=True)
        page.evaluate(PAUSE)
    return left


def test_a_second_press_sends_nothing(open_page) -> None:
    assert len(pressed(open_page("/masuk/"), times=3)) == 1


def test_the_button_says_what_is_going_on(open_page) -> None:
    page = open_page("/masuk/")
    pressed(page, times=1)
    button = page.locator("main form button").first
    expect(button).to_have_text("Sedang mengirim…")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#kabar")).to_have_text("Sedang mengirim…")


def test_a_page_that_comes_back_is_free_again(open_page) -> None:
    page = open_page("/masuk/")
    pressed(page, times=1)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("main form button").first).to_have_text("Masuk")
    expect(page.locator("main form button").first).not_to_have_attribute("aria-disabled", "true")


def at_a_standing_clock(open_page) -> Page:
    page = open_page("/layanan/")
    page.clock.install()
    page.goto("/masuk/")
    return page


def test_a_form_answered_by_a_download_is_free_again_soon(open_page) -> None:
    page = at_a_standing_clock(open_page)
    page.locator("main form").first.evaluate("form => { form.dataset.unduh = '' }")
    pressed(page, times=1)
    page.clock.fast_forward(31_000)
    expect(page.locator("main form button").first).to_have_text("Masuk")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_any_other_form_is_held_until_no_answer_can_come_and_then_says_so(open_page) -> None:
    page = at_a_standing_clock(open_page)
    left = pressed(page, times=1)
    page.clock.fast_forward(60_000)
    page.locator("main form button").first.click(force=True)
    assert len(left) == 1
    expect(page.locator("main form button").first).to_have_text("Sedang mengirim…")
    page.clock.fast_forward(16_000)
    expect(page.locator("main form button").first).to_have_text("Masuk")
    expect(page.get_by_role("alert")).to_contain_text("Belum ada jawaban.")
