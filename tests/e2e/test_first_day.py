"""The first day of a village desk: the admin prints its slip, the desk opens its account on a phone."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from perkim.accounts.models import User
from perkim.demo.office import current_code
from tests.cast import PASSWORD, give_second_factor
from tests.e2e.looking import arrive
from tests.e2e.sizes import SIZES

pytestmark = pytest.mark.slow
TEMPURSARI = "35.08.01"


def faults_said(page: Page) -> list[str]:
    return arrive(page).locator("#galat li").all_inner_texts()


def read_slip(pdf: Path) -> tuple[str, str]:
    """User name and code of the first slip, as a person reads them from paper."""
    text = subprocess.check_output(["pdftotext", "-layout", pdf, "-"], text=True)
    name, code = re.search(r"\b(?:kades|operator)\.\S+", text), re.search(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", text)
    assert name is not None
    assert code is not None
    return name[0], code[0]


@pytest.fixture
def admin_page(open_page, administrator: User) -> Page:
    """The admin, signed in the long way: wrong password first, then the second factor."""
    administrator.set_password(PASSWORD)
    administrator.save()
    give_second_factor(administrator)
    page = open_page("/masuk/")
    for password in ("salah", PASSWORD):
        page.get_by_label("Nama pengguna").fill("Slamet ")
        page.get_by_label("Kata sandi").fill(password)
        page.get_by_role("button", name="Masuk").click()
    page.get_by_label("Kode verifikasi").fill(current_code())
    page.get_by_role("button", name="Masuk").click()
    assert arrive(page).url.partition("#")[0].endswith("/kerja/")
    return page


@pytest.mark.parametrize("size", SIZES)
def test_a_village_desk_opens_its_account_with_the_printed_slip(
    open_page, admin_page: Page, tmp_path: Path, size: str
) -> None:
    admin_page.set_viewport_size(SIZES[size])
    admin_page.goto(f"/akun/desa/?kecamatan={TEMPURSARI}")
    with admin_page.expect_download() as download:
        admin_page.get_by_role("button", name="Buat akun dan unduh slip").click()
    download.value.save_as(tmp_path / "slip.pdf")
    name, code = read_slip(tmp_path / "slip.pdf")

    desk = open_page(f"/masuk/aktivasi/?nama={name}", size)
    desk.get_by_label("Kode aktivasi").fill("0000")
    desk.get_by_role("button", name="Aktifkan akun").click()
    assert len(faults_said(desk)) == 3  # name and both passwords are still empty
    desk.get_by_label("Kode aktivasi").fill(code.lower())
    desk.get_by_label("Nama lengkap Anda").fill("Siti Aminah")
    for label in ("Kata sandi baru", "Kata sandi baru, sekali lagi"):
        desk.get_by_label(label, exact=True).fill("sapi hijau terbang")
    desk.get_by_role("button", name="Aktifkan akun").click()
    assert "Siti Aminah. Belum ada tugas." in arrive(desk).locator("h1").inner_text()
    assert "Akun Anda sudah aktif." in desk.locator("main").inner_text()
