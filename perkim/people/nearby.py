"""Which known houses stand at a place, for thousands of places at once (`docs/decisions.md`, 40 and 100)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import asin, cos, degrees, floor, radians, sin, sqrt

from django.db import connection, models

from perkim.lib.arrays import array_of
from perkim.people.models import CELLS_A_DEGREE

EARTH_METRES = 6_371_008.8  # mean radius
# More houses do not stand within some metres: where that many are told, somebody wrote the place of an office or of a
# whole hamlet for each of them.
MOST_NEAR = 25
# A house has a row for each time that it was visited.
_MOST_ROWS = 8 * MOST_NEAR
_FETCHED = 2_000

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class LocatedTable:
    """A table of places: it has a latitude, a longitude, and an index of cells over both. `key` is the column that is
    asked for, `condition` which rows count."""

    model: type[models.Model]
    key: str
    condition: str = "TRUE"


def metres_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance on the sphere (haversine); for houses of one village exact to millimetres."""
    north, east = radians(other_latitude - latitude), radians(other_longitude - longitude)
    chord = sin(north / 2) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_METRES * asin(sqrt(chord))


def near_rows(points: Sequence[Point | None], metres: float, *tables: LocatedTable) -> dict[int, Mapping[int, float]]:
    """For each point, by its index in the list: the keys of rows within reach, each with the distance to its nearest
    row. A point with more than `MOST_NEAR` keys around it gets none: such a place identifies nobody. One query for
    boxes that are a little too large; then the distance decides."""
    places: dict[Point, list[int]] = defaultdict(list)
    for place, point in enumerate(points):
        if point is not None:
            places[point].append(place)
    distinct = list(places)
    by_point: dict[int, dict[int, float]] = defaultdict(dict)
    for number, key, latitude, longitude in _boxed(distinct, metres, tables) if distinct else ():
        near = by_point[number]
        distance = metres_between(*distinct[number], latitude, longitude)
        if distance <= metres and len(near) <= MOST_NEAR:
            near[key] = min(distance, near.get(key, distance))
    return {
        place: near for number, near in by_point.items() if len(near) <= MOST_NEAR for place in places[distinct[number]]
    }


def _boxed(
    points: Sequence[Point], metres: float, tables: Sequence[LocatedTable]
) -> Iterator[tuple[int, int, float, float]]:
    north = degrees(metres / EARTH_METRES) * 1.001
    east = north / cos(radians(max(abs(latitude) for latitude, _ in points)))
    rows = [
        (number, row, col, latitude, longitude)
        for number, (latitude, longitude) in enumerate(points)
        for row in _cells(latitude, north)
        for col in _cells(longitude, east)
    ]
    # Not materialized: each table is joined by its own index.
    statement = f"""
        WITH seeker AS NOT MATERIALIZED (
            SELECT * FROM unnest(%s::int[], %s::int[], %s::int[], %s::numeric[], %s::numeric[])
                AS told(number, row, col, latitude, longitude)
        ) {" UNION ALL ".join(_joined(table) for table in tables)}
    """  # noqa: S608
    columns = [array_of(column) for column in zip(*rows, strict=True)]
    # In portions: a list of a regency has as many places as a crowded hamlet has rows for each of them.
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [*columns, *([north, east] * len(tables))])
        yield from chain.from_iterable(iter(lambda: cursor.fetchmany(_FETCHED), []))


def _joined(table: LocatedTable) -> str:
    """All its words are ours, never typed by anybody."""
    return f"""
        SELECT seeker.number, near.key, near.latitude, near.longitude
        FROM seeker CROSS JOIN LATERAL (
            SELECT placed.{table.key} AS key, placed.latitude::float8, placed.longitude::float8
            FROM {connection.ops.quote_name(table.model._meta.db_table)} AS placed
            WHERE floor(placed.latitude * {CELLS_A_DEGREE}) = seeker.row
                AND floor(placed.longitude * {CELLS_A_DEGREE}) = seeker.col
                AND abs(placed.latitude - seeker.latitude) <= %s::numeric
                AND abs(placed.longitude - seeker.longitude) <= %s::numeric
                AND placed.latitude IS NOT NULL AND {table.condition}
            LIMIT {_MOST_ROWS}
        ) AS near
    """  # noqa: S608


def _cells(middle: float, around: float) -> range:
    """The cells that a span touches, mostly one."""
    return range(floor((middle - around) * CELLS_A_DEGREE), floor((middle + around) * CELLS_A_DEGREE) + 1)
