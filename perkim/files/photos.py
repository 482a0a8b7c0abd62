"""Makes of a photo what is kept: a JPEG of at most 1600 px and about 300 KB, upright, with nothing but the picture."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from perkim.files.exif import PhotoFacts, read_facts
from perkim.files.heic import as_jpeg
from perkim.files.kinds import HEIC
from perkim.files.refusals import FileRefused
from perkim.files.sniffing import sniff

# Sizes of the design, section 7, and of its budget of page weights.
LONGEST_SIDE, MOST_KEPT = 1600, 300 * 1024
THUMBNAIL_SIDE, MOST_THUMBNAIL = 160, 8 * 1024
# Sides and qualities that are tried in turn until the photo is small enough.
_SIDES, _QUALITIES, _THUMBNAIL_QUALITIES = (LONGEST_SIDE, 1280, 1024), (82, 72, 60), (70, 45, 20, 5)
# The best phones of today make 50 million pixels: about 150 MB while one is open.
MOST_PIXELS = 50_000_000

BROKEN = "Foto ini rusak atau belum terkirim seluruhnya. Buka foto di perangkat Anda, simpan ulang, lalu unggah lagi."
TOO_MANY_PIXELS = "Foto ini lebih dari 50 megapiksel. Perkecil foto lalu unggah lagi."

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# One at a time in each process: the threads of a web server must not open eight large photos together.
_opening = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photo as it is kept, and what the original said of itself."""

    jpeg: bytes
    thumbnail: bytes
    width: int
    height: int
    facts: PhotoFacts


def prepare(file: IO[bytes]) -> Photo:
    """Raises FileRefused for a photo that cannot be opened to its end or has too many pixels."""
    try:
        with _one_whole_photo(), Image.open(_readable(file), formats=["JPEG", "PNG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise FileRefused(TOO_MANY_PIXELS)
            facts = read_facts(image)
            picture = _upright(image, facts.orientation)
    except Image.DecompressionBombError as error:
        raise FileRefused(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, RuntimeError, MemoryError) as error:
        raise FileRefused(BROKEN) from error
    picture, jpeg = _kept(picture)
    return Photo(jpeg=jpeg, thumbnail=_thumbnail(picture), width=picture.width, height=picture.height, facts=facts)


def _readable(file: IO[bytes]) -> IO[bytes]:
    """The file from its beginning, or the JPEG made of its HEIC."""
    if sniff(file) == HEIC:
        return io.BytesIO(as_jpeg(file, longest_side=LONGEST_SIDE, most_pixels=MOST_PIXELS, too_many=TOO_MANY_PIXELS))
    file.seek(0)
    return file


@contextmanager
def _one_whole_photo() -> Iterator[None]:
    """WeasyPrint tells Pillow, for the whole process, to fill up with grey what was cut off; here that is an error."""
    with _opening:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    """The decoded picture in sRGB, turned as the camera was held, on white, without anything that came with it."""
    # JPEG is decoded at a fraction of its size where that suffices: four times faster, and less memory.
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    profile = image.info.get("icc_profile")
    clear = image.has_transparency_data
    shown = image.convert("RGBA" if clear else "RGB")
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if profile:
        shown = _in_srgb(shown, profile)
    if orientation in _TURNS:
        shown = shown.transpose(_TURNS[orientation])
    # A new image: what is saved later carries no comment, profile or position of the old one.
    clean = Image.new("RGB", shown.size, "white")
    clean.paste(shown, mask=shown.getchannel("A") if clear else None)
    return clean


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Phones state wider colours than what a page shows; a profile that cannot be used is left out."""
    if image.mode != "RGB":
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _kept(picture: Image.Image) -> tuple[Image.Image, bytes]:
    """The picture and its JPEG, as good as fits; what never fits is kept at its smallest."""
    data = b""
    for side in _SIDES:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            data = _saved(picture, "JPEG", quality=quality, optimize=True, progressive=True)
            if len(data) <= MOST_KEPT:
                return picture, data
    return picture, data


def _thumbnail(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    data = b""
    for quality in _THUMBNAIL_QUALITIES:
        data = _saved(small, "WEBP", quality=quality, method=4)
        if len(data) <= MOST_THUMBNAIL:
            break
    return data


def _saved(picture: Image.Image, form: str, **options: int | bool) -> bytes:
    output = io.BytesIO()
    picture.save(output, form, **options)
    return output.getvalue()
