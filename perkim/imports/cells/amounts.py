"""Cells that hold numbers: counts, measures, areas, rupiah, years."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from perkim.imports.cells.contents import decimal_of, quoted
from perkim.imports.cells.doubts import Doubtful
from perkim.imports.declarations import Cell, CellError, CellKind, Parse
from perkim.lib.numbers import NumberError, areas, count, counts_other, money, number

# Rupiah below these are no income and no aid: somebody wrote thousands, or lost zeros.
NO_RUPIAH, FEW_RUPIAH = 1_000, 10_000
_UNSPEAKABLE = Decimal(10) ** 18


def whole(least: int = 0, most: int = 1_000_000, *, of: str = "") -> Parse:
    """A whole number within bounds; `of`: what it counts, `orang` or `KK`, where a cell may name another thing."""

    def parse(cell: Cell) -> int:
        if of and counts_other(cell.text, of):
            raise CellError(f"{quoted(cell)} bukan jumlah {of}.", f"Isi jumlah {of}.", "angka")
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
            what = f"{quoted(cell)} dapat berarti {one} atau {other} m²."
            raise CellError(what, f"Tulis {one} atau {other.replace('.', '')}.", "angka")
        if not plausible:
            raise CellError(f"{quoted(cell)} bukan luas yang masuk akal.", "Isi luasnya dalam m².", "batas")
        _within(plausible[0], least, most)
        metres = plausible[0].quantize(Decimal("0.01"), ROUND_HALF_UP)
        # By custom a comma parts decimals, and a point thousands.
        customary = min(readings) if "," in cell.text else max(readings)
        if len(readings) > 1 and plausible[0] != customary:
            what = f"{quoted(cell)} dibaca {_said(metres)} m², bukan {_said(customary)} m²."
            return Doubtful(metres, what, "Betulkan bila bukan itu maksudnya.", "dua_arti")
        return metres

    return parse


def rupiah(cell: Cell) -> int | Doubtful:
    """Whole rupiah: a number, or text such as `Rp 1.500.000,-`, `1.250.000/bulan` and `1,5 juta`."""
    mend = "Tulis rupiah penuh, misalnya 1500000."
    try:
        amount = decimal_of(cell.value) if cell.kind is CellKind.NUMBER else money(cell.text)
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


_any_number = whole(0, 10**12)


def year(least: int, most: int) -> Parse:
    """A year within bounds, both included. It is no amount: nobody writes or reads it with a point."""

    def parse(cell: Cell) -> int:
        value: int = _any_number(cell)
        if not least <= value <= most:
            raise CellError(f"Tahun {value} tidak mungkin.", f"Isi tahun dari {least} sampai {most}.", "batas")
        return value

    return parse


def _number(cell: Cell, read: Callable[[str], Decimal | None]) -> Decimal:
    value = decimal_of(cell.value) if cell.kind is CellKind.NUMBER else read(cell.text)
    if value is None:
        raise CellError(f"{quoted(cell)} bukan angka.", "Isi angkanya saja.", "angka")
    return value


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


def _areas(cell: Cell) -> tuple[Decimal, ...]:
    if cell.kind is CellKind.NUMBER:
        return (decimal_of(cell.value),)
    try:
        readings = areas(cell.text)
    except NumberError as error:
        raise CellError(str(error), "Isi luasnya dalam m², misalnya 42.", "angka") from error
    if not readings:
        what = f"{quoted(cell)} tidak terbaca sebagai luas."
        raise CellError(what, "Isi m² dengan angka, misalnya 36 atau 6 x 7.", "angka")
    return readings
