"""The dashboard of an activity in a real browser: usable by everybody at both widths, and its files come down."""

import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from perkim.sipoc.models import Berkas
from tests.cast import TOMPOKERSAN
from tests.e2e.looking import faults_at_every_size, wider_than_its_window
from tests.perkim.portal.activities import go, open_activity_office, open_bundle, open_houses, open_year

pytestmark = pytest.mark.slow


@pytest.fixture
def people(site: str, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    return open_activity_office(monkeypatch, timezone.localdate() - timedelta(days=300))


@pytest.fixture
def year(people) -> Berkas:
    """Households of two kecamatan, some done, some in the check, some late."""
    now = timezone.now()
    before = now - timedelta(days=40)
    made = open_year(people, "Perbaikan rumah tidak layak huni DAK 2026", now=before)
    houses = open_houses(people, open_bundle(people, made, now=before), 14, now=before)
    for house in houses[:3]:
        go(people, house, "catat", "selesai", at=before)
    for house in houses[3:8]:
        go(people, house, "catat", at=before)
    open_houses(people, open_bundle(people, made, TOMPOKERSAN, now=now), 6, "kelurahan", now=now)
    return made


def test_the_dashboard_is_usable_by_everybody(open_page, people, year) -> None:
    page = open_page(f"{year.get_absolute_url()}dasbor/", user=people.kadis)
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.get_by_role("table")).to_have_count(5)
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []


def test_an_empty_dashboard_is_usable_by_everybody(open_page, people) -> None:
    page = open_page(f"{open_year(people, now=timezone.now()).get_absolute_url()}dasbor/", user=people.kadis)
    expect(page.get_by_role("heading", name="Belum ada yang dapat dihitung")).to_be_visible()
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []


def test_on_a_phone_without_script_a_number_leads_to_its_list(open_page, people, year) -> None:
    page = open_page(year.get_absolute_url(), "phone", user=people.kadis, javascript=False)
    page.get_by_role("link", name="Buka dasbor").click()
    figure = page.get_by_role("figure").filter(has_text="Jumlah kunjungan menurut kecamatan")
    figure.get_by_text("Semua kecamatan dalam tabel").click()
    figure.get_by_role("link", name="Candipuro").click()
    expect(page.get_by_role("status").filter(has_text="14 kunjungan semuanya")).to_be_visible()


def test_the_spreadsheet_and_the_bundle_come_down(open_page, people, year) -> None:
    page = open_page(f"{year.get_absolute_url()}dasbor/", user=people.kadis)
    with page.expect_download() as waited:
        page.get_by_role("link", name="Unduh data (XLSX)").click()
    assert waited.value.suggested_filename.startswith("keluarga-kunjungan-lengkap-")
    page.goto(year.get_absolute_url())
    with page.expect_download() as waited:
        page.get_by_role("link", name="Unduh seluruh berkas (ZIP)").click()
    assert waited.value.suggested_filename.startswith(f"berkas-{year.number}-")
    assert "riwayat.txt" in zipfile.ZipFile(waited.value.path()).namelist()
