"""The heir of a recipient who died, recorded in a browser on a phone and at a desk, without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.sipoc.models import Berkas
from tests.e2e.looking import look, look_closely
from tests.e2e.worlds import walked
from tests.perkim.files.samples import pdf
from tests.rtlh.providing import identity
from tests.rtlh.walks import reach

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_an_heir_is_recorded(stand, open_page, size: str) -> None:
    # Axe has looked at both sizes of what the phone showed.
    closely = look_closely if size == "phone" else look
    walker, house = stand(walked, "rtlh", reach, "rencana")
    page = open_page(house.get_absolute_url(), size, user=walker.holder(Role.KABID_PRM))
    page.get_by_role("link", name="Penerima meninggal? Catat penerusnya").click()
    page.get_by_role("button", name="Simpan penerus").click()
    expect(page.locator("#galat")).to_be_visible()
    closely(page, f"penerus-galat-{size}")
    page.get_by_label("Tanggal penerima meninggal").fill(timezone.localdate().isoformat())
    page.get_by_label("Nama penerus").fill("Sumiati")
    page.get_by_label("NIK penerus").fill(identity(700).nik)
    page.get_by_label("Hubungan dengan penerima").select_option("PASANGAN")
    page.get_by_label("Ya", exact=True).check()
    sent = {"name": "bukti.pdf", "mimeType": "application/pdf", "buffer": pdf(title="bukti")}
    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_role("button", name="Simpan penerus").click()
    expect(page.get_by_text("Sumiati tercatat sebagai penerus.")).to_be_visible()
    closely(page, f"penerus-tercatat-{size}")
    assert Berkas.objects.get(pk=house.pk).title == "Sumiati"
    year = house.parent.parent
    page = open_page(f"/berkas/{year.public_id}/naskah/sk_perubahan/", size, user=walker.holder(Role.KABID_PRM))
    expect(page.get_by_role("button", name="Buat konsep (PDF)")).to_be_visible()
    look(page, f"sk-perubahan-{size}")
    page = open_page(house.get_absolute_url(), size, user=walker.holder(Role.KABID_PRM))
    page.get_by_role("link", name="Salah catat?").click()
    page.get_by_text("Tarik penerus yang salah dicatat").click()
    page.get_by_label("Alasan menarik penerus").fill("NIK salah ketik.")
    closely(page, f"penerus-tarik-{size}")
    page.get_by_role("button", name="Tarik penerus").click()
    expect(page.get_by_text("Penerus ditarik. Penerimanya kembali")).to_be_visible()
    assert Berkas.objects.get(pk=house.pk).title == house.title
