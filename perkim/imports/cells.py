"""Ready parsers of cells. Each takes a cell that holds something and raises CellError: what is wrong, how to mend it.

`text(80)`, `whole(1, 30)`, `decimal(...)`, `area(...)` and `choice(...)` make a parser; `nik`, `kk`, `rupiah`, `day`,
`birth`, `yes_no`, `rt_rw`, `latitude` and `longitude` are parsers themselves. How things are written is read by
`perkim/lib`, as in the forms of the portal.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils import timezone

from perkim.imports import name_cells, position_cells, register_cells
from perkim.imports.declarations import Cell, CellError, CellKind, Parse
from perkim.imports.doubts import Doubtful
from perkim.lib.choices import Ambiguous, Names
from perkim.lib.days import DayError, WrittenDay, day_of_serial, read_day, sure_day
from perkim.lib.neighbourhood import neighbourhood
from perkim.lib.numbers import NumberError, areas, count, counts_other, money, number
from perkim.lib.span import YEAR_WANTED, may_be_written
from perkim.lib.text import shortened

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
    "dua_arti": "Angka yang dapat dibaca dua cara",
    "kecil": "Jumlah rupiah sangat kecil",
    "pilihan": "Pilihan tidak dikenal",
    "koordinat": "Koordinat tidak dapat dipakai",
    "dibulatkan": "Angka dibulatkan lembar kerja",
    "koordinat_tertukar": "Lintang dan bujur tertukar",
    "koordinat_tanpa_minus": "Lintang tanpa tanda minus",
    "nik_float": "NIK atau KK dirusak lembar kerja",
    "nik_15_digits": "NIK atau KK 15 angka",
    "nik_length": "NIK atau KK tidak 16 angka",
    "nik_digits": "NIK atau KK memuat huruf",
    "nik_region": "NIK atau KK dengan kode wilayah yang tidak ada",
    "nik_bad_date": "NIK dengan tanggal lahir yang tidak ada",
    "nik_serial": "NIK atau KK berakhiran 0000",
    **name_cells.FAULTS,
}
# Rupiah below these are no income and no aid: somebody wrote thousands, or lost zeros.
NO_RUPIAH, FEW_RUPIAH = 1_000, 10_000
_UNSPEAKABLE = Decimal(10) ** 18
MEND_DAY = "Tulis tanggal, bulan, dan tahun empat angka, misalnya 27-09-1967."
_YES = frozenset({"ya", "y", "iya", "ada", "sudah", "punya", "benar", "true", "1", "v", "√", "✓", "✔", "☑", "ok"})
_NO = frozenset(
    {"tidak", "tdk", "tak", "t", "tidak ada", "tdk ada", "belum", "blm", "tanpa", "nihil", "false", "0", "no"}
)
_DITTO = frozenset({'"', '""', "〃", "”", "“", "idem", "ditto", "sda", "s.d.a", "s d a", "sama dengan atas"})
# With dots and blanks around it.
_LONGEST_DITTO = 24
# Parsers with modules of their own.
nik, kk = register_cells.nik, register_cells.kk
latitude, longitude = position_cells.latitude, position_cells.longitude


class Birth(NamedTuple):
    """Place and date of birth out of one cell; the place may be empty. `written`: what stood there, if it can mean
    another day as well, or has the month first."""

    place: str
    day: date | None
    written: WrittenDay | None = None


def text(longest: int = 120) -> Parse:
    """Text on one line, without the apostrophe that keeps numbers as text."""

    def parse(cell: Cell) -> str:
        value = " ".join(cell.text.split()).lstrip("'")
        if len(value) <= _LONGEST_DITTO and value.casefold().strip(" .") in _DITTO:
            raise CellError(f"“{value}” hanya menunjuk ke baris lain.", "Tulis isinya di setiap baris.", "isi")
        if len(value) > longest:
            raise CellError(f"Isian ini {len(value)} huruf, paling panjang {longest}.", "Persingkat isinya.", "panjang")
        return value

    return parse


_name = text(100)


def person(cell: Cell) -> str:
    """The name of somebody."""
    return name_cells.person(_name(cell))


def whole(least: int = 0, most: int = 1_000_000, *, of: str = "") -> Parse:
    """A whole number within bounds; `of`: what it counts, `orang` or `KK`, where a cell may name another thing."""

    def parse(cell: Cell) -> int:
        if of and counts_other(cell.text, of):
            raise CellError(f"{_quoted(cell)} bukan jumlah {of}.", f"Isi jumlah {of}.", "angka")
        value = _number(cell, count)
        if value != value.to_integral_value():
            raise CellError(f"{_said(value)} bukan bilangan bulat.", "Isi angka tanpa koma.", "angka")
        _within(value, least, most)
        return int(value)

    return parse


def decimal(least: int = 0, most: int = 1_000_000, *, places: int = 2) -> Parse:
    """A number within bounds, rounded half up to so many places."""
    step = Decimal(1).scaleb(-places)

    def parse(cell: Cell) -> Decimal:
        value = _number(cell, number)
        _within(value, least, most)
        return value.quantize(step, ROUND_HALF_UP)

    return parse


def area(least: int, most: int, *, likely: tuple[int, int]) -> Parse:
    """Square metres within bounds, to hundredths: `6 x 7 m`, `±36 m²`. `99.125` as text is 99,125 or 99125: the one
    that is a likely area; if both are, nobody guesses."""

    def parse(cell: Cell) -> Decimal | Doubtful:
        readings = _areas(cell)
        plausible = [each for each in readings if len(readings) == 1 or likely[0] <= each <= likely[1]]
        if len(plausible) > 1:
            one, other = (_said(each) for each in sorted(readings))
            what = f"{_quoted(cell)} dapat berarti {one} atau {other} m²."
            raise CellError(what, f"Tulis {one} atau {other.replace('.', '')}.", "angka")
        if not plausible:
            raise CellError(f"{_quoted(cell)} bukan luas yang masuk akal.", "Isi luasnya dalam m².", "batas")
        _within(plausible[0], least, most)
        metres = plausible[0].quantize(Decimal("0.01"), ROUND_HALF_UP)
        # By custom a comma parts decimals, and a point thousands.
        customary = min(readings) if "," in cell.text else max(readings)
        if len(readings) > 1 and plausible[0] != customary:
            what = f"{_quoted(cell)} dibaca {_said(metres)} m², bukan {_said(customary)} m²."
            return Doubtful(metres, what, "Betulkan bila bukan itu maksudnya.", "dua_arti")
        return metres

    return parse


def rupiah(cell: Cell) -> int | Doubtful:
    """Whole rupiah: a number, or text such as `Rp 1.500.000,-`, `1.250.000/bulan` and `1,5 juta`."""
    mend = "Tulis rupiah penuh, misalnya 1500000."
    try:
        amount = _of_float(cell.value) if cell.kind is CellKind.NUMBER else money(cell.text)
    except NumberError as error:
        raise CellError(str(error), f"Hitung jumlah per bulan. {mend}", "angka") from error
    if amount is None:
        raise CellError("Jumlah rupiah tidak terbaca.", "Tulis angkanya saja, misalnya 1500000.", "angka")
    _within(amount, 0, 10**13)
    if 0 < amount < NO_RUPIAH:
        raise CellError(f"Rp{_said(amount)} terlalu kecil.", mend, "batas")
    whole = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    if 0 < amount < FEW_RUPIAH:
        return Doubtful(
            whole, f"Terbaca hanya Rp{_said(Decimal(whole))}.", f"{mend[:-1]}, bila maksudnya lebih.", "kecil"
        )
    return whole


def day(cell: Cell) -> date:
    """A date; text before it, such as a place, is passed over."""
    with _day_errors_as_cell_errors():
        parsed = _stored_day(cell) or sure_day(cell.text)
    return _in_bounds(parsed)


def birth(cell: Cell) -> Birth:
    """`Lumajang, 27-09-1967`, or a date alone. Two digits of a year mean the century in which somebody can be born who
    is alive; `09/27/1967` is read though its month stands first. What else it can mean is the business of the check,
    which knows the NIK."""
    if stored := _stored_day(cell):
        return Birth("", _in_bounds(stored))
    with _day_errors_as_cell_errors():
        parsed = read_day(cell.text)
    if parsed is None:
        return Birth("", _in_bounds(None))
    days = parsed.by_custom(timezone.localdate()) if parsed.short_year else parsed.readings[:1]
    if len(days) > 1:
        what = f"Tahun pada {parsed.written} dapat berarti {days[0].year} atau {days[1].year}."
        raise CellError(what, MEND_DAY, "tanggal")
    in_doubt = parsed.month_first or len(parsed.readings) > 1
    return Birth(parsed.place, _in_bounds(days[0] if days else None), parsed if in_doubt else None)


def choice(names: Mapping[str, tuple[str, ...]], *, shown: str = "") -> Parse:
    """One of the values, given by its own name or one of its other names. `shown`: the choices in words for people."""
    known = Names(names)
    options = shown or ", ".join(names)

    def parse(cell: Cell) -> str:
        try:
            value = known.meant(cell.text)
        except Ambiguous as error:
            what = f"{_quoted(cell)} menyebut lebih dari satu pilihan."
            raise CellError(what, f"Isi salah satu dari: {options}.", "pilihan") from error
        if value is None:
            raise CellError(f"{_quoted(cell)} tidak dikenal.", f"Isi salah satu dari: {options}.", "pilihan")
        return value

    return parse


def yes_no(cell: Cell) -> bool:
    """`ada`, `v` and `√` are yes, `tdk` and `belum` no. A cross is neither: some strike out with it, some tick."""
    if cell.kind is CellKind.BOOLEAN:
        return bool(cell.value)
    word = " ".join(cell.text.casefold().strip(" .").split())
    if word not in _YES and word not in _NO:
        raise CellError(f"{_quoted(cell)} tidak dikenal.", "Isi ya atau tidak.", "pilihan")
    return word in _YES


def rt_rw(cell: Cell) -> str:
    """`2`, `02`, `RT 2` and `II` are `002`; `000`, which registers write where there is none, is empty."""
    digits = neighbourhood(cell.text)
    if digits is None:
        raise CellError(f"{_quoted(cell)} bukan nomor RT atau RW.", "Isi 1 sampai 3 angka.", "angka")
    return digits


def _number(cell: Cell, read: Callable[[str], Decimal | None]) -> Decimal:
    value = _of_float(cell.value) if cell.kind is CellKind.NUMBER else read(cell.text)
    if value is None:
        raise CellError(f"{_quoted(cell)} bukan angka.", "Isi angkanya saja.", "angka")
    return value


def _of_float(value: float) -> Decimal:
    # By its shortest spelling: 7.2 is seven and two tenths, not what binary makes of it.
    return Decimal(repr(float(value)))


def _within(value: Decimal, least: int, most: int) -> None:
    if value < least:
        raise CellError(f"{_said(value)} terlalu kecil.", f"Isi paling sedikit {_said(Decimal(least))}.", "batas")
    if value > most:
        raise CellError(f"{_said(value)} terlalu besar.", f"Isi paling banyak {_said(Decimal(most))}.", "batas")


def _said(value: Decimal) -> str:
    """`1.200,5`; nobody reads the hundreds of digits that a slip makes."""
    if abs(value) >= _UNSPEAKABLE:
        return "Angka ini"
    return f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))


def _quoted(cell: Cell) -> str:
    return f"“{shortened(cell.text, 30)}”"


def _areas(cell: Cell) -> tuple[Decimal, ...]:
    if cell.kind is CellKind.NUMBER:
        return (_of_float(cell.value),)
    try:
        readings = areas(cell.text)
    except NumberError as error:
        raise CellError(str(error), "Isi luasnya dalam m², misalnya 42.", "angka") from error
    if not readings:
        what = f"{_quoted(cell)} tidak terbaca sebagai luas."
        raise CellError(what, "Isi m² dengan angka, misalnya 36 atau 6 x 7.", "angka")
    return readings


@contextmanager
def _day_errors_as_cell_errors() -> Iterator[None]:
    try:
        yield
    except DayError as error:
        raise CellError(str(error), MEND_DAY, "tanggal") from error


def _stored_day(cell: Cell) -> date | None:
    """The day that a spreadsheet keeps; None where it keeps text."""
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    return day_of_serial(cell.value) if cell.kind is CellKind.NUMBER else None


def _in_bounds(parsed: date | None) -> date:
    if parsed is None:
        raise CellError("Tanggal tidak terbaca.", MEND_DAY, "tanggal")
    if not may_be_written(parsed):
        raise CellError(f"Tahun {parsed.year} tidak mungkin.", YEAR_WANTED, "tanggal")
    return parsed
