"""What people type about themselves, judged in one place: names as they stand on papers, e-mail addresses."""

import re

from django.core.exceptions import ValidationError

# Latin letters with their accents. A letter of another script looks like one of these and is none.
_LETTER = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_NAME = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f .,'\u2019`()/-]*")
ODD_NAME = (
    "Nama hanya memakai huruf, spasi, titik, koma, tanda kutip tunggal, tanda hubung, kurung, dan garis miring. Hapus "
    "angka dan tanda lain; nama ini tercetak pada naskah."
)
NO_LETTER = "Nama belum memuat huruf. Tulis nama lengkap Anda."
FOREIGN_ADDRESS = (
    "Alamat surel ini memuat huruf yang bukan huruf biasa, mungkin tersalin dari tempat lain. Ketik ulang alamatnya "
    "dengan huruf a sampai z."
)


def person_name(typed: str, *, before: str = "") -> str:
    """A name as papers print it, with single blanks; one that stood there `before` stays as it is."""
    if typed == before:
        return typed
    name = " ".join(typed.split())
    if not _NAME.fullmatch(name):
        raise ValidationError(ODD_NAME, code="name")
    if not _LETTER.search(name):
        raise ValidationError(NO_LETTER, code="name")
    return name


def email_address(typed: str) -> str:
    """An address in small letters, of plain letters only: no address of this office has others, and one that looks
    like another's would get its letters."""
    if not typed.isascii():
        raise ValidationError(FOREIGN_ADDRESS, code="email")
    return typed.lower()
