"""Files made to hurt are refused by counting, before anything is opened, in the time that reading them takes."""

import io
import struct
from collections.abc import Callable

import pytest
from PIL import Image

from perkim.files import photos
from perkim.files.examination import examine
from perkim.files.kinds import DRAWING, MEGABYTE, PDF, PHOTO, FileKind
from perkim.files.photos import prepare
from perkim.files.pictures.heic import count_heic
from perkim.files.pictures.jpeg import count_jpeg
from perkim.files.pictures.webp import count_webp
from perkim.files.refusals import FileRefused
from tests.perkim.files.hostile import (
    heic,
    many_markers,
    many_scans,
    png_chunk,
    png_with,
    stutter,
    tiff,
    webp_animation,
    worst_countable,
)
from tests.perkim.files.samples import HEIC, encoded, noise, phone_photo, scene, sent
from tests.processor import processor_seconds

LAYERS, PARTS = "disimpan berlapis-lapis", "tersusun dari terlalu banyak bagian"
BROKEN, MOVES = "rusak atau belum terkirim seluruhnya", "bergerak"
# A small part of what each of them took.
SOON = 1.0


def refused(content: bytes, accepts: FileKind, words: str) -> float:
    """Processor seconds until it was refused in these words."""

    def refuse() -> None:
        with pytest.raises(FileRefused, match=words):
            examine(sent(content), accepts)

    return processor_seconds(refuse)


@pytest.fixture
def unopened(monkeypatch) -> None:
    def never(content: bytes, form: str) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(photos.darkroom, "develop", never)


HUGE_SIZES: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: phone_photo().replace(struct.pack(">HH", 600, 800), struct.pack(">HH", 60_000, 60_000)),
    "PNG": lambda: encoded(scene(), "PNG").replace(struct.pack(">II", 800, 600), struct.pack(">II", 800_000, 60_000)),
    "WebP": lambda: encoded(scene(16_000, 4_000), "WEBP", method=0),
    "HEIC": lambda: HEIC.read_bytes().replace(struct.pack(">II", 800, 600), struct.pack(">II", 80_000, 60_000)),
}
# Made when they are sent: some take a while.
HOSTILE_PHOTOS: dict[str, tuple[Callable[[], bytes], str]] = {
    "scans": (lambda: many_scans(300), LAYERS),
    "large scans": (lambda: many_scans(300, 8000, 6000), LAYERS),
    # Fewer scans, over more pixels than any honest photo asks for.
    "passes": (lambda: many_scans(30, 8000, 6000), LAYERS),
    "markers": (lambda: many_markers(9 * MEGABYTE), PARTS),
    "chunks": (lambda: png_with(png_chunk(b"tEXt", b"") * 800_000), PARTS),
    "pieces": (lambda: encoded(scene(), "WEBP") + b"JUNK\0\0\0\0" * 1_000_000, PARTS),
    "boxes": (lambda: heic(*[(b"free", b"")] * 5_000), PARTS),
    "inner boxes": (lambda: heic((b"meta", bytes(4) + heic(*[(b"free", b"")] * 5_000))), PARTS),
    "items": (lambda: heic((b"meta", bytes(4) + heic((b"iinf", struct.pack(">IH", 0, 5_000) + bytes(2))))), PARTS),
    "frames": (lambda: webp_animation(70), MOVES),
    "plays": (lambda: png_with(png_chunk(b"acTL", struct.pack(">II", 70, 0))), MOVES),
    **{form: (make, "lebih dari 50 megapiksel") for form, make in HUGE_SIZES.items()},
}


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize("name", HOSTILE_PHOTOS)
def test_a_photo_that_no_camera_makes_is_refused_unopened(name: str) -> None:
    make, words = HOSTILE_PHOTOS[name]
    content = make()
    assert len(content) <= PHOTO.most_bytes
    assert refused(content, PHOTO, words) < SOON


def test_what_looks_like_markers_without_end_is_read_once() -> None:
    assert refused(stutter(9 * MEGABYTE), PHOTO, BROKEN) < SOON


@pytest.mark.parametrize("length", [2**62, 2**63, 2**64 - 1])
def test_a_heic_whose_next_box_lies_beyond_all_files(length: int) -> None:
    content = heic() + struct.pack(">I4sQ", 1, b"free", length) + bytes(40)
    assert refused(content, PHOTO, "Foto HEIC ini tidak dapat dibuka") < SOON


def test_the_most_that_is_let_through_costs_the_portal_nothing() -> None:
    content = worst_countable()
    assert len(content) <= PHOTO.most_bytes

    told: list[int | str] = []

    def look() -> None:
        try:
            told.append(prepare(io.BytesIO(content)).width)
        except FileRefused as refusal:
            told.append(refusal.message)

    assert processor_seconds(look) < SOON
    assert told in ([1600], [1280], [1024], [photos.HEAVY])


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"progressive": True, "subsampling": 0, "exif": bytes(60_000)}]
)
def test_scans_and_size_of_an_honest_photo_are_counted(options: dict) -> None:
    content = encoded(noise(500, 300), **options)
    counted = count_jpeg(io.BytesIO(content))
    assert (counted.width, counted.height) == (500, 300)
    assert counted.scans == (10 if options else 1)
    assert counted.end < len(content)


def test_the_preview_behind_the_picture_is_not_counted() -> None:
    """Phones put a second picture behind the first."""
    assert count_jpeg(io.BytesIO(phone_photo() + many_scans(300))).scans == 1


def test_size_and_frames_are_counted_in_the_other_forms() -> None:
    for options in ({}, {"lossless": True}, {"exif": b"Exif\0\0II"}):
        counted = count_webp(io.BytesIO(encoded(scene(300, 200), "WEBP", **options)))
        assert (counted.width, counted.height, counted.frames) == (300, 200, 1)
    assert count_webp(io.BytesIO(webp_animation(3))).frames == 3
    counted = count_heic(io.BytesIO(HEIC.read_bytes()))
    assert {counted.width, counted.height} == {600, 800}


STRIPS = 25_000_000
HOSTILE_DRAWINGS: dict[str, Callable[[], tuple[bytes, str]]] = {
    "comments": lambda: (many_markers(30 * MEGABYTE), PARTS),
    "chunks": lambda: (png_with(png_chunk(b"tEXt", b"") * 2_000_000), PARTS),
    "strips": lambda: (
        tiff((256, 4, 1, 100), (257, 4, 1, 100), (273, 4, STRIPS, 100), (279, 4, STRIPS, 100), big=30 * MEGABYTE),
        PARTS,
    ),
    "tags": lambda: (tiff(*[(number, 1, 30_000_000, 8) for number in range(60_000)]), PARTS),
    "same data": lambda: (
        tiff(
            (256, 4, 1, 100),
            (257, 4, 1, 100),
            (273, 4, 1, 8),
            (279, 4, 1, 40_000_000),
            *[(number, 1, 30_000_000, 8) for number in range(400, 4000)],
        ),
        BROKEN,
    ),
    "nowhere": lambda: (b"II+\0\x08\0\0\0" + b"\xff" * 8 + bytes(100), BROKEN),
}


@pytest.mark.parametrize("name", HOSTILE_DRAWINGS)
def test_a_drawing_is_counted_and_never_opened(name: str) -> None:
    content, words = HOSTILE_DRAWINGS[name]()
    assert refused(content, DRAWING, words) < SOON


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "group4", "jpeg"])
@pytest.mark.parametrize("big", [False, True])
def test_every_usual_tiff_is_taken_and_its_half_is_not(compression: str | None, big: bool) -> None:
    picture = noise(300, 300).convert("1" if compression == "group4" else "RGB")
    content = encoded(picture, "TIFF", compression=compression, big_tiff=big)
    assert examine(sent(content), DRAWING).read() == content
    assert refused(content[: len(content) // 2], DRAWING, BROKEN) < SOON


def test_a_tiff_of_tiles_and_of_the_other_order_is_taken() -> None:
    rows = ((256, 3, 1, 64 << 16), (257, 3, 1, 64 << 16), (324, 4, 1, 8), (325, 4, 1, 60))
    table = b"".join(struct.pack(">HHII", *row) for row in rows)
    content = b"MM\0*" + struct.pack(">IH", 8, len(rows)) + table + bytes(100)
    assert examine(sent(content), DRAWING).read() == content


@pytest.mark.parametrize(
    "table",
    [
        b"1" * (3 * MEGABYTE),
        b"1" + b" " * (3 * MEGABYTE),
        b"1 1" + b" " * (3 * MEGABYTE),
        b"xref\n" + b"trailer" * 400_000,
        b"1 0 obj" + b"<<" * 1_500_000 + b"/Encryp",
    ],
    ids=["digits", "blanks", "more blanks", "trailers", "depth"],
)
def test_a_pdf_is_not_parsed_and_so_costs_its_reading(table: bytes) -> None:
    content = b"%PDF-1.7\n" + table + b"startxref" + b" " * 900 + b"9\nstartxref\n9\n%%EOF"
    assert refused(content, PDF, BROKEN) < SOON


def test_pillow_reads_no_header_in_the_portal(monkeypatch) -> None:
    monkeypatch.setattr(Image, "open", lambda *words, **named: pytest.fail("opened by the portal"))
    for form in ("PNG", "JPEG", "TIFF"):
        assert examine(sent(encoded(scene(), form)), DRAWING)
    assert examine(sent(phone_photo()), PHOTO)
