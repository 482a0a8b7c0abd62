"""A photo as it came becomes a photo as it is kept. It is opened elsewhere: `darkroom` says where, `picture` how.

Before that it is counted (`pictures`), so that what no camera makes is refused at once and in plain words.
"""

from dataclasses import dataclass
from typing import IO

from perkim.files.darkroom import BUSY, Darkroom, PhotoGivenUp
from perkim.files.exif import PhotoFacts, read_facts
from perkim.files.framing import BROKEN as NOT_OPENED
from perkim.files.framing import TOO_HEAVY, TOO_MANY_PIXELS
from perkim.files.kinds import HEIC, JPEG, PNG, WEBP
from perkim.files.limits import MOST_PIXELS
from perkim.files.pictures.counted import CountedPicture, UncountableError
from perkim.files.pictures.heic import count_heic
from perkim.files.pictures.jpeg import count_jpeg
from perkim.files.pictures.png import count_png
from perkim.files.pictures.webp import count_webp
from perkim.files.refusals import FileDelayed, FileRefused
from perkim.files.sniffing import sniff

# Cameras and WhatsApp write 1 to 10 scans, programs that squeeze hard about 20.
MOST_SCANS = 64
# A decoder goes over the whole picture once for each scan: ten times over the largest photo, and some more.
MOST_PASSED_PIXELS = 12 * MOST_PIXELS
# Only the first is kept; stickers have a few dozen.
MOST_FRAMES = 64

BROKEN = "Foto ini rusak atau belum terkirim seluruhnya. Buka foto di perangkat Anda, simpan ulang, lalu unggah lagi."
BROKEN_HEIC = "Foto HEIC ini tidak dapat dibuka. Simpan sebagai JPEG di ponsel Anda, lalu unggah lagi."
LARGE = "Foto ini lebih dari 50 megapiksel. Perkecil foto lalu unggah lagi."
MANY_SCANS = (
    "Foto ini disimpan berlapis-lapis, jauh lebih banyak daripada foto biasa. "
    "Simpan ulang sebagai JPEG biasa, lalu unggah lagi."
)
MOVING = "Gambar ini bergerak. Simpan satu gambar diam sebagai JPEG, lalu unggah lagi."
HEAVY = "Foto ini terlalu berat untuk dibuka. Simpan ulang sebagai JPEG dengan ukuran lebih kecil, lalu unggah lagi."
WAIT = "Server sedang membuka banyak foto, jadi foto ini belum diperiksa. Tunggu sebentar, lalu kirim lagi."

_WORDS = {NOT_OPENED: BROKEN, TOO_HEAVY: HEAVY, TOO_MANY_PIXELS: LARGE}
_FORMS = {
    JPEG: ("JPEG", count_jpeg),
    PNG: ("PNG", count_png),
    WEBP: ("WEBP", count_webp),
    HEIC: ("HEIF", count_heic),
}

darkroom = Darkroom()


@dataclass(frozen=True, kw_only=True)
class DevelopedPhoto:
    """A photo as it is kept, and what the original said of itself."""

    jpeg: bytes
    thumbnail: bytes
    width: int
    height: int
    facts: PhotoFacts


def prepare(file: IO[bytes]) -> DevelopedPhoto:
    """Raises FileRefused for a photo that cannot be opened to its end, or that would take too much to open."""
    file_type = sniff(file)
    words = _WORDS | ({NOT_OPENED: BROKEN_HEIC, TOO_HEAVY: BROKEN_HEIC} if file_type == HEIC else {})
    if file_type not in _FORMS or file_type is None:
        raise FileRefused(BROKEN)
    form, count = _FORMS[file_type]
    try:
        _refuse_unwieldy(count(file))
        file.seek(0)
        developed = darkroom.develop(file.read(), form)
    except UncountableError as error:
        raise FileRefused(words[NOT_OPENED]) from error
    except PhotoGivenUp as error:
        if error.why == BUSY:
            raise FileDelayed(WAIT) from error
        raise FileRefused(words.get(error.why, words[NOT_OPENED])) from error
    return DevelopedPhoto(
        jpeg=developed.jpeg,
        thumbnail=developed.thumbnail,
        width=developed.width,
        height=developed.height,
        facts=read_facts(developed.said),
    )


def _refuse_unwieldy(counted: CountedPicture) -> None:
    pixels = counted.width * counted.height
    if pixels > MOST_PIXELS:
        raise FileRefused(LARGE)
    if counted.scans > MOST_SCANS or pixels * counted.scans > MOST_PASSED_PIXELS:
        raise FileRefused(MANY_SCANS)
    if counted.frames > MOST_FRAMES:
        raise FileRefused(MOVING)
