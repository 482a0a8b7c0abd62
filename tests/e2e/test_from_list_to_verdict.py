"""The main journey in a real browser: the village's workbook, its check, the house visit, the survey, the verdict."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from perkim.accounts.roles import Role
from perkim.imports.jobs import read_file, store_rows
from perkim.imports.models import Batch
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process, programme
from perkim.swadaya.survey.questions import GROUPS
from tests.cast import KABUPATEN, SUMBERWULUH, employ
from tests.e2e.looking import arrive, faults_at_every_size, wider_than_its_window
from tests.e2e.test_survey_in_browser import fill
from tests.perkim.files.samples import pdf
from tests.perkim.imports.files import BNBA
from tests.samples.field_work import HOME, house_photo

pytestmark = pytest.mark.slow
HERE = {"latitude": float(HOME[0]), "longitude": float(HOME[1]), "accuracy": 7.2}
STAFF = {
    "operator": Role.OPERATOR_DESA,
    "kades": Role.KADES,
    "staf": Role.STAF,
    "korfas": Role.KORFAS,
    "tfl": Role.TFL,
}


@pytest.fixture
def office(site: str, uploads_folder: Path) -> SimpleNamespace:
    call_command("load_parameters", verbosity=0)
    return SimpleNamespace(**{name: employ(role, second_factor=True) for name, role in STAFF.items()})


@pytest.fixture
def draft(office: SimpleNamespace) -> Berkas:
    """The year, and the village's usulan in it, both as the shared form opens them."""
    rtlh, now = programme("rtlh"), timezone.now() - timedelta(hours=1)
    kabid = employ(Role.KABID_PRM, second_factor=True)
    new = NewCase(title="RTLH DAK", regions=[Region.objects.get(pk=KABUPATEN)])
    year = open_case(actor=kabid, programme=rtlh, process=process("rtlh", "kegiatan"), new=new, now=now)
    new = NewCase(title="Perbaikan rumah, Desa Sumberwuluh", regions=[Region.objects.get(pk=SUMBERWULUH)])
    return open_case(
        actor=office.operator, programme=rtlh, process=process("rtlh", "usulan"), new=new, now=now, parent=year
    )


def usable(page: Page) -> None:
    """At the phone's and the desk's width, and back to the phone's."""
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []
    page.set_viewport_size({"width": 390, "height": 844})


def bring_list(open_page, office, draft: Berkas) -> None:
    page = open_page(draft.get_absolute_url(), "phone", user=office.operator)
    page.get_by_role("region", name="Syarat tahap ini").get_by_role("link", name="Calon penerima dari BNBA").click()
    usable(page)
    page.get_by_role("link", name="Unggah daftar (BNBA)").first.click()
    page.get_by_label("File daftar").set_input_files(BNBA)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_role("heading", name="File sedang dibaca").wait_for()
    read_file({"batch": Batch.objects.get().pk})
    page.get_by_role("heading", name="Enam baris perlu diperbaiki").wait_for(timeout=10_000)
    usable(page)
    page.get_by_role("link", name="Perbaiki baris 28").click()
    page.get_by_label("Nama calon penerima").fill("Suparmi")
    page.get_by_role("button", name="Simpan baris 28").click()
    page.get_by_text("Baris 28 sekarang dapat disimpan.").wait_for()
    page.get_by_role("button", name="Simpan 34 baris").click()
    store_rows({"batch": Batch.objects.get().pk})
    expect(page.get_by_role("heading", level=1)).to_contain_text("34", timeout=10_000)


def record_papers(open_page, office, draft: Berkas) -> None:
    for title in ("Surat usulan kepala desa", "KTP dan KK para calon", "Pakta integritas desa"):
        page = open_page(draft.get_absolute_url(), "phone", user=office.operator)
        page.get_by_role("region", name="Syarat tahap ini").get_by_role("link", name=title).click()
        if arrive(page).get_by_label("Nomor naskah").count():
            page.get_by_label("Nomor naskah").fill("140/118/2026")
            page.get_by_label("Tanggal naskah").fill(timezone.localdate().isoformat())
        sent = {"name": "naskah.pdf", "mimeType": "application/pdf", "buffer": pdf()}
        page.locator("input[type=file]").set_input_files(sent)
        page.get_by_role("button", name="Catat naskah").click()
        expect(page.get_by_text(f"{title} sudah dicatat.")).to_be_visible()


def decide(page: Page, way: str) -> None:
    page.get_by_role("radio", name=way).check()
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.get_by_text(f"“{way}” tersimpan.")).to_be_visible()


def visit_and_photograph(open_page, office, house: Berkas) -> None:
    page = open_page("/lapangan/", "phone", user=office.tfl)
    usable(page)
    page = open_page(f"/berkas/{house.public_id}/kunjungan/kunjungan/", "phone", user=office.tfl)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(HERE)
    page.get_by_label("Rumah disurvei").check()
    page.get_by_role("button", name="Ambil posisi rumah ini").click()
    expect(page.get_by_text("Posisi terisi")).to_be_visible()
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan rumah tersimpan: rumah disurvei.")).to_be_visible()
    page = open_page(f"/berkas/{house.public_id}/foto/foto_0/", "phone", user=office.tfl)
    for number, side in enumerate(("Depan", "Samping kiri", "Belakang", "Samping kanan", "Dalam")):
        photo = {"name": "rumah.jpg", "mimeType": "image/jpeg", "buffer": house_photo(number)}
        region = page.get_by_role("region", name=side)
        region.locator("input[type=file]").set_input_files(photo)
        expect(region.get_by_text("Tersimpan").first).to_be_visible()


def survey(open_page, office, house: Berkas) -> None:
    page = open_page(f"/berkas/{house.public_id}/survei/isi/survei_rumah/", "phone", user=office.tfl)
    for number, group in enumerate(GROUPS, start=1):
        expect(page.get_by_text(f"Langkah {number} dari {len(GROUPS)}")).to_be_visible()
        for name in group.fields:
            fill(page, name)
        page.get_by_role("button", name="Simpan dan").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa jawaban")
    expect(page.get_by_text("Layak diusulkan")).to_be_visible()


def test_from_the_workbook_to_the_eligible_household(open_page, office, draft) -> None:
    bring_list(open_page, office, draft)
    record_papers(open_page, office, draft)
    decide(open_page(draft.get_absolute_url(), "phone", user=office.kades), "Kirim usulan")
    page = open_page(draft.get_absolute_url(), user=office.staf)
    usable(page)
    decide(page, "Terima usulan")
    houses = Berkas.objects.filter(parent=draft, process="penerima").order_by("id")
    assert set(houses.values_list("stage", flat=True)) == {"survei"}
    house = houses[0]
    page = open_page(house.get_absolute_url(), user=office.korfas)
    page.get_by_label("Serahkan kepada").select_option(str(office.tfl.pk))
    page.get_by_role("button", name="Serahkan berkas").click()
    visit_and_photograph(open_page, office, house)
    survey(open_page, office, house)
    for title in ("Bukti penguasaan tanah", "Lembar verifikasi kelayakan"):
        page = open_page(house.get_absolute_url(), "phone", user=office.tfl)
        page.get_by_role("region", name="Syarat tahap ini").get_by_role("link", name=title).click()
        photo = {"name": "bukti.jpg", "mimeType": "image/jpeg", "buffer": house_photo(200)}
        page.locator("input[type=file]").set_input_files(photo)
        page.get_by_role("button", name="Catat naskah").click()
    page = open_page(house.get_absolute_url(), "phone", user=office.tfl)
    usable(page)
    decide(page, "Layak diusulkan")
    assert Berkas.objects.get(pk=house.pk).stage == "layak"
    follow(open_page, Berkas.objects.get(pk=draft.pk))


def follow(open_page, usulan: Berkas) -> None:
    """Anyone with the receipt code sees how far the usulan is, and no name."""
    page = open_page("/lacak/", "phone")
    page.get_by_label("Kode tanda terima").fill(usulan.receipt)
    page.get_by_role("button", name="Lacak").click()
    expect(page.get_by_role("main")).to_contain_text("Verifikasi lapangan")
    assert "Sulastri" not in page.content()
