"""Progress, report and payment of a house in a browser, on a phone and at a desk, without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.funds.models import LedgerEntry, Measure
from perkim.sipoc.models import Berkas
from tests.e2e.looking import look
from tests.e2e.worlds import walked
from tests.rtlh.building import ready_to_pay, tell, work
from tests.rtlh.walks import reach

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_facilitator_records_progress_and_figures(stand, open_page, size: str) -> None:
    walker, house = stand(walked, "rtlh", reach, "pengerjaan_1")
    tfl = walker.holder(Role.TFL)
    page = open_page(f"/berkas/{house.public_id}/kemajuan/fisik_1/", size, user=tfl, javascript=False)
    look(page, f"kemajuan-{size}")
    page.fill("[name=done_pondasi]", "120")
    page.click("text=Simpan kemajuan")
    expect(page.locator("text=Isi persen bulat dari 0 sampai 100.").first).to_be_visible()
    look(page, f"kemajuan-galat-{size}")
    for name, value in (("pondasi", 100), ("sloof", 100), ("kolom", 60)):
        page.fill(f"[name=done_{name}]", str(value))
    page.click("text=Simpan kemajuan")
    expect(page.locator("text=Fisik 30,20 % tersimpan").first).to_be_visible()
    assert Measure.objects.get(berkas=house).percent > 30
    page = open_page(f"/berkas/{house.public_id}/lpd/nilai_lpd_1/", size, user=tfl, javascript=False)
    page.fill("[name=receipt_number]", "N-7")
    page.fill("[name=receipts]", "8.900.000")
    for name in ("receipt_date", "delivered_on"):
        page.fill(f"[name={name}]", f"{walker.now:%Y-%m-%d}")
    page.click("text=Simpan nilai LPD")
    expect(page.locator("text=Pilih siapa yang menanggung kelebihan Rp150.000.").first).to_be_visible()
    look(page, f"lpd-galat-{size}")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_treasurer_pays_what_the_gates_allow(stand, open_page, size: str) -> None:
    walker, house = stand(walked, "rtlh", ready_to_pay, 8_690_000)
    # The site's clock is that of today; what is paid belongs to the budget of its year.
    Berkas.objects.update(year=timezone.localdate().year)
    verifier, treasurer = walker.holder(Role.VERIFIKATOR), walker.holder(Role.BENDAHARA)
    look(open_page(f"/berkas/{house.public_id}/lpd/periksa_lpd_1/", size, user=verifier), f"lpd-{size}")
    page = open_page(f"/berkas/{house.public_id}/dana/pencairan_1/", size, user=treasurer, javascript=False)
    look(page, f"dana-{size}")
    page.fill("form[action*=bayar] [name=reference]", "PB/0142/2026")
    page.click("text=Bukukan pencairan Rp9.940.000")
    expect(page.locator("text=Pencairan tahap 1 dibukukan.").first).to_be_visible()
    look(page, f"dana-dibayar-{size}")
    assert LedgerEntry.objects.filter(plan__berkas=house).count() == 3
    page.click("text=Koreksi >> nth=1")
    look(page, f"koreksi-{size}")
    look(open_page(house.get_absolute_url(), size, user=treasurer), f"berkas-{size}")


def test_a_full_account_holds_a_report_that_lacks_proofs(stand, open_page) -> None:
    walker, house = stand(walked, "rtlh", reach, "pengerjaan_1")
    work(walker, house, 1, 20)
    tell(walker, house, 1, 8_700_000, attendance=False)
    page = open_page(f"/berkas/{house.public_id}/lpd/nilai_lpd_1/", "phone", user=walker.holder(Role.TFL))
    look(page, "lpd-tertahan-phone")
    expect(page.locator("text=Fisik 20 %, kurang 10 % dari batas tahap 1 (30 %).").first).to_be_visible()
    assert Berkas.objects.get(pk=house.pk).stage == "pengerjaan_1"
