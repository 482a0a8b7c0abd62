"""Worklist, list, decision on many and search in a real browser, at both widths, also without script."""

from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.models import Berkas
from tests.cast import SUMBERWULUH, employ
from tests.e2e.looking import faults_at_every_size, usable_at_every_size
from tests.samples.letters import LETTERS, SURAT
from tests.samples.office import take_move
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.slow
LIST = "/kerja/contoh/?tahap=periksa"


@pytest.fixture
def desk(stand, monkeypatch) -> SimpleNamespace:
    register_for_test(monkeypatch, LETTERS)
    return stand(open_desk)


def open_desk() -> SimpleNamespace:
    """Thirty letters in the check, three of them late, and who checks them."""
    operator = employ(Role.OPERATOR_DESA, starts=timezone.localdate() - timezone.timedelta(days=300))
    place = [Region.objects.get(pk=SUMBERWULUH)]
    made = []
    for days in [60, 40, 20, *range(27)]:
        at = timezone.now() - timezone.timedelta(days=days)
        new = NewCase(title=f"Perbaikan {days + 3} rumah, Desa Sumberwuluh", regions=place, amount=20_000_000 * days)
        case = open_many(actor=operator, programme=LETTERS, process=SURAT, new=[new], now=at)[0]
        made.append(take_move(operator, case, "kirim", at=at))
    return SimpleNamespace(officer=employ(Role.STAF, second_factor=True), letters=made)


@pytest.fixture
def officer(desk: SimpleNamespace) -> User:
    return desk.officer


@pytest.fixture
def letters(desk: SimpleNamespace) -> list[Berkas]:
    return desk.letters


def test_pages_with_rows_are_usable_by_everybody(open_page, officer: User, letters) -> None:
    page = open_page("/kerja/", user=officer)
    for path in ("/kerja/", "/kerja/?tab=lain", LIST, "/cari/?q=perbaikan", "/pemberitahuan/"):
        page.goto(path)
        usable_at_every_size(page, path)


def test_an_officer_finds_the_late_ones_first(open_page, officer: User, letters) -> None:
    page = open_page("/kerja/", user=officer)
    expect(page.get_by_role("heading", level=1)).to_contain_text("yang terlambat.")
    expect(page.locator("tbody tr").first).to_contain_text("Terlambat")
    page.get_by_role("link", name="Berikutnya").click()
    expect(page.locator("#tugas tbody tr")).to_have_count(5)


def test_on_a_phone_a_link_opens_the_filter(open_page, officer: User, letters) -> None:
    page = open_page("/kerja/contoh/", "phone", user=officer, javascript=False)
    expect(page.get_by_label("Kecamatan")).to_be_hidden()
    page.get_by_role("link", name="Cari dan saring").click()
    page.get_by_label("Tahap").select_option("Pemeriksaan")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_role("status").filter(has_text="30 surat belum selesai")).to_be_visible()


def test_many_letters_are_sent_back_without_script(open_page, officer: User, letters) -> None:
    page = open_page(LIST, user=officer, javascript=False)
    for number in range(3):
        page.get_by_role("checkbox").nth(number).check()
    page.get_by_role("button", name="Putuskan yang dipilih").click()
    page.get_by_role("radio", name="Terima").check()
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.get_by_role("alert")).to_contain_text("3 berkas belum bisa diproses")
    page.get_by_role("radio", name="Kembalikan").check()
    page.get_by_label("Alasan yang sudah disiapkan").select_option(index=1)
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.get_by_text("3 surat diputuskan: Kembalikan.")).to_be_visible()
    assert Berkas.objects.filter(stage="draf", returned=True).count() == 3


def test_the_page_of_a_decision_is_usable_by_everybody(open_page, officer: User, letters) -> None:
    page = open_page(LIST, user=officer)
    page.get_by_role("button", name="di halaman ini").click()
    assert faults_at_every_size(page) == []
    page.get_by_role("radio", name="Terima").check()
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.get_by_role("alert")).to_be_visible()
    usable_at_every_size(page, "unfinished")


def test_the_box_in_the_bar_finds_a_number(open_page, officer: User, letters) -> None:
    page = open_page("/kerja/", user=officer)
    page.get_by_role("searchbox", name="Cari nomor berkas").fill(letters[0].number.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{letters[0].get_absolute_url()}")
