"""Real files for the tests of uploads, made on the spot; nothing here asserts."""

import io
import random
import struct
import zipfile
import zlib
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from pypdf import PdfWriter

# 800 x 600, red at the left and blue at the right, held upright by its EXIF turn of 6, taken with an Apple phone at
# PLACE and TIME: made once with Pillow and pillow-heif, whose encoder is not among our dependencies.
HEIC = Path(__file__).with_name("foto.heic")
PLACE = (Decimal("-8.133100"), Decimal("113.224800"))
TIME = datetime(2026, 11, 20, 9, 15, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def sent(content: bytes, name: str = "depan.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def scene(width: int = 800, height: int = 600) -> Image.Image:
    """Left half red, right half blue: shows which way is up and which side is left."""
    image = Image.new("RGB", (width, height), "red")
    image.paste((0, 0, 255), (width // 2, 0, width, height))
    return image


def noise(width: int, height: int) -> Image.Image:
    """The hardest picture there is for JPEG and WebP."""
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))  # noqa: S311


def encoded(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    output = io.BytesIO()
    image.save(output, form, **options)
    return output.getvalue()


def phone_exif(*, orientation: int = 1, offset: str = "", moment: str = "2026:11:20 09:15:30") -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model], exif[Base.Orientation] = "samsung", "Samsung SM-A146P", orientation
    detail = {Base.DateTimeOriginal: moment, Base.UserComment: b"rahasia keluarga"}
    exif.get_ifd(IFD.Exif).update(detail | ({Base.OffsetTimeOriginal: offset} if offset else {}))
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "S",
            GPS.GPSLatitude: (8.0, 7.0, 59.16),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (113.0, 13.0, 29.28),
        }
    )
    return exif


@cache
def _colour_profile() -> bytes:
    """Made once: it carries the second in which it was made, and the same photo must have the same bytes."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def phone_photo(**exif: object) -> bytes:
    """A JPEG with everything a phone writes into it: position, comment, colour profile."""
    return encoded(
        scene(),
        exif=phone_exif(**exif),
        comment=b"catatan pribadi",
        icc_profile=_colour_profile(),
        xmp=b"<x:xmpmeta>rumah Bu Sri",
    )


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few hundred kilobytes that fills gigabytes when opened."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + side // 8)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(name, data) for name, data in parts)


def _png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pdf(password: str = "", owner_only: bool = False, title: str = "") -> bytes:
    """One blank page; another `title` makes other bytes."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt("" if owner_only else password, owner_password=password, algorithm="AES-128")
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def xlsx(extra: dict[str, bytes] | None = None, *, workbook: str = "xl/workbook.xml") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": b"<Types/>", workbook: b"<workbook/>", **(extra or {})}.items():
            archive.writestr(name, content)
    return output.getvalue()


def dwg() -> bytes:
    return b"AC1032\0" + bytes(2000)
