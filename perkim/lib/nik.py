"""Numbers of the population register: NIK (a person) and No. KK (a household). Plain Python, no Django.

A NIK is `PPKKCC DDMMYY NNNN`: where it was first registered, day of birth (women add 40), month, year, serial
(`domain.md` §2.2). It never changes, also when its bearer moves.
"""

import re
from dataclasses import dataclass
from datetime import date

from perkim.lib.text import one_line
from perkim.lib.whole_number import is_digits

DIGITS = 16
WOMEN_ADD = 40
OLDEST = 110  # years
MALE, FEMALE = "L", "P"
# Kemendagri's codes of provinces. 54 was East Timor: people who were registered there keep it.
PROVINCES = frozenset({*range(11, 20), 21, *range(31, 37), *range(51, 55), *range(61, 66), *range(71, 77)})
PROVINCES |= {81, 82, *range(91, 97)}
# What offices put into such cells: marks that make Excel keep text, separators, spaces that cannot be seen.
_DIRT = str.maketrans(
    "",
    "",
    "'`\u2018\u2019\u201a\u201b\u2032\u00b4\"\u201c\u201d., \t\r\n\u00a0\u202f\u2007\u200b\u200c\u200d\u200e\u200f"
    "\u2060\ufeff-\u2010\u2011\u2012\u2013\u2014\u2212_/",
)
# Longer text is no number with marks around it.
_LONGEST = 60
_LABEL = re.compile(r"^(?:no(?:mor)?)?(?:nik|kk|ktp|kartukeluarga)[:=]?", re.IGNORECASE)
# Letters that are typed for digits.
_LOOKALIKES = {"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "i": "1", "|": "1", "S": "5", "B": "8", "Z": "2"}
_MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"]
_MONTHS += ["Agustus", "September", "Oktober", "November", "Desember"]


class NikError(ValueError):
    """What is wrong with a number, in a sentence for who typed it. `kind`: length, digits, region, date or serial."""

    def __init__(self, sentence: str, *, kind: str) -> None:
        super().__init__(sentence)
        self.sentence, self.kind = sentence, kind


@dataclass(frozen=True, kw_only=True)
class Nik:
    """What a NIK says. `region` is the kecamatan of first registration (`35.08.03`); `year` has two digits."""

    text: str
    region: str
    day: int
    month: int
    year: int
    sex: str
    serial: str

    def birth_date(self, known: date | None, today: date) -> date | None:
        """The date of birth with its century: the candidate nearest to what was entered, the very date as a rule;
        without an entry the later one that makes an age of 0 to 110. None if no candidate lies in the past."""
        born = [day for day in self._candidates() if day <= today]
        if known is not None:
            return min(born, key=lambda day: abs(day - known), default=None)
        return max((day for day in born if today.year - day.year <= OLDEST), default=None)

    def fits_birth(self, entered: date) -> bool:
        """Whether the entered date of birth is the one in the number, whatever its century."""
        return (entered.day, entered.month, entered.year % 100) == (self.day, self.month, self.year)

    def is_from(self, region: str) -> bool:
        """Whether it was first given in this region (`35.08`)."""
        return f"{self.region}.".startswith(f"{region}.")

    def _candidates(self) -> list[date]:
        return [day for day in (_date(1900 + self.year, self), _date(2000 + self.year, self)) if day]


def clean_number(text: str) -> str:
    """A typed number without apostrophes, spaces, dots and hyphens, and without `NIK:` in front."""
    single = one_line(text, _LONGEST)
    return _LABEL.sub("", single.translate(_DIRT)) if single else text.strip()


def read_nik(text: str) -> Nik:
    """A typed NIK, read. Raises NikError; the sentence never holds the number."""
    number = _sixteen_digits("NIK", text)
    _refuse_province("NIK", number)
    typed_day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    is_woman = typed_day > WOMEN_ADD
    nik = Nik(
        text=number,
        region=".".join((number[:2], number[2:4], number[4:6])),
        day=typed_day - WOMEN_ADD if is_woman else typed_day,
        month=month,
        year=year,
        sex=FEMALE if is_woman else MALE,
        serial=number[12:],
    )
    if not nik._candidates():
        raise NikError(f"{_impossible_date(nik)} Cocokkan NIK dengan KTP.", kind="date")
    _refuse_serial("NIK", number)
    return nik


def read_kk(text: str) -> str:
    """A typed No. KK as 16 digits. Its date is that of issue, which no source vouches for, and is not judged."""
    number = _sixteen_digits("Nomor KK", text)
    _refuse_province("Nomor KK", number)
    _refuse_serial("Nomor KK", number)
    return number


def _sixteen_digits(what: str, text: str) -> str:
    number = clean_number(text)
    if number and not is_digits(number):
        raise NikError(f"{what} hanya berisi angka. {_mend_letters(number)}", kind="digits")
    if not number:
        raise NikError(f"{what} belum diisi. Isi 16 angka sesuai kartu.", kind="length")
    if len(number) < DIGITS:
        raise NikError(f"{what} harus 16 angka. Baru terisi {len(number)}.", kind="length")
    if len(number) > DIGITS:
        raise NikError(f"{what} harus 16 angka. Terisi {len(number)}, hapus yang lebih.", kind="length")
    return number


def _mend_letters(number: str) -> str:
    """What to do about a number that is not all digits. A letter that looks like a digit is told, never replaced."""
    letter = next((each for each in number if each in _LOOKALIKES), "")
    others = {each for each in number if each not in _LOOKALIKES and not is_digits(each)}
    if not letter or others:
        return "Hapus huruf dan tanda lain."
    return f"Ada huruf {letter}; bila maksudnya angka {_LOOKALIKES[letter]}, ketik angkanya."


def _refuse_province(what: str, number: str) -> None:
    if int(number[:2]) not in PROVINCES:
        raise NikError(
            f"{what} diawali {number[:2]}, yang bukan kode provinsi. Cocokkan dengan kartunya.", kind="region"
        )


def _refuse_serial(what: str, number: str) -> None:
    if number.endswith("0000"):
        raise NikError(
            f"{what} berakhiran 0000, biasanya karena dirusak lembar kerja. Ketik ulang dari kartunya.", kind="serial"
        )


def _impossible_date(nik: Nik) -> str:
    if not 1 <= nik.month <= 12:
        return f"Bulan lahir di dalam NIK adalah {nik.month:02}, padahal hanya ada 01 sampai 12."
    if not 1 <= nik.day <= 31:
        return f"Tanggal lahir di dalam NIK adalah {nik.day:02}, padahal hanya ada 01 sampai 31."
    return f"Tanggal lahir di dalam NIK, {nik.day} {_MONTHS[nik.month - 1]} dengan tahun {nik.year:02}, tidak ada."


def _date(year: int, nik: Nik) -> date | None:
    try:
        return date(year, nik.month, nik.day)
    except ValueError:
        return None
