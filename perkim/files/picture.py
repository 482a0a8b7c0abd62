"""Makes of a photo what is kept: a JPEG of at most 1600 px and about 300 KB, upright, with nothing but the picture.

Work of the developer, in its own limited process: it knows nothing of Django, and what it opens comes from strangers.
"""

import io
from dataclasses import dataclass
from typing import Any

from pi_heif import register_heif_opener
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base

from perkim.files import limits

# Sides and qualities that are tried in turn until the photo is small enough.
_SIDES, _QUALITIES, _THUMBNAIL_QUALITIES = (limits.LONGEST_SIDE, 1280, 1024), (82, 72, 60), (70, 45, 20, 5)
# From the best quality to the worst a photo shrinks to a half or a little less: what is larger is not tried in full.
_HOPELESS = 2.5
# What is read of EXIF, and how much of each value: nobody needs more of what strangers write.
_MAIN = (Base.Make, Base.Model, Base.Orientation, Base.DateTime)
_DETAIL = (Base.DateTimeOriginal, Base.OffsetTimeOriginal)
_GPS = (GPS.GPSLatitudeRef, GPS.GPSLatitude, GPS.GPSLongitudeRef, GPS.GPSLongitude)
_LONGEST_VALUE, _MOST_VALUES = 200, 4

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Opening turns a HEIC upright and says so in its EXIF.
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
# Our own limit is asked before anything is decoded; Pillow's would only warn.
Image.MAX_IMAGE_PIXELS = None
FORMS = ("JPEG", "PNG", "WEBP", "HEIF")

Said = dict[str, dict[str, Any]]


class TooManyPixelsError(Exception):
    """A picture larger than what is opened."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What is kept of a photo, and what its EXIF said, in plain values."""

    jpeg: bytes
    thumbnail: bytes
    width: int
    height: int
    said: Said


def develop(content: bytes, form: str) -> Picture:
    """Raises TooManyPixelsError, and whatever Pillow raises for what cannot be opened to its end."""
    with Image.open(io.BytesIO(content), formats=[form]) as image:
        if image.width * image.height > limits.MOST_PIXELS:
            raise TooManyPixelsError
        said = _said(image)
        picture = _upright(image, said.get("main", {}).get(str(int(Base.Orientation)), 1))
    picture, jpeg = _kept(picture)
    return Picture(jpeg=jpeg, thumbnail=_thumbnail(picture), width=picture.width, height=picture.height, said=said)


def _said(image: Image.Image) -> Said:
    """The values of EXIF that are of use; data that cannot be read counts as not there."""
    try:
        exif = image.getexif()
        detail, gps = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
        return {"main": _plain(dict(exif), _MAIN), "detail": _plain(detail, _DETAIL), "gps": _plain(gps, _GPS)}
    except Exception:  # Pillow's parser fails in many ways on broken data; the photo itself may still be good.
        return {}


def _plain(values: dict[int, Any], wanted: tuple[int, ...]) -> dict[str, Any]:
    return {str(int(tag)): _value(values[tag]) for tag in wanted if values.get(tag) is not None}


def _value(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if isinstance(value, tuple | list):
        return [_number(each) for each in value[:_MOST_VALUES]]
    return str(value)[:_LONGEST_VALUE]


def _number(part: Any) -> float | None:
    try:
        return float(part)
    except (TypeError, ValueError, ArithmeticError):
        return None


def _upright(image: Image.Image, orientation: Any) -> Image.Image:
    """The decoded picture in sRGB, turned as the camera was held, on white, without anything that came with it."""
    # JPEG is decoded at a fraction of its size where that suffices: four times faster, and less memory.
    image.draft("RGB", (limits.LONGEST_SIDE, limits.LONGEST_SIDE))
    image.load()
    profile = image.info.get("icc_profile")
    clear = image.has_transparency_data
    mode = "RGBA" if clear else "RGB"
    # Only what must be is copied at its full size.
    shown = image if image.mode == mode else image.convert(mode)
    shown.thumbnail((limits.LONGEST_SIDE, limits.LONGEST_SIDE), Image.Resampling.LANCZOS)
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
            if len(data) <= limits.MOST_KEPT:
                return picture, data
            if len(data) > _HOPELESS * limits.MOST_KEPT:
                break
    return picture, data


def _thumbnail(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail((limits.THUMBNAIL_SIDE, limits.THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    data = b""
    for quality in _THUMBNAIL_QUALITIES:
        data = _saved(small, "WEBP", quality=quality, method=4)
        if len(data) <= limits.MOST_THUMBNAIL:
            break
    return data


def _saved(picture: Image.Image, form: str, **options: int | bool) -> bytes:
    output = io.BytesIO()
    picture.save(output, form, **options)
    return output.getvalue()
