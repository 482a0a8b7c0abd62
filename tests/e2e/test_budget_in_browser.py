"""RAB, DRPB and shop of a house in a browser, on a phone and at a desk, without JavaScript."""

import pytest
from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.budgets.models import Budget
from perkim.sipoc.models import Berkas
from tests.e2e.looking import look
from tests.e2e.worlds import walked
from tests.every_programme.walker import Walker
from tests.rtlh.providing import amounts_of_rab, shop_told, typed_rab
from tests.rtlh.walks import reach

pytestmark = pytest.mark.slow


@pytest.fixture
def planned(stand) -> tuple[Walker, Berkas]:
    """A house whose repair is planned."""
    return stand(walked, "rtlh", reach, "rencana")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_numbers_are_entered_mended_and_checked(planned, open_page, size: str) -> None:
    walker, house = planned
    page = open_page(f"/berkas/{house.public_id}/rab/nilai_rab/", size, user=walker.holder(Role.TFL), javascript=False)
    look(page, f"rab-{size}")
    parts = amounts_of_rab().components
    for name, value in typed_rab(drpb_material=17_450_000, total=26_500_000, components=parts).items():
        page.fill(f"[name={name}]", f"{value:,}".replace(",", "."))
    page.click("text=Simpan nilai RAB dan DRPB")
    expect(page.locator("text=selisih Rp500.000").first).to_be_visible()
    look(page, f"rab-galat-{size}")
    page.fill("[name=total]", "Rp26.000.000")
    page.fill("[name=drpb_material]", "17.500.000")
    page.click("text=Simpan nilai RAB dan DRPB")
    expect(page.locator("text=Nilai RAB dan DRPB tersimpan.").first).to_be_visible()
    look(page, f"rab-berkas-{size}")
    technical = walker.holder(Role.TIM_TEKNIS)
    page = open_page(f"/berkas/{house.public_id}/rab/periksa_rab/", size, user=technical, javascript=False)
    look(page, f"rab-periksa-{size}")
    page.click("text=Rencana dan RAB sesuai")
    assert Budget.objects.get(berkas=house).checked_by == technical


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_shop_is_chosen_and_its_numbers_opened(planned, open_page, size: str) -> None:
    walker, house = planned
    tfl = walker.holder(Role.TFL)
    address = f"/berkas/{house.public_id}/toko/toko/"
    page = open_page(address, size, user=tfl, javascript=False)
    told = shop_told(account="12")
    for name in ("name", "licence", "owner", "owner_number", "bank", "account", "account_holder"):
        page.fill(f"[name={name}]", getattr(told, name))
    page.click("text=Simpan toko")
    expect(page.locator("text=Nomor rekening berisi 8 sampai 20 angka.").first).to_be_visible()
    look(page, f"toko-galat-{size}")
    page.fill("[name=account]", shop_told().account)
    page.fill("[name=compared_1]", "UD Karya Jaya")
    page.fill("[name=price_1]", "17.820.000")
    page.click("text=Simpan toko")
    expect(page.locator("text=tersimpan sebagai toko desa ini.").first).to_be_visible()
    look(open_page(address, size, user=tfl, javascript=False), f"toko-{size}")
    payer = walker.holder(Role.BENDAHARA)
    page = open_page(f"/berkas/{house.public_id}/toko/buka/", size, user=payer, javascript=False)
    page.fill("[name=reason]", "Menulis perintah pemindahbukuan")
    page.click("main >> text=Buka nomor toko")
    expect(page.locator(f"text={told.owner_number}").first).to_be_visible()
    look(page, f"toko-nomor-{size}")
