"""Where a point lies: in its village, in which village, in the regency at all. Degrees are WGS 84, latitude first.

Boundaries may be simplified (`perkim/regions/data/NOTICE.md`), so a point within `TOLERANCE_M` of a village counts as
inside. Distances are measured on a plane laid over the regency, which is true to 0.2 % here.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db.models import Max, Min, QuerySet

from perkim.regions.models import Boundary

# What simplifying moved (about 44 m), and what a phone may be off.
TOLERANCE_M = 60.0
METRES_PER_DEGREE = 111_195.0
EARTH_M = 6_371_000.0

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class BoundingBox:
    """A rectangle in degrees, its edges included."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east

    def meets(self, other: "BoundingBox") -> bool:
        return not (
            self.east < other.west or other.east < self.west or self.north < other.south or other.north < self.south
        )

    def joined(self, other: "BoundingBox") -> "BoundingBox":
        return BoundingBox(
            south=min(self.south, other.south),
            north=max(self.north, other.north),
            west=min(self.west, other.west),
            east=max(self.east, other.east),
        )


# Kabupaten Lumajang as published (`domain.md` §2.1); its northernmost village reaches 450 m beyond it.
PUBLISHED_BOX = BoundingBox(south=-8.3833, north=-7.9, west=112.8833, east=113.3833)


class Boundaries:
    """The boundaries of some villages, read once; answers for thousands of points at a time."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        known = list(rows)
        self._place = {code: number for number, (code, _) in enumerate(known)}
        self._codes = [code for code, _ in known]
        shapes = shapely.from_geojson([shape for _, shape in known])
        middle = shapely.total_bounds(shapes)[[1, 3]].mean() if known else 0.0
        self._scale = np.array([METRES_PER_DEGREE * math.cos(math.radians(middle)), METRES_PER_DEGREE])
        self._shapes = shapely.transform(shapes, lambda degrees: degrees * self._scale)
        shapely.prepare(self._shapes)

    @classmethod
    def of(cls, codes: Iterable[str]) -> "Boundaries":
        """Those of these villages. One query."""
        return cls(_rows(Boundary.objects.filter(region__in=set(codes))))

    @classmethod
    def everywhere(cls) -> "Boundaries":
        """All that are known. One query, which reads 400 KB."""
        return cls(_rows(Boundary.objects.all()))

    def contains(self, code: str, latitude: float, longitude: float) -> bool | None:
        """Whether the point lies in the village or within the tolerance; None if its boundary is not known."""
        return self.contain([code], [(latitude, longitude)])[0]

    def contain(self, codes: Sequence[str], points: Sequence[Point]) -> list[bool | None]:
        """The same for many points, each with the code of its own village."""
        places = np.array([self._place.get(code, -1) for code in codes], dtype=np.intp)
        known = places >= 0
        answers: list[bool | None] = [None] * len(codes)
        if known.any():
            shapes = self._shapes[places[known]]
            inside = shapely.dwithin(shapes, self._laid(points)[known], TOLERANCE_M)
            for number, answer in zip(np.flatnonzero(known), inside, strict=True):
                answers[number] = bool(answer)
        return answers

    def village_at(self, latitude: float, longitude: float) -> str | None:
        """The code of the village that holds the point, or of the nearest one within the tolerance."""
        return self.villages_at([(latitude, longitude)])[0]

    def villages_at(self, points: Sequence[Point]) -> list[str | None]:
        """The same for many points."""
        codes: list[str | None] = [None] * len(points)
        if not points or not self._codes:
            return codes
        laid = self._laid(points)
        near = shapely.STRtree(self._shapes).query_nearest(
            laid, max_distance=TOLERANCE_M, return_distance=False, all_matches=False
        )
        for number, place in near.T:
            codes[number] = self._codes[place]
        return codes

    def _laid(self, points: Sequence[Point]) -> Any:
        """The points on the plane, in metres."""
        degrees = np.array([(longitude, latitude) for latitude, longitude in points], dtype=float)
        return shapely.points(degrees * self._scale)


def village_at(latitude: float, longitude: float) -> str | None:
    """The code of the village in which one point lies. One query, which reads only villages nearby."""
    room = TOLERANCE_M / METRES_PER_DEGREE * 2
    near = Boundary.objects.filter(
        south__lte=latitude + room, north__gte=latitude - room, west__lte=longitude + room, east__gte=longitude - room
    )
    return Boundaries(_rows(near)).village_at(latitude, longitude)


def regency_box() -> BoundingBox:
    """The rectangle that holds the regency: the published one and all loaded boundaries. One query.

    For another regency, whose boundaries lie elsewhere, the published one does not count.
    """
    ends = Boundary.objects.aggregate(south=Min("south"), north=Max("north"), west=Min("west"), east=Max("east"))
    if ends["south"] is None:
        return PUBLISHED_BOX
    loaded = BoundingBox(**ends)
    return loaded.joined(PUBLISHED_BOX) if loaded.meets(PUBLISHED_BOX) else loaded


def in_regency_box(latitude: float, longitude: float) -> bool:
    """Whether a point can lie in the regency at all; outside it is a slip of the hand. One query.

    For many points: `regency_box()` once, then `holds`.
    """
    return regency_box().holds(latitude, longitude)


def metres_between(first: Point, second: Point) -> float:
    """The distance over ground of two points (haversine)."""
    (south, west), (north, east) = ([math.radians(each) for each in point] for point in (first, second))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(half)))


def _rows(boundaries: QuerySet[Boundary]) -> list[tuple[str, str]]:
    return list(boundaries.order_by("region").values_list("region", "shape"))
