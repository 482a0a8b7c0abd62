"""Account numbers as banks and spreadsheets write them: what is one, and what a spreadsheet broke."""

import re
from collections.abc import Mapping

from perkim.imports.declarations import Cell, CellError, CellKind
from perkim.lib.numbers import SCIENTIFIC
from perkim.lib.whole_number import is_digits
from perkim.people.masking import DOT

LEAST, MOST = 6, 20
# A spreadsheet's number keeps fifteen digits; what stands behind them becomes zeros.
_EXACT = 10**15
_BETWEEN = re.compile(r"[\s.\-'’]")
_RETYPE = "Ketik ulang nomornya sesuai buku tabungan. Di lembar kerja, jadikan kolom ini teks."
_LOST = (
    "Ketik ulang nomornya sesuai buku tabungan; angka yang dipotong Excel tidak kembali. "
    "Di lembar kerja, jadikan dahulu kolom ini teks."
)
_COMPARE = "Cocokkan dengan buku tabungan."
BROKEN = "Nomor rekening rusak karena disimpan sebagai angka."
NO_NUMBER = "Nomor rekening hanya memuat angka."


def account_number(cell: Cell) -> str:
    """The digits of one cell; spaces, dots and dashes are passed over. Raises CellError."""
    typed = cell.text.strip()
    squeezed = "".join(typed.split())
    if SCIENTIFIC.fullmatch(squeezed) or (cell.kind is CellKind.NUMBER and abs(cell.value) >= _EXACT):
        raise CellError(BROKEN, _LOST, "rek_float")
    digits = clean(typed)
    if not is_number(digits):
        raise CellError(NO_NUMBER, "Salin dari buku tabungan, tanpa huruf.", "rek_digits")
    return digits


def clean(typed: str) -> str:
    return _BETWEEN.sub("", typed)


def is_number(digits: str) -> bool:
    return is_digits(digits) and bool(digits.strip("0"))


def length_fault(digits: str, bank: str, lengths: Mapping[str, int], *, was_number: bool = False) -> tuple[str, str]:
    """What is wrong with how long a number of this bank is, and how to mend it; two empty texts if nothing is.

    `lengths` are the digits of the known banks. `was_number`: the cell held a number, from which zeros in front are
    lost.
    """
    wanted = lengths.get(bank)
    if wanted is None and not LEAST <= len(digits) <= MOST:
        return f"Nomor rekening {len(digits)} angka, seharusnya {LEAST} sampai {MOST}.", _COMPARE
    if wanted in (None, len(digits)):
        return "", ""
    if was_number and len(digits) < (wanted or 0):
        what = f"Nomor rekening tinggal {len(digits)} dari {wanted} angka: nol di depannya hilang di lembar kerja."
        return what, _RETYPE
    return f"Nomor rekening {len(digits)} angka, seharusnya {wanted} untuk {bank}.", _COMPARE


def mask_account(number: str) -> str:
    """`••••••4417`: the last four digits; fewer than eight are all dots."""
    shown = number[-4:] if len(number) >= 8 else ""
    return f"{DOT * (len(number) - len(shown))}{shown}"
