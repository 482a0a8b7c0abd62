"""The only writer of regions."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from perkim.regions.models import Region

COLUMNS = {"kode", "nama", "jenis", "kode_kecamatan", "kecamatan"}


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
    Raises RegionFileError for a missing column, a code outside the regency, or a code twice.
    """
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


def _read(path: Path, kabupaten_code: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := COLUMNS - set(reader.fieldnames or ()):
            raise RegionFileError(f"{path.name} lacks the columns {', '.join(sorted(missing))}")
        rows = list(reader)
    codes = [row["kode"] for row in rows]
    if doubled := {code for code in codes if codes.count(code) > 1}:
        raise RegionFileError(f"{path.name} holds these codes more than once: {', '.join(sorted(doubled))}")
    for row in rows:
        inside = row["kode"].startswith(f"{row['kode_kecamatan']}.")
        if not inside or not row["kode_kecamatan"].startswith(f"{kabupaten_code}."):
            raise RegionFileError(f"{path.name}: {row['kode']} lies outside {kabupaten_code} or its own kecamatan")
    return rows
