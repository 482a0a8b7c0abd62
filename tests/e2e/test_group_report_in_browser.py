"""The reports of a whole group in a browser, on a phone and at a desk, without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.sipoc.registry import programme
from tests.e2e.looking import look
from tests.every_programme.walker import Walker
from tests.rtlh.building import neighbours, tell

pytestmark = pytest.mark.slow


def test_a_group_is_filled_in_on_one_page(site: str, uploads_folder: Path, open_page) -> None:
    walker = Walker(programme("rtlh"))
    first, second = neighbours(walker, "pengerjaan_1", 2)
    tell(walker, second, 1, 8_700_000)
    for size in ("phone", "desk"):
        address = f"/berkas/{first.public_id}/lpd-kelompok/nilai_lpd_1/"
        page = open_page(address, size, user=walker.holder(Role.TFL), javascript=False)
        page.fill(f"[name=rumah{first.pk}-receipts]", "8.900.000")
        page.click("text=Simpan LPD kelompok")
        expect(page.locator("text=1 rumah perlu diperbaiki").first).to_be_visible()
        look(page, f"lpd-kelompok-{size}")
