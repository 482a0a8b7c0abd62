"""The only writer of regions."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from perkim.regions.boundary_files import BoundaryFileError, Outline, read_outlines
from perkim.regions.models import Boundary, Region

COLUMNS = {"kode", "nama", "jenis", "kode_kecamatan", "kecamatan"}
KABUPATEN_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}")
VILLAGE_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
# The first digit of the last group tells them apart (`domain.md` §2.1).
KIND_OF_DIGIT = {"1": "KELURAHAN", "2": "DESA"}
LONGEST_NAME = 100


class RegionFileError(Exception):
    """The file of regions cannot be used; the message says why."""


@dataclass(frozen=True)
class Loaded:
    """How many regions the file held, by kind."""

    kecamatan: int
    villages: int


def load_regions(path: Path, *, kabupaten: tuple[str, str]) -> Loaded:
    """Write the regions of a CSV file, all or none; regions known before are renamed, never removed.

    `kabupaten`: code and name of the regency, which the file does not state. Columns: `perkim/regions/data/NOTICE.md`.
    Raises RegionFileError for a kabupaten without code or name, and for a file that cannot be believed in every row.
    """
    if not KABUPATEN_CODE.fullmatch(kabupaten[0]) or not kabupaten[1].strip():
        raise RegionFileError("A kabupaten has a code of the form PP.KK and a name, as 35.08:Lumajang")
    rows = _read(path, kabupaten[0])
    top = Region(code=kabupaten[0], name=kabupaten[1], kind=Region.Kind.KABUPATEN)
    kecamatan = {
        row["kode_kecamatan"]: Region(
            code=row["kode_kecamatan"], name=row["kecamatan"], kind=Region.Kind.KECAMATAN, parent=top
        )
        for row in rows
    }
    villages = [
        Region(code=row["kode"], name=row["nama"], kind=row["jenis"], parent=kecamatan[row["kode_kecamatan"]])
        for row in rows
    ]
    with transaction.atomic():
        for level in ([top], kecamatan.values(), villages):
            Region.objects.bulk_create(
                level, update_conflicts=True, unique_fields=["code"], update_fields=["name", "kind", "parent"]
            )
    return Loaded(kecamatan=len(kecamatan), villages=len(villages))


@transaction.atomic
def load_boundaries(
    path: Path, *, source: str, now: datetime, name_of_code: str = "kode", only_missing: bool = False
) -> int:
    """Write the boundaries of a GeoJSON file, all or none, over those that are known; returns how many.

    `source` says where they come from. `only_missing` leaves the boundaries of other sources as they are: what is
    committed here never takes the place of official geometry. Raises BoundaryFileError for a file that cannot be
    believed in every feature, or that names a region which is not known.
    """
    if not source.strip():
        raise BoundaryFileError("State the source of the boundaries, as they stand in its publication")
    outlines = read_outlines(path, name_of_code=name_of_code)
    known = set(Region.objects.filter(code__in=[each.code for each in outlines]).values_list("code", flat=True))
    if unknown := sorted(each.code for each in outlines if each.code not in known):
        raise BoundaryFileError(f"{path.name} names regions that are not loaded: {', '.join(unknown[:10])}")
    if only_missing:
        others = set(Boundary.objects.exclude(source=source).values_list("region", flat=True))
        outlines = [each for each in outlines if each.code not in others]
    Boundary.objects.bulk_create(
        [_boundary(each, source.strip(), now) for each in outlines],
        update_conflicts=True,
        unique_fields=["region"],
        update_fields=["shape", "south", "north", "west", "east", "source", "loaded_at"],
    )
    return len(outlines)


def _boundary(outline: Outline, source: str, now: datetime) -> Boundary:
    box = outline.box
    return Boundary(
        region_id=outline.code,
        shape=outline.shape,
        south=box.south,
        north=box.north,
        west=box.west,
        east=box.east,
        source=source,
        loaded_at=now,
    )


def _read(path: Path, kabupaten_code: str) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = COLUMNS - set(reader.fieldnames or ())
            rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegionFileError(f"{path.name} is no CSV file in UTF-8: {error}") from error
    if missing:
        raise RegionFileError(f"{path.name} lacks the columns {', '.join(sorted(missing))}")
    if not rows:
        raise RegionFileError(f"{path.name} holds no region")
    codes = Counter(row["kode"] for row in rows)
    if doubled := sorted(str(code) for code, number in codes.items() if number > 1):
        raise RegionFileError(f"{path.name} holds these codes more than once: {', '.join(doubled)}")
    names: dict[str, str] = {}
    for row in rows:
        if fault := _fault(row, kabupaten_code, names.setdefault(row["kode_kecamatan"], row["kecamatan"])):
            raise RegionFileError(f"{path.name}: {row['kode']} {fault}")
    return rows


def _fault(row: dict[str, str], kabupaten_code: str, kecamatan: str) -> str:
    """What is wrong with a row, or nothing. `kecamatan`: the name that its kecamatan has in an earlier row."""
    if not all(row[column] for column in COLUMNS):
        return "leaves a column empty"
    if not row["kode"].startswith(f"{row['kode_kecamatan']}.") or row["kode_kecamatan"][:-3] != kabupaten_code:
        return f"lies outside {kabupaten_code} or its own kecamatan"
    if not VILLAGE_CODE.fullmatch(row["kode"]) or row["jenis"] != KIND_OF_DIGIT.get(row["kode"][9]):
        return "is no code of a desa (PP.KK.CC.2DDD) or kelurahan (PP.KK.CC.1DDD) that fits its kind"
    if max(len(row["nama"]), len(row["kecamatan"])) > LONGEST_NAME:
        return f"has a name of more than {LONGEST_NAME} letters"
    if row["kecamatan"] != kecamatan:
        return f"names its kecamatan {row['kecamatan']}, an earlier row {kecamatan}"
    return ""
