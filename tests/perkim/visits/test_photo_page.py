"""The page of a set of photos: each side by itself, faults at their side, what was sent stays sent."""

import io
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client

from perkim.sipoc.models import Berkas
from perkim.visits.models import Photo
from tests.cast import SignedInClient
from tests.pages import one_line
from tests.perkim.files.samples import HEIC, encoded, pdf, phone_photo, scene, sent
from tests.samples.field_work import all_sides, house_photo, photograph, visit
from tests.samples.office import take_move

pytestmark = pytest.mark.django_db
BY_SCRIPT = {"X-Lapangan": "1"}
MEGABYTE = 1024 * 1024


@pytest.fixture
def tfl(office) -> Client:
    return SignedInClient(lambda: office.tfl)


def address(case: Berkas, way: str = "") -> str:
    return f"/berkas/{case.public_id}/foto/foto_0/{way}"


def filled(content: bytes | None = None, **changes) -> dict:
    return {"photo": sent(content or house_photo(), "rumah.jpg"), "client_key": str(uuid4())} | changes


def test_an_old_page_does_not_discard_the_photo(tfl, house) -> None:
    page = tfl.post(address(house, "sisi/depan/"), filled(client_key="")).content.decode()
    assert "File sudah sampai: rumah.jpg" in page
    held = re.search(r'name="photo_titipan" value="(foto:[^"]+)"', page)[1]
    key = str(uuid4())
    assert tfl.post(address(house, "sisi/depan/"), {"photo_titipan": held, "client_key": key}).status_code == 302
    assert Photo.objects.get().slot == "depan"


def test_a_photo_is_sent_and_the_page_shows_it_at_its_side(tfl, house) -> None:
    answer = tfl.post(address(house, "sisi/depan/"), filled())
    assert answer["Location"] == f"{address(house)}#sisi-depan"
    photo = Photo.objects.get(berkas=house, slot="depan")
    page = tfl.get(address(house)).content.decode()
    assert photo.upload.thumbnail_url in page
    assert "<b data-terisi>1</b> dari 5 foto tersimpan" in page


@pytest.mark.parametrize("moment", ["9999:12:31 23:59:59", "0001:01:01 00:00:00", "2027:06:22 09:05:00"])
def test_a_photo_of_an_impossible_time_is_kept_without_one(office, tfl, house, moment: str) -> None:
    visit(office.tfl, house)
    content = phone_photo(moment=moment, offset="-10:00")
    assert tfl.post(address(house, "sisi/depan/"), filled(content)).status_code == 302
    assert Photo.objects.get(berkas=house, slot="depan").upload.taken_at is None
    answer = tfl.get(address(house))
    assert answer.status_code == 200
    assert "Foto tidak menyebut waktu yang dapat dipakai" in answer.content.decode()
    assert tfl.get(house.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("taken", ["9999-12-31 23:59:59-10", "0001-01-01 00:00:00+14"])
def test_the_database_keeps_no_such_time(office, house, taken: str) -> None:
    kept = photograph(office.tfl, house).upload
    with (
        pytest.raises(IntegrityError, match="files_upload_taken_at_check"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE files_upload SET taken_at = %s WHERE id = %s", [taken, kept.pk])


def test_a_script_gets_its_side_alone_with_the_receipt(tfl, house) -> None:
    data = filled()
    answer = tfl.post(address(house, "sisi/dalam/"), data, headers=BY_SCRIPT)
    part = one_line(answer)
    assert (answer.status_code, answer["X-Tersimpan"]) == (201, data["client_key"])
    assert part.count("data-sisi=") == 1
    assert 'data-sisi="dalam" data-ada' in part
    assert "<html" not in part


def test_a_photo_of_an_iphone_is_taken(tfl, house) -> None:
    data = filled(photo=SimpleUploadedFile("IMG_1.HEIC", HEIC.read_bytes(), "image/heic"))
    assert tfl.post(address(house, "sisi/depan/"), data).status_code == 302
    assert Photo.objects.get().upload.media_type == "image/jpeg"


NO_PHOTOS = {
    "no image at all": (b"MZ\x90\x00 program", "Jenis file ini tidak dikenali"),
    "a PDF": (pdf(), "File ini PDF, yang diminta foto"),
    "half a photo": (house_photo()[:2000], "rusak atau belum terkirim seluruhnya"),
    "nothing": (b"", "File ini kosong (0 byte)."),
    "a preview of a photo": (encoded(scene(40, 30)), "Foto ini hanya 40 x 30 piksel"),
    "forty megabytes": (house_photo() + bytes(40 * MEGABYTE), "paling besar 10 MB. Perkecil foto lalu unggah lagi."),
}


@pytest.mark.parametrize("what", NO_PHOTOS)
@pytest.mark.parametrize("headers", [{}, BY_SCRIPT])
def test_what_is_no_good_photo_is_told_at_its_side(tfl, house, what: str, headers: dict) -> None:
    content, said = NO_PHOTOS[what]
    data = {"photo": SimpleUploadedFile("rumah.jpg", content, "image/jpeg"), "client_key": str(uuid4())}
    answer = tfl.post(address(house, "sisi/kiri/"), data, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "X-Tersimpan" not in answer
    at_its_side = page[page.index('data-sisi="kiri"') :].partition("</section>")[0]
    assert said in at_its_side
    assert not Photo.objects.exists()


def test_no_photo_at_all_is_said(tfl, house) -> None:
    answer = tfl.post(address(house, "sisi/kiri/"), {"client_key": str(uuid4())})
    assert answer.status_code == 422
    assert "Pilih foto yang akan dikirim." in answer.content.decode()


def test_other_sides_stay_when_one_is_refused(tfl, house) -> None:
    tfl.post(address(house, "sisi/depan/"), filled())
    page = tfl.post(address(house, "sisi/kiri/"), filled(b"bukan foto")).content.decode()
    assert "<b data-terisi>1</b>" in page
    assert Photo.objects.filter(slot="depan").exists()


def test_the_same_photo_sent_twice_is_one(tfl, house) -> None:
    key, content = str(uuid4()), house_photo()
    for _ in range(2):
        data = {"photo": sent(content), "client_key": key}
        answer = tfl.post(address(house, "sisi/depan/"), data, headers=BY_SCRIPT)
        assert (answer.status_code, answer["X-Tersimpan"]) == (201, key)
    assert Photo.objects.count() == 1


def test_another_photo_under_an_old_key_gets_a_new_one(tfl, house) -> None:
    key = str(uuid4())
    tfl.post(address(house, "sisi/depan/"), filled(client_key=key))
    answer = tfl.post(address(house, "sisi/depan/"), filled(house_photo(5), client_key=key), headers=BY_SCRIPT)
    assert answer.status_code == 422
    fresh = re.search(r'name="client_key" value="([^"]+)"', answer.content.decode())[1]
    assert tfl.post(address(house, "sisi/depan/"), filled(house_photo(5), client_key=fresh)).status_code == 302
    assert Photo.objects.count() == 2


def test_a_page_with_a_fault_may_be_opened_again(tfl, house) -> None:
    assert tfl.get(address(house, "sisi/depan/"))["Location"] == address(house)
    assert tfl.get(address(house, "sisi/depan/kembalikan/"))["Location"] == address(house)


# --- Looked at -------------------------------------------------------------------------------------------------


@pytest.fixture
def korfas(office, client: Client) -> Client:
    client.force_login(office.korfas)
    return client


def test_a_photo_is_sent_back_with_a_prepared_reason_and_taken_again(office, house, korfas) -> None:
    photo = photograph(office.tfl, house)
    ready = re.search(r'name="ready" value="([^"]+)"', one_line(korfas.get(address(house))))[1]
    data = {"ready": ready, "words": "Atap juga.", "photo": photo.pk}
    assert korfas.post(address(house, "sisi/depan/kembalikan/"), data).status_code == 302
    photo.refresh_from_db()
    assert photo.returned_reason == f"{ready} Atap juga."
    korfas.force_login(office.tfl)
    page = korfas.get(address(house)).content.decode()
    assert f"<b>Perlu difoto ulang:</b> {ready} Atap juga." in page
    assert korfas.post(address(house, "sisi/depan/"), filled(house_photo(8))).status_code == 302
    assert "Perlu difoto ulang" not in korfas.get(address(house)).content.decode()


def test_a_return_without_reason_is_told_at_its_side(office, house, korfas) -> None:
    photo = photograph(office.tfl, house)
    answer = korfas.post(address(house, "sisi/depan/kembalikan/"), {"words": " ", "photo": photo.pk})
    assert answer.status_code == 422
    assert "Pilih atau tulis mengapa foto ini dikembalikan." in answer.content.decode()


def test_a_photo_that_was_replaced_meanwhile_is_told(office, house, korfas) -> None:
    old = photograph(office.tfl, house)
    photograph(office.tfl, house, content=house_photo(3))
    answer = korfas.post(address(house, "sisi/depan/kembalikan/"), {"words": "Buram.", "photo": old.pk})
    assert answer.status_code == 409
    assert "Berkas ini sudah berubah" in answer.content.decode()


def test_a_photo_of_another_side_is_not_found(office, house, korfas) -> None:
    photo = photograph(office.tfl, house, "kiri")
    data = {"words": "Buram.", "photo": photo.pk}
    assert korfas.post(address(house, "sisi/depan/kembalikan/"), data).status_code == 404


def test_all_new_photos_are_accepted_at_once(office, house, korfas) -> None:
    photos = all_sides(office.tfl, house)
    assert "Terima 5 foto baru" in korfas.get(address(house)).content.decode()
    korfas.post(address(house, "terima/"), {"photo": [str(photo.pk) for photo in photos] + ["x", "9" * 30]})
    assert set(Photo.objects.values_list("state", flat=True)) == {"diterima"}
    assert "foto baru" not in korfas.get(address(house)).content.decode()


def test_warnings_stand_beside_the_photo(office, house, korfas) -> None:
    visit(office.tfl, house)
    photograph(office.tfl, house, content=house_photo(moment="2026:06:20 10:00:00"))
    assert "Dipotret 20 Juni 2026, bukan pada hari kunjungan." in korfas.get(address(house)).content.decode()


# --- Who may ---------------------------------------------------------------------------------------------------


def test_who_only_reads_finds_no_forms(office, house, client: Client) -> None:
    photograph(office.tfl, house)
    client.force_login(office.kadis)
    page = client.get(address(house)).content.decode()
    assert "diisi oleh tenaga fasilitator lapangan" in page
    assert "data-kirim" not in page
    assert "kembalikan" not in page.lower()


def test_who_may_not_is_refused(office, house, client: Client) -> None:
    photo = photograph(office.tfl, house)
    client.force_login(office.staf)
    for headers in ({}, BY_SCRIPT):
        answer = client.post(address(house, "sisi/kiri/"), filled(), headers=headers)
        assert answer.status_code == 403
        assert "diisi oleh tenaga fasilitator lapangan" in answer.content.decode()
    back = client.post(address(house, "sisi/depan/kembalikan/"), {"words": "Buram.", "photo": photo.pk})
    assert back.status_code == 403
    accepted = client.post(address(house, "terima/"), {"photo": [photo.pk]})
    assert accepted.status_code == 403
    assert "diperiksa oleh koordinator fasilitator atau tim teknis" in accepted.content.decode()


def test_for_who_does_not_see_the_house_nothing_is_there(office, house, client: Client) -> None:
    photo = photograph(office.tfl, house)
    client.force_login(office.tfl_lain)
    assert client.get(address(house)).status_code == 404
    assert client.post(address(house, "sisi/kiri/"), filled()).status_code == 404
    assert client.post(address(house, "sisi/depan/kembalikan/"), {"photo": photo.pk}).status_code == 404
    assert client.post(address(house, "terima/")).status_code == 404
    assert client.get(photo.upload.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("path", ["../lain/", "sisi/atap/", "sisi/atap/kembalikan/"])
def test_what_is_not_declared_has_no_page(tfl, house, path: str) -> None:
    base = f"/berkas/{house.public_id}/foto/"
    full = f"{base}lain/" if path.startswith("..") else f"{base}foto_0/{path}"
    assert tfl.get(full).status_code == 404


def test_a_later_stage_only_shows_them(office, house, tfl) -> None:
    visit(office.tfl, house)
    all_sides(office.tfl, house)
    take_move(office.tfl, house, "catat")
    page = tfl.get(address(house)).content.decode()
    assert "bukan bagian tahap pemeriksaan" in page
    assert tfl.post(address(house, "sisi/depan/"), filled()).status_code == 403


def test_a_cut_off_request_keeps_nothing(tfl, house) -> None:
    whole = io.BytesIO(house_photo()).read()
    assert tfl.post(address(house, "sisi/depan/"), filled(whole[: len(whole) // 2])).status_code == 422
    assert not Photo.objects.exists()
