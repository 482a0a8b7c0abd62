"""Cells that hold numbers of the population register: NIK and No. KK."""

import re
from collections.abc import Callable

from perkim.imports.declarations import Cell, CellError, CellKind
from perkim.lib.nik import DIGITS, NikError, clean_number, read_kk, read_nik
from perkim.lib.numbers import SCIENTIFIC
from perkim.lib.whole_number import is_digits

_NIK_KINDS = {"date": "nik_bad_date", "digits": "nik_digits", "region": "nik_region", "serial": "nik_serial"}
# What other programs write of a number that was none: `3508036709679901.0`.
_FLOAT = re.compile(r"[0-9]{16}[.,]0{1,2}")


def nik(cell: Cell) -> str:
    """The 16 digits of a NIK; apostrophes, spaces and dots are passed over."""
    return _register_number(cell, "NIK", lambda typed: read_nik(typed).text, "KTP")


def kk(cell: Cell) -> str:
    """The 16 digits of a family's number."""
    return _register_number(cell, "Nomor KK", read_kk, "kartu keluarga")


def _register_number(cell: Cell, what: str, read: Callable[[str], str], card: str) -> str:
    typed = cell.text
    digits = clean_number(typed)
    if cell.kind is CellKind.NUMBER and cell.value >= 10 ** (DIGITS - 1):
        raise _damaged(what, card)
    if not is_digits(digits) or len(digits) != DIGITS:
        _refuse_damaged(typed, what, card)
        if is_digits(digits):
            raise _wrong_length(what, len(digits), card)
    try:
        return read(typed)
    except NikError as error:
        first, _, rest = error.sentence.partition(". ")
        mend = rest or f"Cocokkan dengan {card}."
        raise CellError(f"{first.rstrip('.')}.", mend, _NIK_KINDS.get(error.kind, "nik_length")) from error


def _refuse_damaged(typed: str, what: str, card: str) -> None:
    """Text that a spreadsheet or another program made of a number."""
    packed = clean_number(typed.replace(",", ""))
    if SCIENTIFIC.fullmatch(packed) or SCIENTIFIC.fullmatch(typed.strip()) or _FLOAT.fullmatch(typed.strip()):
        raise _damaged(what, card)


def _damaged(what: str, card: str) -> CellError:
    return CellError(
        f"{what} rusak karena disimpan sebagai angka.",
        f"Ketik ulang 16 angka sesuai {card}. Di lembar kerja, jadikan kolom ini teks.",
        "nik_float",
    )


def _wrong_length(what: str, length: int, card: str) -> CellError:
    if length < DIGITS:
        mend = f"Tambahkan {DIGITS - length} angka sesuai {card}."
        return CellError(f"{what} hanya {length} angka.", mend, "nik_15_digits" if length == 15 else "nik_length")
    return CellError(f"{what} terisi {length} angka, seharusnya 16.", f"Cocokkan dengan {card}.", "nik_length")
