"""Ready parsers of cells. Each takes a cell that holds something and raises CellError: what is wrong, how to mend it.

`text(80)`, `whole(1, 30)`, `decimal(...)` and `choice(...)` make a parser; `nik`, `kk`, `rupiah`,
`day`, `birth`, `rt_rw`, `latitude` and `longitude` are parsers themselves.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from perkim.imports.days import DayError, day_of_serial, place_and_day
from perkim.imports.declarations import Cell, CellError, CellKind, Parse
from perkim.imports.headers import normal
from perkim.imports.numbers import SCIENTIFIC, degrees, money, number
from perkim.lib.nik import DIGITS, NikError, clean_number, read_kk, read_nik

# Titles of the kinds of findings of single cells, for the filter of the preview.
FAULTS: Mapping[str, str] = {
    "kosong": "Isian kosong",
    "rumus": "Rumus tanpa nilai",
    "tersembunyi": "Baris tersembunyi di file",
    "isi": "Isian tidak terbaca",
    "panjang": "Teks terlalu panjang",
    "angka": "Angka tidak terbaca",
    "batas": "Angka di luar batas",
    "tanggal": "Tanggal tidak terbaca",
    "pilihan": "Pilihan tidak dikenal",
    "koordinat": "Koordinat tidak dapat dipakai",
    "dibulatkan": "Angka dibulatkan lembar kerja",
    "nik_float": "NIK atau KK dirusak lembar kerja",
    "nik_15_digits": "NIK atau KK 15 angka",
    "nik_length": "NIK atau KK tidak 16 angka",
    "nik_digits": "NIK atau KK memuat huruf",
    "nik_region": "NIK atau KK dengan kode wilayah yang tidak ada",
    "nik_bad_date": "NIK dengan tanggal lahir yang tidak ada",
    "nik_serial": "NIK atau KK berakhiran 0000",
}
EARLIEST, LATEST = 1900, 2100
_NIK_KINDS = {"date": "nik_bad_date", "digits": "nik_digits", "region": "nik_region", "serial": "nik_serial"}
_LATITUDES, _LONGITUDES = (Decimal(-11), Decimal(7)), (Decimal(95), Decimal(142))
_DEGREE_PLACES = Decimal("0.000001")


class Birth(NamedTuple):
    """Place and date of birth out of one cell; the place may be empty."""

    place: str
    day: date | None


def text(longest: int = 120) -> Parse:
    """Text on one line, without the apostrophe that keeps numbers as text."""

    def parse(cell: Cell) -> str:
        found = " ".join(cell.text.split()).lstrip("'")
        if len(found) > longest:
            raise CellError(f"Isian ini {len(found)} huruf, paling panjang {longest}.", "Persingkat isinya.", "panjang")
        return found

    return parse


def whole(least: int = 0, most: int = 1_000_000) -> Parse:
    """A whole number within bounds."""

    def parse(cell: Cell) -> int:
        found = _number(cell)
        if found != found.to_integral_value():
            raise CellError(f"{_said(found)} bukan bilangan bulat.", "Isi angka tanpa koma.", "angka")
        _within(found, least, most)
        return int(found)

    return parse


def decimal(least: int = 0, most: int = 1_000_000, *, places: int = 2) -> Parse:
    """A number within bounds, rounded half up to so many places."""
    step = Decimal(1).scaleb(-places)

    def parse(cell: Cell) -> Decimal:
        found = _number(cell)
        _within(found, least, most)
        return found.quantize(step, ROUND_HALF_UP)

    return parse


def rupiah(cell: Cell) -> int:
    """Whole rupiah: a number, or text such as `Rp 1.500.000,-` and `1,5 juta`."""
    found = _of_float(cell.value) if cell.kind is CellKind.NUMBER else money(cell.text)
    if found is None:
        raise CellError("Jumlah rupiah tidak terbaca.", "Tulis angkanya saja, misalnya 1500000.", "angka")
    _within(found, 0, 10**13)
    return int(found.quantize(Decimal(1), ROUND_HALF_UP))


def day(cell: Cell) -> date:
    """A date; text before it, such as a place, is passed over."""
    return _day(cell)[1]


def birth(cell: Cell) -> Birth:
    """`Lumajang, 27-09-1967`, or a date alone."""
    return Birth(*_day(cell))


def choice(names: Mapping[str, tuple[str, ...]], *, shown: str = "") -> Parse:
    """One of the values, told by its own name or one of the others. `shown`: how the choices are told to people."""
    known = {normal(name): value for value, others in names.items() for name in (value, *others)}
    told = shown or ", ".join(names)

    def parse(cell: Cell) -> str:
        found = known.get(normal(cell.text))
        if found is None:
            raise CellError(f"“{_short(cell.text)}” tidak dikenal.", f"Isi salah satu dari: {told}.", "pilihan")
        return found

    return parse


def nik(cell: Cell) -> str:
    """The 16 digits of a NIK; apostrophes, spaces and dots are passed over."""
    return _register_number(cell, "NIK", lambda typed: read_nik(typed).text, "KTP")


def kk(cell: Cell) -> str:
    """The 16 digits of a family's number."""
    return _register_number(cell, "Nomor KK", read_kk, "kartu keluarga")


def rt_rw(cell: Cell) -> str:
    """`2`, `02` and `RT 2` are `002`."""
    digits = "".join(normal(cell.text).split()).removeprefix("rt").removeprefix("rw").lstrip("0")
    if not digits.isdigit() or not digits.isascii() or len(digits) > 3:
        raise CellError(f"“{_short(cell.text)}” bukan nomor RT atau RW.", "Isi 1 sampai 3 angka.", "angka")
    return digits.zfill(3)


def latitude(cell: Cell) -> Decimal:
    """Decimal degrees within Indonesia; south is negative."""
    return _coordinate(cell, "Lintang", _LATITUDES, _LONGITUDES, "-8.179503")


def longitude(cell: Cell) -> Decimal:
    return _coordinate(cell, "Bujur", _LONGITUDES, _LATITUDES, "113.041126")


def _number(cell: Cell) -> Decimal:
    found = _of_float(cell.value) if cell.kind is CellKind.NUMBER else number(cell.text)
    if found is None:
        raise CellError(f"“{_short(cell.text)}” bukan angka.", "Isi angkanya saja.", "angka")
    return found


def _of_float(value: float) -> Decimal:
    # By its shortest spelling: 7.2 is seven and two tenths, not what binary makes of it.
    return Decimal(repr(float(value)))


def _within(found: Decimal, least: int, most: int) -> None:
    if found < least:
        raise CellError(f"{_said(found)} terlalu kecil.", f"Isi paling sedikit {_said(Decimal(least))}.", "batas")
    if found > most:
        raise CellError(f"{_said(found)} terlalu besar.", f"Isi paling banyak {_said(Decimal(most))}.", "batas")


def _said(found: Decimal) -> str:
    """`1.200,5`."""
    return f"{found.normalize():,f}".translate(str.maketrans(",.", ".,"))


def _short(written: str) -> str:
    return written if len(written) <= 30 else f"{written[:29]}…"


def _day(cell: Cell) -> tuple[str, date]:
    mend = "Tulis tanggal, bulan, dan tahun empat angka, misalnya 27-09-1967."
    try:
        place, found = _place_and_day(cell)
    except DayError as error:
        raise CellError(str(error), mend, "tanggal") from error
    if found is None or not EARLIEST <= found.year <= LATEST:
        raise CellError("Tanggal tidak terbaca.", mend, "tanggal")
    return place, found


def _place_and_day(cell: Cell) -> tuple[str, date | None]:
    if isinstance(cell.value, datetime):
        return "", cell.value.date()
    if isinstance(cell.value, date):
        return "", cell.value
    if cell.kind is CellKind.NUMBER:
        return "", day_of_serial(cell.value)
    return place_and_day(cell.text)


def _register_number(cell: Cell, what: str, read: Callable[[str], str], card: str) -> str:
    damaged = CellError(
        f"{what} rusak karena disimpan sebagai angka.",
        f"Ketik ulang 16 angka sesuai {card}. Di lembar kerja, jadikan kolom ini teks.",
        "nik_float",
    )
    typed = cell.text
    if cell.kind is CellKind.NUMBER and cell.value >= 10 ** (DIGITS - 1):
        raise damaged
    if SCIENTIFIC.fullmatch(clean_number(typed.replace(",", ""))) or SCIENTIFIC.fullmatch(typed.strip()):
        raise damaged
    digits = clean_number(typed)
    if digits.isdigit() and len(digits) != DIGITS:
        raise _wrong_length(what, len(digits), card)
    try:
        return read(typed)
    except NikError as error:
        first, _, rest = error.sentence.partition(". ")
        mend = rest or f"Cocokkan dengan {card}."
        raise CellError(f"{first.rstrip('.')}.", mend, _NIK_KINDS.get(error.kind, "nik_length")) from error


def _wrong_length(what: str, length: int, card: str) -> CellError:
    if length < DIGITS:
        mend = f"Tambahkan {DIGITS - length} angka sesuai {card}."
        return CellError(f"{what} hanya {length} angka.", mend, "nik_15_digits" if length == 15 else "nik_length")
    return CellError(f"{what} terisi {length} angka, seharusnya 16.", f"Cocokkan dengan {card}.", "nik_length")


def _coordinate(
    cell: Cell, what: str, within: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal], example: str
) -> Decimal:
    found = _of_float(cell.value) if cell.kind is CellKind.NUMBER else degrees(cell.text)
    if found is None:
        raise CellError(f"{what} tidak terbaca.", f"Tulis derajat desimal, misalnya {example}.", "koordinat")
    if within[0] <= found <= within[1]:
        return found.quantize(_DEGREE_PLACES, ROUND_HALF_UP)
    raise CellError(f"{what} ini ada di luar Indonesia.", _hint(found, within, other, example), "koordinat")


def _hint(found: Decimal, within: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal], example: str) -> str:
    if within[0] <= -found <= within[1]:
        return f"Lintang di selatan khatulistiwa diawali tanda minus, misalnya {example}."
    if other[0] <= found <= other[1]:
        return "Lintang dan bujur tampaknya tertukar."
    if abs(found) > 1000:
        return f"Tanda desimalnya hilang. Tulis seperti {example}."
    return f"Periksa angkanya, misalnya {example}."
