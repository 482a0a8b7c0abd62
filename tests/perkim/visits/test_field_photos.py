"""Photos fill the slots of a set one by one; single ones are sent back with a reason, good ones accepted."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.audit.heads import kept_heads
from perkim.audit.models import Entry
from perkim.audit.verification import verify
from perkim.files.models import Upload
from perkim.files.purposes import may_fetch
from perkim.notices.models import Notice
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.visits.actions.photos import accept_photos, return_photo
from perkim.visits.amounts import limits_on
from perkim.visits.models import Photo, Visit
from perkim.visits.terms import PhotoState, VisitOutcome
from perkim.visits.warnings import photo_warnings
from tests.samples.field_work import HOME, PHOTOS, all_sides, handed_houses, house_photo, photograph, visit
from tests.samples.office import MONDAY, take_move

pytestmark = pytest.mark.django_db
REASON = "Foto buram atau gelap. Foto ulang di tempat terang, telepon dipegang dengan dua tangan."


def missing(case: Berkas) -> list[str]:
    return list(PHOTOS.missing(case.as_queryset()).get(case.pk, []))


def send_back(actor: User, photo: Photo, reason: str = REASON) -> Photo:
    actor = User.objects.get(pk=actor.pk)
    return return_photo(actor=actor, photo=photo, key=PHOTOS.key, reason=reason, now=MONDAY)


def accept(actor: User, case: Berkas, photos: list[Photo]) -> int:
    actor = User.objects.get(pk=actor.pk)
    return accept_photos(actor=actor, case=case, key=PHOTOS.key, photos=[photo.pk for photo in photos], now=MONDAY)


def test_the_stage_waits_for_every_side(office, house) -> None:
    visit(office.tfl, house)
    photograph(office.tfl, house, "depan")
    photograph(office.tfl, house, "kiri", house_photo(2))
    sentence = "Foto rumah belum ada: tampak belakang, bagian dalam, samping kanan."
    assert missing(house) == [sentence]
    assert PHOTOS.fact(house) == "2 dari 5 foto, terakhir 22 Juni 2026."
    with pytest.raises(BlockedError, match=sentence):
        take_move(office.tfl, house, "catat")


def test_a_photo_is_kept_with_its_time_and_place(office, house) -> None:
    made = photograph(office.tfl, house)
    assert (made.upload.purpose, made.upload.subject) == ("foto_lapangan", house.subject)
    assert made.upload.taken_at == MONDAY.replace(minute=5)
    assert (made.upload.latitude, made.upload.longitude) == HOME
    entry = Entry.objects.get(subject=house.subject, action="foto.dikirim")
    assert (entry.data["sisi"], entry.data["sha256"]) == ("depan", made.upload.sha256)


def test_a_new_photo_takes_the_place_of_the_old_one_which_stays(office, house) -> None:
    first = photograph(office.tfl, house)
    second = photograph(office.tfl, house, content=house_photo(7))
    first.refresh_from_db()
    assert first.replaced_at == MONDAY
    assert list(Photo.objects.live().filter(berkas=house)) == [second]
    assert Entry.objects.filter(action="foto.dikirim", data__menggantikan=first.pk).exists()


def test_the_same_photo_sent_twice_counts_once(office, house) -> None:
    key = uuid4()
    assert photograph(office.tfl, house, key=key) == photograph(office.tfl, house, key=key)
    assert Photo.objects.count() == Upload.objects.count() == 1


def test_another_photo_under_an_old_key_is_not_passed_over(office, house) -> None:
    key = uuid4()
    photograph(office.tfl, house, key=key)
    with pytest.raises(SipocError, match="Pilih foto ini sekali lagi"):
        photograph(office.tfl, house, content=house_photo(9), key=key)


def test_a_key_of_another_house_is_refused(office) -> None:
    key, (first, second) = uuid4(), handed_houses(office, 2)
    photograph(office.tfl, first, key=key)
    with pytest.raises(SipocError, match="Muat ulang"):
        photograph(office.tfl, second, key=key)


def test_a_side_that_is_not_declared_takes_no_photo(office, house) -> None:
    with pytest.raises(SipocError, match="tidak mengenal foto itu"):
        photograph(office.tfl, house, "atap")


# --- Looked at -------------------------------------------------------------------------------------------------


def test_one_photo_is_sent_back_and_taken_again(office, house) -> None:
    visit(office.tfl, house)
    photos = all_sides(office.tfl, house)
    assert send_back(office.korfas, photos[0]).state == PhotoState.RETURNED
    assert missing(house) == ["Foto rumah dikembalikan dan perlu difoto ulang: tampak depan."]
    with pytest.raises(BlockedError, match="difoto ulang: tampak depan"):
        take_move(office.tfl, house, "catat")
    photograph(office.tfl, house, "depan", house_photo(99))
    assert missing(house) == []
    assert take_move(office.tfl, house, "catat").stage == "periksa"
    assert list(verify(kept_heads())) == []


def test_who_works_the_house_is_told_what_to_take_again(office, house) -> None:
    send_back(office.tim, photograph(office.tfl, house))
    notice = Notice.objects.get(topic="foto.dikembalikan")
    assert (notice.recipient, notice.url) == (office.tfl, f"/berkas/{house.public_id}/foto/foto_0/")
    assert notice.text == f"Tampak depan, {house.number or 'Foto rumah'}: {REASON}"


def test_a_reason_is_needed(office, house) -> None:
    with pytest.raises(SipocError, match="mengapa foto ini dikembalikan"):
        send_back(office.korfas, photograph(office.tfl, house), "  ")


def test_a_photo_that_was_replaced_meanwhile_is_not_sent_back(office, house) -> None:
    old = photograph(office.tfl, house)
    photograph(office.tfl, house, content=house_photo(5))
    with pytest.raises(StaleError):
        send_back(office.korfas, old)


def test_a_photo_is_sent_back_once(office, house) -> None:
    photo = photograph(office.tfl, house)
    send_back(office.korfas, photo)
    with pytest.raises(StaleError):
        send_back(office.tim, photo)


def test_only_the_new_photos_that_the_page_showed_are_accepted(office, house) -> None:
    photos = all_sides(office.tfl, house)
    send_back(office.korfas, photos[1])
    assert accept(office.korfas, house, photos[:3]) == 2
    states = dict(Photo.objects.live().values_list("slot", "state"))
    assert states == {
        "depan": "diterima", "belakang": "dikembalikan", "dalam": "diterima", "kiri": "baru", "kanan": "baru"
    }  # fmt: skip
    assert accept(office.korfas, house, photos[:3]) == 0


def test_a_new_photo_is_looked_at_anew(office, house) -> None:
    first = photograph(office.tfl, house)
    accept(office.korfas, house, [first])
    assert photograph(office.tfl, house, content=house_photo(3)).state == PhotoState.NEW


# --- Who may ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["korfas", "tim", "staf", "kadis"])
def test_only_who_was_handed_the_house_sends_photos(office, house, who: str) -> None:
    with pytest.raises(RefusedError, match="tenaga fasilitator lapangan yang menangani"):
        photograph(getattr(office, who), house)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("who", ["tfl", "staf", "kadis"])
def test_only_the_declared_roles_look_at_photos(office, house, who: str) -> None:
    photo = photograph(office.tfl, house)
    with pytest.raises(RefusedError, match="koordinator fasilitator atau tim teknis"):
        send_back(getattr(office, who), photo)
    with pytest.raises(RefusedError):
        accept(getattr(office, who), house, [photo])


def test_a_stranger_neither_sends_nor_sees(office, house) -> None:
    photo = photograph(office.tfl, house)
    with pytest.raises(RefusedError, match="tidak untuk Anda"):
        photograph(office.tfl_lain, house)
    assert not may_fetch(office.tfl_lain, photo.upload)
    assert may_fetch(office.korfas, photo.upload)


def test_photos_rest_when_the_stage_is_left(office, house) -> None:
    visit(office.tfl, house)
    photos = all_sides(office.tfl, house)
    take_move(office.tfl, house, "catat")
    with pytest.raises(RefusedError, match="hanya bisa dibaca"):
        photograph(office.tfl, house)
    with pytest.raises(RefusedError, match="hanya bisa dibaca"):
        send_back(office.korfas, photos[0])


# --- Looked at twice -------------------------------------------------------------------------------------------


def warned(case: Berkas) -> list[str]:
    photos = list(Photo.objects.live().filter(berkas=case).with_details())
    visits = list(Visit.objects.filter(berkas=case).order_by("-id"))
    found = photo_warnings(photos, visits, case, limits_on(MONDAY.date()))
    return [sentence for sentences in found.values() for sentence in sentences]


def moved(metres: float) -> tuple[Decimal, Decimal]:
    """A place that far to the north of the house."""
    return HOME[0] + Decimal(str(round(metres / 111_195, 6))), HOME[1]


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        ({}, []),
        ({"place": None}, []),
        ({"place": moved(95)}, []),
        ({"place": moved(230)}, ["Dipotret 230 m dari titik kunjungan."]),
        ({"moment": "2026:06:21 23:59:00"}, ["Dipotret 21 Juni 2026, bukan pada hari kunjungan."]),
        (
            {"place": (Decimal("-8.1337"), Decimal("113.2245"))},
            ["Dipotret 20,8 km dari titik kunjungan.", "Dipotret di luar Desa Sumberwuluh."],
        ),
    ],
)
def test_a_photo_that_does_not_fit_its_visit_is_warned_of(office, house, photo: dict, said: list[str]) -> None:
    visit(office.tfl, house)
    photograph(office.tfl, house, content=house_photo(**photo))
    assert warned(house) == said
    assert "tampak depan" not in str(missing(house))


def test_without_a_visit_only_the_village_is_compared(office, house) -> None:
    photograph(office.tfl, house, content=house_photo(place=(Decimal("-8.1337"), Decimal("113.2245"))))
    assert warned(house) == ["Dipotret di luar Desa Sumberwuluh."]


def test_the_photo_may_be_of_any_visit_s_day(office, house) -> None:
    visit(office.tfl, house, outcome=VisitOutcome.UNKNOWN, note="Rumah kosong.")
    photograph(office.tfl, house)
    visit(office.tfl, house, at=MONDAY.replace(day=24), visited_at=MONDAY.replace(day=24))
    assert warned(house) == []


def test_five_photos_cost_the_queries_of_one(office, house) -> None:
    all_sides(office.tfl, house)
    photos, visits = list(Photo.objects.with_details()), [visit(office.tfl, house)]
    limits = limits_on(MONDAY.date())
    with CaptureQueriesContext(connection) as queries:
        photo_warnings(photos, visits, house, limits)
    assert len(queries) == 1


# --- What the database holds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "dikembalikan"},
        {"state": "diterima"},
        {"returned_reason": "Buram."},
        {"state": "lain"},
    ],
)
def test_the_database_refuses_a_judgement_of_nobody(office, house, wrong: dict) -> None:
    made = photograph(office.tfl, house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=made.pk).update(**wrong)


def test_the_database_keeps_one_photo_in_a_slot_and_judges_by_others(office, house) -> None:
    first, second = photograph(office.tfl, house), photograph(office.tfl, house, "kiri", house_photo(4))
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=second.pk).update(slot=first.slot)
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=first.pk).update(state="diterima", judged_by=first.added_by, judged_at=MONDAY)
