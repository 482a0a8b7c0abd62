"""Field work on a phone in a real browser: a position granted and denied, photos on a broken line, without script."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from playwright.sync_api import Page, Route, expect

from perkim.sipoc.models import Berkas
from perkim.visits.actions.photos import return_photo
from perkim.visits.models import Photo, Visit
from perkim.visits.terms import PositionSource, VisitOutcome, WhyNotGps
from tests.e2e.looking import faults_at_every_size, usable_at_every_size
from tests.e2e.test_page_weights import HTML, weigh
from tests.samples.field_work import HOME, PHOTOS, all_sides, handed_houses, house_photo, open_field_office, photograph

pytestmark = pytest.mark.slow

HERE = {"latitude": float(HOME[0]), "longitude": float(HOME[1]), "accuracy": 7.2}
SCRIPTS = {"visit": ["lapangan.js"], "photos": ["unggah.js", "foto.js"]}


@pytest.fixture
def office(site: str, uploads_folder: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    return open_field_office(monkeypatch, timezone.now() - timedelta(days=2))


@pytest.fixture
def house(office: SimpleNamespace) -> Berkas:
    return handed_houses(office, 3, at=timezone.now() - timedelta(days=2))[0]


def visit_page(case: Berkas) -> str:
    return f"/berkas/{case.public_id}/kunjungan/survei/"


def photo_page(case: Berkas) -> str:
    return f"/berkas/{case.public_id}/foto/foto_0/"


def choose(page: Page, side: str, content: bytes) -> None:
    chosen = {"name": "rumah.jpg", "mimeType": "image/jpeg", "buffer": content}
    page.get_by_role("region", name=side).locator("input[type=file]").set_input_files(chosen)


def large_photo() -> bytes:
    """3200 x 2400, held upright: its left half is red where it lies in the file, its upper half when shown."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif.get_ifd(IFD.Exif).update({Base.DateTimeOriginal: "2026:11:20 09:15:30"})
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "S",
            GPS.GPSLatitude: (float(-HOME[0]), 0.0, 0.0),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (float(HOME[1]), 0.0, 0.0),
        }
    )
    image, output = Image.new("RGB", (3200, 2400), "red"), io.BytesIO()
    image.paste((0, 0, 255), (1600, 0, 3200, 2400))
    image.save(output, "JPEG", exif=exif, quality=95)
    return output.getvalue()


# --- The position ----------------------------------------------------------------------------------------------


def test_the_phone_fills_in_where_it_is_and_how_well_it_knows(open_page, office, house) -> None:
    page = open_page(visit_page(house), "phone", user=office.tfl)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(HERE)
    page.get_by_label("Rumah disurvei").check()
    page.get_by_role("button", name="Ambil posisi rumah ini").click()
    expect(page.get_by_text("Posisi terisi, akurasi ±8 m.")).to_be_visible()
    expect(page.get_by_label("Lintang")).to_have_value("-8,179503")
    expect(page.get_by_label("Mengapa posisi tidak dari GPS")).to_be_hidden()
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan rumah tersimpan: rumah disurvei.")).to_be_visible()
    made = Visit.objects.get(berkas=house)
    assert ((made.latitude, made.longitude), made.accuracy_m, made.position_source) == (HOME, 8, PositionSource.GPS)


def test_a_phone_that_refuses_says_so_and_leaves_the_fields_to_be_typed(open_page, office, house) -> None:
    page = open_page(visit_page(house), "phone", user=office.tfl)
    page.get_by_role("button", name="Ambil posisi rumah ini").click()
    expect(page.get_by_text("Izin lokasi ditolak. Izinkan lokasi untuk situs ini")).to_be_visible()
    expect(page.get_by_label("Mengapa posisi tidak dari GPS")).to_have_value("izin")
    page.get_by_label("Rumah disurvei").check()
    page.get_by_label("Lintang").fill("-8.179503, 113.041126")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan rumah tersimpan")).to_be_visible()
    made = Visit.objects.get(berkas=house)
    assert (made.position_source, made.why_not_gps, made.longitude) == (
        PositionSource.MANUAL,
        WhyNotGps.DENIED,
        HOME[1],
    )


def test_a_position_that_was_changed_by_hand_is_no_longer_the_phone_s(open_page, office, house) -> None:
    page = open_page(visit_page(house), "phone", user=office.tfl)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(HERE)
    page.get_by_role("button", name="Ambil posisi rumah ini").click()
    expect(page.get_by_text("Posisi terisi")).to_be_visible()
    page.get_by_label("Lintang").fill("-8,1796")
    page.get_by_label("Mengapa posisi tidak dari GPS").select_option("lain")
    page.get_by_label("Rumah disurvei").check()
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan rumah tersimpan")).to_be_visible()
    assert Visit.objects.get().position_source == PositionSource.MANUAL


def test_a_visit_is_recorded_without_script(open_page, office, house) -> None:
    page = open_page(visit_page(house), "phone", user=office.tfl, javascript=False)
    expect(page.get_by_role("button", name="Ambil posisi")).to_be_hidden()
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.locator("#galat")).to_be_focused()
    page.get_by_label("Calon sudah pindah").check()
    page.get_by_label("Mengapa posisi tidak dari GPS").select_option("alat")
    page.get_by_label("Catatan").fill("Pindah ke Malang menurut ketua RT.")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan rumah tersimpan: calon sudah pindah.")).to_be_visible()


def test_a_visit_on_a_broken_line_is_kept_on_the_page_and_counts_once(open_page, office, house) -> None:
    page = open_page(visit_page(house), "phone", user=office.tfl)
    page.get_by_label("Calon menolak disurvei").check()
    page.get_by_label("Mengapa posisi tidak dari GPS").select_option("sinyal")
    page.get_by_label("Catatan").fill("Menolak, disaksikan kepala dusun.")

    def lose_the_answer(route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/kunjungan/**", lose_the_answer, times=1)
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Belum tersimpan. Sambungan terputus. Isian Anda masih ada")).to_be_visible()
    expect(page.get_by_label("Catatan")).to_have_value("Menolak, disaksikan kepala dusun.")
    assert Visit.objects.count() == 1
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan rumah tersimpan").first).to_be_visible()
    assert Visit.objects.get().outcome == VisitOutcome.REFUSED


# --- Photos ----------------------------------------------------------------------------------------------------


def test_a_large_photo_is_made_small_upright_and_keeps_its_time_and_place(open_page, office, house) -> None:
    page = open_page(photo_page(house), "phone", user=office.tfl)
    content = large_photo()
    choose(page, "Tampak depan", content)
    expect(page.get_by_role("region", name="Tampak depan").get_by_text("Tersimpan", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Tampak depan")).to_be_focused()
    expect(page.locator("[data-terisi]")).to_have_text("1")
    upload = Photo.objects.get().upload
    # What arrived is not what was chosen: the phone made it smaller before it went over the line.
    assert upload.original_sha256 != hashlib.sha256(content).hexdigest()
    assert (upload.width, upload.height) == (1200, 1600)
    assert (upload.latitude, upload.longitude) == HOME
    assert upload.taken_at is not None
    with Image.open(page_bytes(page, upload)) as kept:
        red, _, blue = kept.convert("RGB").getpixel((600, 100))
    assert red > 200
    assert blue < 50


def page_bytes(page: Page, upload) -> io.BytesIO:
    return io.BytesIO(page.request.get(upload.get_absolute_url()).body())


def test_a_photo_on_a_broken_line_is_sent_again_and_counts_once(open_page, office, house) -> None:
    page = open_page(photo_page(house), "phone", user=office.tfl)
    tries = []

    def break_the_line(route) -> None:
        tries.append(route.request.post_data_buffer)
        if len(tries) == 1:
            route.abort()
        elif len(tries) == 2:
            # The photo arrives, the answer does not.
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/sisi/**", break_the_line)
    choose(page, "Bagian dalam", house_photo())
    side = page.get_by_role("region", name="Bagian dalam")
    expect(side.get_by_text("Belum tersimpan. Sambungan terputus.")).to_be_visible()
    expect(side.get_by_text("Tersimpan", exact=True)).to_be_hidden()
    side.get_by_role("button", name="Kirim lagi").click()
    expect(side.get_by_text("Belum tersimpan. Sambungan terputus.")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(side.get_by_text("Tersimpan", exact=True)).to_be_visible()
    assert len(tries) == 3
    assert Photo.objects.count() == 1


def test_a_page_that_is_no_receipt_is_never_taken_for_saved(open_page, office, house) -> None:
    page = open_page(photo_page(house), "phone", user=office.tfl)
    page.route("**/sisi/**", lambda route: route.fulfill(status=200, body="<h1>Masuk</h1>", content_type="text/html"))
    choose(page, "Samping kiri", house_photo())
    side = page.get_by_role("region", name="Samping kiri")
    expect(side.get_by_text("Belum tersimpan. Server tidak menjawab seperti biasa.")).to_be_visible()
    expect(side.get_by_text("Belum ada", exact=True)).to_be_visible()


def test_what_is_no_photo_is_told_at_its_side_and_mended_there(open_page, office, house) -> None:
    page = open_page(photo_page(house), "phone", user=office.tfl)
    choose(page, "Samping kanan", b"bukan foto")
    side = page.get_by_role("region", name="Samping kanan")
    expect(side.get_by_text("Jenis file ini tidak dikenali")).to_be_visible()
    assert faults_at_every_size(page) == []
    choose(page, "Samping kanan", house_photo())
    expect(side.get_by_text("Tersimpan", exact=True)).to_be_visible()


def test_five_photos_are_sent_one_after_the_other(open_page, office, house) -> None:
    page = open_page(photo_page(house), "phone", user=office.tfl)
    for number, slot in enumerate(PHOTOS.photos.slots):
        choose(page, slot.title, house_photo(number))
    expect(page.locator("[data-terisi]")).to_have_text("5")
    assert Photo.objects.live().count() == 5


def test_a_photo_chosen_before_the_script_came_is_sent_too(open_page, office, house) -> None:
    page = open_page("/lapangan/", "phone", user=office.tfl)
    held: list[Route] = []
    page.route("**/foto*.js", lambda route: held.append(route))
    page.goto(photo_page(house), wait_until="commit")
    choose(page, "Tampak depan", house_photo())
    held[0].continue_()
    side = page.get_by_role("region", name="Tampak depan")
    expect(side.get_by_text("Tersimpan", exact=True)).to_be_visible()
    assert Photo.objects.live().count() == 1


def test_photos_are_sent_without_script(open_page, office, house) -> None:
    page = open_page(photo_page(house), "phone", user=office.tfl, javascript=False)
    choose(page, "Tampak depan", house_photo())
    page.get_by_role("button", name="Kirim foto tampak depan").click()
    expect(page.get_by_text("Tampak depan tersimpan.")).to_be_visible()


def test_a_photo_is_sent_back_on_a_desk_and_taken_again_on_a_phone(open_page, office, house) -> None:
    photograph(office.tfl, house, at=timezone.now())
    page = open_page(photo_page(house), user=office.korfas)
    side = page.get_by_role("region", name="Tampak depan")
    side.get_by_text("Kembalikan foto ini").click()
    side.get_by_label("Foto buram atau gelap.").check()
    side.get_by_role("button", name="Kembalikan foto").click()
    expect(page.get_by_text("Tampak depan dikembalikan. Petugasnya diberi tahu.")).to_be_visible()
    phone = open_page(photo_page(house), "phone", user=office.tfl)
    expect(phone.get_by_text("Perlu difoto ulang:")).to_be_visible()
    choose(phone, "Tampak depan", house_photo(77))
    expect(phone.get_by_role("region", name="Tampak depan").get_by_text("Tersimpan", exact=True)).to_be_visible()
    expect(phone.get_by_text("Perlu difoto ulang:")).to_be_hidden()


# --- For everybody ---------------------------------------------------------------------------------------------


def test_the_pages_are_usable_by_everybody(open_page, office, house) -> None:
    photos = all_sides(office.tfl, house, at=timezone.now())
    return_photo(actor=office.tim, photo=photos[1], key=PHOTOS.key, reason="Foto buram.", now=timezone.now())
    pages = [(reader, path) for reader in ("tfl", "korfas", "kadis") for path in (photo_page(house), visit_page(house))]
    for reader, path in [*pages, ("tfl", "/lapangan/")]:
        page = open_page(path, user=getattr(office, reader))
        for summary in page.locator("main summary").all():
            summary.click()
        usable_at_every_size(page, f"{reader} {path}")


def test_the_pages_are_light(open_page, office, house) -> None:
    page = open_page("/lapangan/", "phone", user=office.tfl)
    page.wait_for_load_state("networkidle")
    for names in SCRIPTS.values():
        assert sum((Path("static") / name).stat().st_size for name in names) <= 15 * 1024
    assert weigh(page, visit_page(house))[0] <= HTML
    assert weigh(page, "/lapangan/")[0] <= HTML
