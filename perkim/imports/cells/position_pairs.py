"""The position of a house out of two columns, or out of one that holds both: which number is which, and its sign.

In Indonesia no latitude can be a longitude, so the order is never in doubt. A sign that lacks is put in only where the
point then lies in the regency and otherwise would not.
"""

from collections.abc import Sequence
from decimal import Decimal

from perkim.imports.cells.positions import KIND, coordinates_of
from perkim.imports.declarations import EMPTY, CellKind, Row
from perkim.lib.geo import Position, is_longitude, placed
from perkim.regions.boundaries import BoundingBox

LATITUDE, LONGITUDE = "latitude", "longitude"


def settle_positions(rows: Sequence[Row], box: BoundingBox) -> None:
    """Fill the columns `latitude` and `longitude` where their cells together say more than each alone; the faults that
    their parsers found are then none, and what was not as it stood is told."""
    for row in rows:
        latitude, longitude = row.values.get(LATITUDE), row.values.get(LONGITUDE)
        if latitude is not None and longitude is not None and _holds(box, latitude, longitude):
            continue
        if settled := _position_of(row, box):
            row.findings = [
                each for each in row.findings if each.kind != KIND or each.column not in (LATITUDE, LONGITUDE)
            ]
            _tell(row, *settled)
            row.values[LATITUDE], row.values[LONGITUDE] = settled[0]


def refuse_outside(rows: Sequence[Row], box: BoundingBox) -> list[tuple[Row, tuple[float, float]]]:
    """Mark positions outside the regency as wrong; returns the rows with a position inside, and where."""
    placed = []
    for row in rows:
        latitude, longitude = row.values.get(LATITUDE), row.values.get(LONGITUDE)
        if latitude is None or longitude is None:
            continue
        if _holds(box, latitude, longitude):
            placed.append((row, (float(latitude), float(longitude))))
        else:
            what, mend = "Koordinat ini di luar kabupaten.", "Periksa angka lintang dan bujurnya, atau kosongkan."
            row.error("outside_regency", LATITUDE, what, mend)
    return placed


def _position_of(row: Row, box: BoundingBox) -> tuple[Position, bool, bool] | None:
    """The position, whether the two numbers were exchanged, and whether a minus lacked; None if they make none."""
    cells = [cell for key in (LATITUDE, LONGITUDE) if (cell := row.raw.get(key, EMPTY)).kind is not CellKind.EMPTY]
    contents = [coordinates_of(cell) for cell in cells]
    numbers = [each for each in contents if isinstance(each, Decimal)]
    whole = {each for each in contents if isinstance(each, Position)}
    position = placed(*numbers) if len(numbers) == 2 else None
    # A second cell that holds a number as well says something else.
    if len(whole) == 1 and not numbers and None not in contents:
        position = whole.pop()
    if position is None:
        return None
    exchanged = bool(numbers) and is_longitude(numbers[0])
    opposite = Position(-position.latitude, position.longitude)
    if position.latitude > 0 and not _holds(box, *position) and _holds(box, *opposite):
        return opposite, exchanged, True
    return position, exchanged, False


def _tell(row: Row, position: Position, exchanged: bool, minus: bool) -> None:
    mend = "Betulkan bila bukan itu maksudnya."
    latitude, longitude = (f"{each.normalize():f}".replace(".", ",") for each in position)
    if exchanged:
        what = f"Lintang dan bujur tertukar; dibaca lintang {latitude}, bujur {longitude}."
        row.warn("koordinat_tertukar", LATITUDE, what, mend)
    if minus:
        row.warn("koordinat_tanpa_minus", LATITUDE, f"Lintang tanpa tanda minus; dibaca {latitude}.", mend)


def _holds(box: BoundingBox, latitude: Decimal, longitude: Decimal) -> bool:
    return box.holds(float(latitude), float(longitude))
