"""Papers in a real browser: the case that was sent back, its papers, and the page on which one is recorded."""

from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from perkim.sipoc.models import Berkas
from tests.cast import employ
from tests.e2e.looking import faults_at_every_size, wider_than_its_window
from tests.perkim.documents.conftest import folder  # noqa: F401
from tests.perkim.files.samples import pdf
from tests.samples.office import ROLES, take_move
from tests.samples.papers import record, sent_letter, with_papers
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.slow

REASON = "KTP tidak terbaca. Foto ulang di tempat terang lalu unggah lagi."


@pytest.fixture
def office(site: str, folder: None, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:  # noqa: F811
    register_for_test(monkeypatch, with_papers())
    since = timezone.localdate() - timezone.timedelta(days=700)
    return SimpleNamespace(**{name: employ(role, starts=since) for name, role in ROLES.items()})


@pytest.fixture
def returned(office: SimpleNamespace) -> Berkas:
    """A letter with its paper, sent back for it."""
    case = sent_letter(office)
    record(office.tim, case, "ba", number="600/8/2026")
    return take_move(office.staf, Berkas.objects.get(pk=case.pk), "kembali", reason=REASON)


def test_a_case_with_papers_is_usable_by_everybody(open_page, office, returned) -> None:
    page = open_page(returned.get_absolute_url(), user=office.operator)
    expect(page.get_by_role("region", name="Dokumen")).to_contain_text("BA kunjungan")
    expect(page.get_by_text(REASON).first).to_be_in_viewport()
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []


def test_the_page_of_a_paper_is_usable_by_everybody(open_page, office, returned) -> None:
    page = open_page(f"{returned.get_absolute_url()}naskah/ktp/", user=office.operator)
    assert faults_at_every_size(page) == []
    page.get_by_role("button", name="Ganti naskah").click()
    expect(page.locator("#galat")).to_be_visible()
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []


def test_a_paper_is_mended_on_a_phone_without_script(open_page, office, returned) -> None:
    page = open_page(returned.get_absolute_url(), "phone", user=office.operator, javascript=False)
    page.get_by_role("region", name="Syarat tahap ini").get_by_role("link", name="KTP pengirim").click()
    chosen = {"name": "ktp-baru.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    page.locator("input[type=file]").set_input_files(chosen)
    page.get_by_role("button", name="Ganti naskah").click()
    expect(page.get_by_text("Naskah diganti: KTP pengirim")).to_be_visible()
