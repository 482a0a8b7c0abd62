"""Cells that hold coordinates. A parser sees one cell alone and refuses what is not its own; `settle_positions` sees
both, and takes what is certain all the same."""

from decimal import Decimal

from perkim.imports.cells.contents import decimal_of
from perkim.imports.declarations import Cell, CellError, CellKind
from perkim.lib.geo import LONGITUDES, Position, degrees, is_latitude, is_longitude, position, rounded

KIND = "koordinat"
_LATITUDES = (Decimal(-11), Decimal(7))
_HALF_TURN = Decimal(180)
# Metres of UTM in Indonesia: eastings, and northings south of the equator.
_UTM = ((Decimal(160_000), Decimal(840_000)), (Decimal(8_780_000), Decimal(10_000_000)))


def latitude(cell: Cell) -> Decimal:
    """Decimal degrees within Indonesia; south is negative."""
    return _coordinate(cell, "Lintang", _LATITUDES, "-8.179503")


def longitude(cell: Cell) -> Decimal:
    """Decimal degrees within Indonesia."""
    return _coordinate(cell, "Bujur", LONGITUDES, "113.041126")


def coordinates_of(cell: Cell) -> Decimal | Position | None:
    """What a cell says, whichever column it stands in: one coordinate, both, or nothing that can be read."""
    if cell.kind is CellKind.NUMBER:
        return decimal_of(cell.value)
    return degrees(cell.text) if (both := position(cell.text)) is None else both


def _coordinate(cell: Cell, what: str, within: tuple[Decimal, Decimal], example: str) -> Decimal:
    degree = coordinates_of(cell)
    if degree is None:
        raise CellError(f"{what} tidak terbaca.", f"Tulis derajat desimal, misalnya {example}.", KIND)
    if isinstance(degree, Position):
        raise CellError(f"{what} memuat dua koordinat.", "Pisahkan lintang dan bujurnya.", KIND)
    if within[0] <= degree <= within[1]:
        return rounded(degree)
    raise CellError(f"{what} ini ada di luar Indonesia.", _hint(degree, within, example), KIND)


def _hint(degree: Decimal, within: tuple[Decimal, Decimal], example: str) -> str:
    if within == LONGITUDES and is_longitude(-degree):
        return f"Bujur di Indonesia tanpa tanda minus, misalnya {example}."
    if within[0] <= -degree <= within[1]:
        return f"Lintang di selatan khatulistiwa diawali tanda minus, misalnya {example}."
    if degree and (is_longitude(degree) or is_latitude(degree)):
        return "Lintang dan bujur tampaknya tertukar."
    if any(least <= degree <= most for least, most in _UTM):
        return f"Angka ini tampaknya meter (UTM). Ambil titiknya dalam derajat, misalnya {example}."
    if abs(degree) > _HALF_TURN:
        return f"Tanda desimalnya hilang. Tulis seperti {example}."
    return f"Periksa angkanya, misalnya {example}."
