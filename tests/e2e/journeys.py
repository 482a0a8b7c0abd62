"""What the journeys of household aid have in common: the list of a year, the award, the way through the stages."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from playwright.sync_api import Page, expect

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Move
from perkim.sipoc.models import Berkas
from tests.e2e.screens import Screens, fresh
from tests.every_programme.walker import Walker


class WalkerOfToday(Walker):
    """Does behind the screens what is not typed there, by the clock that the site has too."""

    def tick(self) -> datetime:
        return timezone.now()


def freeze(screens: Screens, page: Page, within: str) -> None:
    """On the page of the list, whose heading then says how many are `within` the quota."""
    page.get_by_role("button", name="Bekukan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(within)
    screens.look_once(page, "peringkat")


def award(screens: Screens, year: Berkas) -> None:
    page = screens.open(f"/berkas/{year.public_id}/peringkat/", Role.KABID_PRM)
    page.get_by_role("button", name="Tetapkan 1 calon").click()
    screens.look_once(page, "tetapkan")
    page.locator("input[name=langkah][value=tetapkan]").check()
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.get_by_text("1 calon penerima diputuskan")).to_be_visible()


def go_on(
    screens: Screens, house: Berkas, until: str = "", *, provide: Callable[[Berkas, Move], object] | None = None
) -> Berkas:
    """Forward through every stage of the household, each by who works it; to this stage, or to its end. What a stage
    asks for is typed on its screens, or provided behind them."""
    while (here := fresh(house)).is_open and here.stage != until:
        before = here.stage
        forward = next(way for way in here.declared_stage.moves if way.completes)
        if provide:
            provide(here, forward)
        assert screens.take(here, forward.key).stage != before or not fresh(house).is_open
    return fresh(house)
