"""Bank accounts in a real browser: the bank's list comes in, one is recorded by hand, the treasurer confirms."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.banking.models import Account
from perkim.imports.jobs import read_file, store_rows
from perkim.imports.models import Batch
from perkim.sipoc.registry import programme
from tests.e2e.looking import faults_at_every_size, wider_than_its_window
from tests.every_programme.walker import Walker
from tests.rtlh.banks import bank_file, recipients, record, row

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(stand) -> SimpleNamespace:
    return stand(open_desk)


def open_desk() -> SimpleNamespace:
    walker = Walker(programme("rtlh"))
    year, houses = recipients(walker, "Siti Aminah", "Hj. Suminah, S.Pd.", "Supriyadi", stage="rencana")
    return SimpleNamespace(walker=walker, year=year, houses=houses)


def test_its_pages_are_usable_by_everybody(open_page, desk) -> None:
    house = desk.houses[0].public_id
    record(desk.walker, desk.houses[0])
    page = open_page(reverse("banking:accounts", args=[desk.year.public_id]), user=desk.walker.holder(Role.STAF))
    addresses = [reverse("banking:accounts", args=[desk.year.public_id])]
    addresses += [reverse(f"banking:{name}", args=[house]) for name in ("account", "number")]
    addresses += [reverse("banking:account", args=[desk.houses[1].public_id])]
    for address in addresses:
        page.goto(address)
        assert faults_at_every_size(page) == [], address
        assert wider_than_its_window(page) == [], address


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_from_the_banks_list_to_the_confirmed_account_without_javascript(open_page, desk, tmp_path: Path, size) -> None:
    file = tmp_path / "rekening.xlsx"
    file.write_bytes(bank_file(row("SITI AMINAH", "0031234567"), row("SUMINAH", "0031234568", no=2)))
    page = open_page(desk.year.get_absolute_url(), size, user=desk.walker.holder(Role.STAF), javascript=False)
    page.get_by_role("link", name="Lihat rekening penerima").click()
    page.get_by_role("link", name="Unggah daftar dari bank").click()
    page.get_by_label("File daftar").set_input_files(file)
    page.get_by_role("button", name="Unggah dan periksa").click()
    read_file({"batch": Batch.objects.get().pk})
    page.get_by_role("button", name="Simpan 2 baris").click(timeout=15_000)
    store_rows({"batch": Batch.objects.get().pk})
    page.goto(reverse("banking:account", args=[desk.houses[2].public_id]))
    page.get_by_role("textbox", name="Nomor rekening").fill("31234569")
    page.get_by_role("button", name="Simpan rekening").click()
    expect(page.get_by_text("seharusnya 10 untuk Bank Jatim").first).to_be_visible()
    page.get_by_role("textbox", name="Nomor rekening").fill("0031234569")
    page.get_by_role("button", name="Simpan rekening").click()
    expect(page.get_by_role("heading", name="Rekening menunggu dipastikan aktif")).to_be_visible()
    address = reverse("banking:account", args=[desk.houses[0].public_id])
    page = open_page(address, size, user=desk.walker.holder(Role.BENDAHARA), javascript=False)
    page.get_by_role("button", name="Rekening ini aktif").click()
    expect(page.get_by_role("heading", name="Rekening sudah dipastikan aktif")).to_be_visible()
    assert Account.objects.current().count() == 3
