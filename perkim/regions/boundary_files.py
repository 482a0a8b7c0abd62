"""Reads a GeoJSON file of boundaries and believes it only in every feature; writes nothing."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from perkim.regions.boundaries import BoundingBox

# Degrees of WGS 84 in which Indonesia lies. Metres of a projection, and axes the wrong way round, lie elsewhere.
INDONESIA = BoundingBox(south=-11.1, north=6.2, west=94.9, east=141.1)


class BoundaryFileError(Exception):
    """The file of boundaries cannot be used; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The boundary of one region as the file states it."""

    code: str
    shape: str
    box: BoundingBox


def read_outlines(path: Path, *, name_of_code: str = "kode") -> list[Outline]:
    """The boundaries of a file, by the property that holds the Kemendagri code. Raises BoundaryFileError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as error:
        raise BoundaryFileError(f"{path.name} is no GeoJSON in UTF-8: {error}") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise BoundaryFileError(f"{path.name} holds no features: it is no FeatureCollection")
    outlines = [_outline(feature, number, path.name, name_of_code) for number, feature in enumerate(features, 1)]
    codes = Counter(outline.code for outline in outlines)
    if doubled := sorted(code for code, count in codes.items() if count > 1):
        raise BoundaryFileError(f"{path.name} holds these codes more than once: {', '.join(doubled)}")
    return outlines


def _outline(feature: Any, number: int, file: str, name_of_code: str) -> Outline:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = str((properties or {}).get(name_of_code) or "").strip()
    if not code:
        raise BoundaryFileError(f"{file}: feature {number} has no property {name_of_code!r} with its code")
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(feature.get("geometry"))))
    except (shapely.errors.GEOSException, TypeError, ValueError) as error:
        raise BoundaryFileError(f"{file}: {code} has no geometry that can be read: {error}") from error
    if fault := _fault(shape):
        raise BoundaryFileError(f"{file}: {code} {fault}")
    west, south, east, north = map(float, shape.bounds)
    box = BoundingBox(south=south, north=north, west=west, east=east)
    return Outline(code=code, shape=shapely.to_geojson(shape), box=box)


def _fault(shape: Any) -> str:
    """What is wrong with a geometry, or nothing."""
    if shape is None or shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
        return "is no area (Polygon or MultiPolygon)"
    west, south, east, north = shape.bounds
    if not (INDONESIA.holds(south, west) and INDONESIA.holds(north, east)):
        return "lies outside Indonesia; degrees of WGS 84 are needed, longitude first"
    if not shape.is_valid:
        return f"is no valid area: {shapely.is_valid_reason(shape)}"
    return ""
