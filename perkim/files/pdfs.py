"""PDF as they are taken: with pages, and nothing but papers. They are looked into where photos are opened (`darkroom`),
because what reads them may be brought down by them."""

from typing import IO

from perkim.files import framing, photos
from perkim.files.darkroom import BUSY, PhotoGivenUp
from perkim.files.refusals import FileDelayed, FileRefused
from perkim.files.structure import BROKEN

_PRINT = "Buka PDF ini, cetak ke PDF baru, lalu unggah yang baru itu."
NO_PAGES = "PDF ini tidak berisi halaman. Periksa filenya, lalu unggah lagi."
CARRIES_FILES = f"PDF ini membawa file lain di dalamnya. Unggah file itu sendiri-sendiri. {_PRINT}"
ACTS = f"PDF ini memuat skrip atau perintah yang dapat menjalankan program. {_PRINT}"
HEAVY = f"PDF ini terlalu rumit untuk diperiksa. {_PRINT}"
WAIT = "Server sedang memeriksa banyak file, jadi PDF ini belum diperiksa. Tunggu sebentar, lalu kirim lagi."

_WORDS = {
    framing.NO_PAGES: NO_PAGES,
    framing.CARRIES_FILES: CARRIES_FILES,
    framing.ACTS: ACTS,
    framing.TOO_HEAVY: HEAVY,
}


def check_papers(file: IO[bytes], size: int) -> None:
    """Raises FileRefused for a PDF without pages, with files inside, or that does more than to be read."""
    try:
        photos.darkroom.look_into(file, size)
    except PhotoGivenUp as error:
        if error.why == BUSY:
            raise FileDelayed(WAIT) from error
        raise FileRefused(_WORDS.get(error.why, BROKEN)) from error
