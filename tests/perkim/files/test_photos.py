"""A photo is kept small, upright and without anything but the picture; what it said of itself is read before."""

import hashlib
import io
import random
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile
from PIL.TiffImagePlugin import IFDRational

from perkim.files import photos
from perkim.files.photos import prepare
from perkim.files.refusals import FileRefused
from tests.perkim.files.samples import HEIC, PLACE, TIME, encoded, noise, phone_exif, phone_photo, png_bomb, scene

# A decoder that is started anew for each takes its time.
SPOILT = 40
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def photo(content: bytes) -> photos.DevelopedPhoto:
    return prepare(io.BytesIO(content))


def shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(photo(content).jpeg))


def corner(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """The colour in a corner (0 or 1 from left and from top), as the nearest of those that the samples are made of."""
    at = image.getpixel((5 if x == 0 else image.width - 6, 5 if y == 0 else image.height - 6))
    return min((RED, BLUE, WHITE), key=lambda colour: sum(abs(a - b) for a, b in zip(colour, at, strict=True)))


def test_time_position_and_camera_are_read() -> None:
    facts = photo(phone_photo()).facts
    assert (facts.latitude, facts.longitude) == PLACE
    assert facts.taken_at == TIME
    assert facts.camera == "Samsung SM-A146P"


def test_nothing_of_it_is_in_what_is_kept() -> None:
    found = photo(phone_photo())
    for kept in (found.jpeg, found.thumbnail):
        assert not Image.open(io.BytesIO(kept)).getexif()
        for word in (b"Exif", b"GPS", b"SM-A146P", b"rahasia", b"catatan", b"xmpmeta", b"ICC_PROFILE", b"ICCP"):
            assert word not in kept


def test_the_stated_offset_of_the_clock_counts() -> None:
    taken = photo(phone_photo(offset="+09:00")).facts.taken_at
    assert taken.utcoffset() == timedelta(hours=9)
    assert taken == TIME - timedelta(hours=2)


@pytest.mark.parametrize(
    "moment",
    [
        "0000:00:00 00:00:00",
        "0001:01:01 00:00:00",
        "1970:01:01 00:00:00",
        "2200:01:03 00:00:00",
        "9999:12:31 23:59:59",
        "2026:13:40 99:00:00",
        "kemarin",
        "2026-11-20T09:15:30",
    ],
)
@pytest.mark.parametrize("offset", ["", "-12:00", "+14:00"])
def test_a_senseless_time_counts_as_none(moment: str, offset: str) -> None:
    assert photo(phone_photo(moment=moment, offset=offset)).facts.taken_at is None


@pytest.mark.parametrize("offset", ["+99:99", "-23:59", "+14:01", "-12:01", "+07:60", "Z", "timur"])
def test_an_offset_that_no_clock_has_counts_as_no_time(offset: str) -> None:
    assert photo(phone_photo(offset=offset)).facts.taken_at is None


def test_a_blank_offset_is_none_stated() -> None:
    assert photo(phone_photo(offset="   :  ")).facts.taken_at == TIME


def test_what_has_not_come_yet_counts_as_none_but_for_clocks_that_run_ahead() -> None:
    facts = photo(phone_photo()).facts
    assert facts.taken_before(TIME - timedelta(hours=23)) == TIME
    assert facts.taken_before(TIME - timedelta(hours=25)) is None


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
        ((95.0, 0.0, 0.0), (113.0, 0.0, 0.0)),
        ((8.0, 0.0, 0.0), (181.0, 0.0, 0.0)),
        ((8.0, 0.0), (113.0, 0.0)),
        ((IFDRational(0, 0), 0.0, 0.0), (113.0, 0.0, 0.0)),
    ],
)
def test_a_senseless_position_counts_as_none(latitude: tuple, longitude: tuple) -> None:
    exif = phone_exif()
    exif.get_ifd(0x8825).update({2: latitude, 4: longitude})
    facts = photo(encoded(scene(), exif=exif)).facts
    assert (facts.latitude, facts.longitude) == (None, None)


def test_the_other_hemispheres_are_understood() -> None:
    exif = phone_exif()
    exif.get_ifd(0x8825).update({1: "N", 3: "W"})
    facts = photo(encoded(scene(), exif=exif)).facts
    assert facts.latitude > 0 > facts.longitude


@given(st.binary(max_size=300))
def test_broken_metadata_does_not_spoil_a_good_photo(junk: bytes) -> None:
    content = encoded(scene(64, 48), exif=b"Exif\0\0" + junk)
    found = photo(content)
    assert max(found.width, found.height) == 64
    assert found.facts.latitude is None or isinstance(found.facts.latitude, Decimal)


@pytest.mark.parametrize(
    ("orientation", "red"),
    [
        (1, {(0, 0), (0, 1)}),
        (2, {(1, 0), (1, 1)}),
        (3, {(1, 0), (1, 1)}),
        (4, {(0, 0), (0, 1)}),
        (5, {(0, 0), (1, 0)}),
        (6, {(0, 0), (1, 0)}),
        (7, {(0, 1), (1, 1)}),
        (8, {(0, 1), (1, 1)}),
    ],
)
def test_it_is_turned_as_the_camera_was_held(orientation: int, red: set[tuple[int, int]]) -> None:
    image = shown(phone_photo(orientation=orientation))
    assert {(x, y) for x in (0, 1) for y in (0, 1) if corner(image, x, y) == RED} == red
    assert image.size == ((600, 800) if orientation > 4 else (800, 600))


def test_heic_of_a_phone_is_kept_as_jpeg_upright_and_with_its_facts() -> None:
    found = photo(HEIC.read_bytes())
    image = Image.open(io.BytesIO(found.jpeg))
    assert (image.format, image.size) == ("JPEG", (600, 800))
    assert (corner(image, 0, 0), corner(image, 0, 1)) == (RED, BLUE)
    assert (found.facts.latitude, found.facts.longitude) == PLACE
    assert (found.facts.taken_at, found.facts.camera) == (TIME, "Apple iPhone 15")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_becomes_1600_pixels_long(form: str) -> None:
    found = photo(encoded(scene(3200, 2400), form))
    assert (found.width, found.height) == (1600, 1200)
    assert shown(encoded(scene(3200, 2400), form)).format == "JPEG"


def test_a_small_photo_is_not_blown_up() -> None:
    assert (photo(encoded(scene(320, 200))).width, photo(encoded(scene(320, 200))).height) == (320, 200)


def test_the_hardest_picture_still_fits() -> None:
    found = photo(encoded(noise(2000, 1500), quality=95))
    assert len(found.jpeg) <= 700 * 1024
    assert len(found.thumbnail) <= 8 * 1024
    assert max(Image.open(io.BytesIO(found.thumbnail)).size) == 160


def test_an_ordinary_picture_is_kept_within_300_kilobytes() -> None:
    soft = noise(400, 300).resize((4000, 3000), Image.Resampling.BICUBIC)
    found = photo(encoded(soft, quality=90))
    assert len(found.jpeg) <= 300 * 1024
    assert found.width >= 1024


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert corner(shown(encoded(clear, "PNG")), 0, 0) == WHITE


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16"])
def test_every_way_of_storing_colour_is_understood(mode: str) -> None:
    image = Image.new("I;16", (80, 60), 40_000) if mode == "I;16" else scene(80, 60).convert(mode)
    found = shown(encoded(image, "JPEG" if mode == "CMYK" else "PNG"))
    assert (found.mode, found.size) == ("RGB", (80, 60))


def test_a_profile_that_is_none_is_left_out() -> None:
    assert corner(shown(encoded(scene(), icc_profile=b"bukan profil")), 0, 0) == RED


def test_a_bomb_is_refused_unopened() -> None:
    bomb = png_bomb()
    assert len(bomb) < 1_000_000
    with pytest.raises(FileRefused, match="lebih dari 50 megapiksel"):
        photo(bomb)


def test_too_many_pixels_are_refused_below_pillows_own_limit() -> None:
    with pytest.raises(FileRefused, match="lebih dari 50 megapiksel"):
        photo(png_bomb(8_000))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_photo_that_was_cut_off_is_refused(form: str, share: float, monkeypatch) -> None:
    # What WeasyPrint sets for the whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    content = encoded(noise(300, 300), form)
    with pytest.raises(FileRefused, match="rusak atau belum terkirim seluruhnya"):
        photo(content[: int(len(content) * share)])


def test_a_cut_off_heic_is_refused() -> None:
    with pytest.raises(FileRefused, match="HEIC ini tidak dapat dibuka. Simpan sebagai JPEG"):
        photo(HEIC.read_bytes()[:1000])


def test_spoilt_heic_is_refused_or_opened_and_nothing_else() -> None:
    whole, dice = HEIC.read_bytes(), random.Random(5)  # noqa: S311
    for _ in range(SPOILT):
        spoilt = bytearray(whole)
        for _ in range(dice.choice([1, 2, 5])):
            spoilt[dice.randrange(12, 500)] = dice.randrange(256)
        with suppress(FileRefused):
            assert photo(bytes(spoilt)).jpeg.startswith(b"\xff\xd8")


def test_a_heic_with_too_many_pixels_is_refused_as_such(monkeypatch) -> None:
    monkeypatch.setattr(photos, "MOST_PIXELS", 600 * 800 - 1)
    with pytest.raises(FileRefused, match="lebih dari 50 megapiksel"):
        photo(HEIC.read_bytes())


def test_the_same_photo_makes_the_same_bytes() -> None:
    digests = {hashlib.sha256(photo(phone_photo()).jpeg).hexdigest() for _ in range(2)}
    assert len(digests) == 1
