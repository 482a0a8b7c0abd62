"""The main journey's second half in a real browser: ranking, decree, award, work, money, handover, closing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from perkim.accounts.roles import Role
from perkim.documents.actions.render_job import render_draft
from perkim.documents.models import Konsep
from perkim.funds.case_funds import funds_of
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from perkim.swadaya.ranking.closing import ReservesClosed
from tests.e2e.journeys import award, freeze, go_on
from tests.e2e.looking import look_closely
from tests.e2e.screens import Screens, fresh
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import year_with

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.timeout(900)]


@pytest.fixture
def days_pass(site: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Puts the site's clock forward by days."""
    # The cache takes its clock once, when it is first used: it keeps the real one.
    cache.get("clock")
    ahead, really = [timedelta()], timezone.now
    monkeypatch.setattr(timezone, "now", lambda: really() + ahead[0])

    def pass_by(days: int) -> None:
        ahead[0] += timedelta(days=days)

    return pass_by


@pytest.fixture
def walker(site: str, uploads_folder: Path) -> Walker:
    return Walker(programme("rtlh"))


@pytest.fixture
def screens(open_page, walker: Walker) -> Screens:
    return Screens(open_page=open_page, holder=walker.holder, look=look_closely)


def ranking_page(screens: Screens, year: Berkas, role: Role) -> Page:
    page = screens.case_page(year, role)
    page.get_by_role("link", name="Buka peringkat").click()
    return page


def rank(screens: Screens, year: Berkas) -> None:
    page = screens.follow(year, Role.KABID_PRM, "Peringkat dan kuota")
    page.get_by_role("link", name="Isi kuota").click()
    page.get_by_label("Kuota rumah", exact=False).first.fill("1")
    page.get_by_role("button", name="Simpan kuota").click()
    freeze(screens, page, "1 dari 2 calon di dalam kuota")
    page.get_by_label("Diumumkan mulai", exact=False).fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Umumkan").click()
    expect(page.get_by_role("link", name="Halaman pengumuman")).to_be_visible()


def hear_objections(screens: Screens, year: Berkas, days_pass: Callable[[int], None]) -> None:
    page = ranking_page(screens, year, Role.STAF)
    page.get_by_role("link", name="Catat sanggahan").click()
    page.get_by_label("Urutan calon yang disanggah", exact=False).fill("1")
    page.get_by_label("Nama penyanggah", exact=False).fill("Ketua RT 003")
    page.get_by_label("Isi sanggahan", exact=False).fill("Calon ini mempunyai rumah lain.")
    page.get_by_role("button", name="Simpan").first.click()
    page = ranking_page(screens, year, Role.KABID_PRM)
    page.get_by_role("link", name="Jawab").click()
    page.get_by_label("Tidak", exact=True).check()
    page.get_by_label("Jawaban", exact=False).fill("Sudah dikunjungi lagi; rumah itu milik orang tuanya.")
    page.get_by_role("button", name="Simpan").first.click()
    days_pass(9)
    page = ranking_page(screens, year, Role.STAF)
    page.get_by_role("button", name="Tutup masa sanggah").click()


def approve(screens: Screens, year: Berkas) -> None:
    """The staff has the decree written; the head reads and approves on a phone."""
    page = screens.follow(year, Role.STAF, "SK Bupati lokasi dan alokasi")
    page.get_by_role("button", name="Buat konsep (PDF)").click()
    render_draft({"konsep": Konsep.objects.get().pk})
    page = screens.open("/persetujuan/", Role.KADIS, "phone")
    page.get_by_role("link", name="SK penerima bantuan RTLH").click()
    screens.look_once(page, "persetujuan")
    page.get_by_role("link", name="Setujui").click()
    page.get_by_role("button", name="Setujui daftar ini").click()
    expect(page.get_by_text("Sudah disetujui")).to_be_visible()


def test_from_the_eligible_households_to_the_handed_over_house(walker, screens, days_pass) -> None:
    year, (house, reserve) = year_with(walker, 21, 18)
    # The site's clock is that of today; what is paid belongs to the budget of its year.
    Berkas.objects.update(year=timezone.localdate().year)
    village = fresh(house.parent)
    rank(screens, year)
    hear_objections(screens, year, days_pass)
    approve(screens, year)
    screens.take(year, "tetapkan")
    award(screens, year)
    assert (fresh(house).stage, fresh(reserve).stage) == ("ditetapkan", "layak")
    go_on(screens, house, "rencana")
    assert screens.take(year, "lanjut").stage == "penutupan"
    done = go_on(screens, house)
    assert done.outcome == "SELESAI"
    standing = funds_of(done)
    assert (standing.filled, standing.balance) == (20_000_000, 0)
    screens.meet_all(year, fresh(year).declared_stage.move("selesai"), only=ReservesClosed)
    assert fresh(reserve).outcome == "DITOLAK"
    assert screens.take(village, "selesai").outcome == "SELESAI"
    assert screens.take(year, "selesai").outcome == "SELESAI"
