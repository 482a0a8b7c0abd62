"""`manage.py load_regions`: write the committed regions of Kabupaten Lumajang with their boundaries, or another file's
without."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from perkim.regions.actions import RegionFileError, load_boundaries, load_regions

DATA = Path(__file__).resolve().parents[2] / "data"
LUMAJANG, BOUNDARIES = DATA / "wilayah_lumajang.csv", DATA / "batas_desa.geojson"
SOURCE = "cahyadsn/wilayah_boundaries (MIT, 2025), disederhanakan 0,0004 derajat"


class Command(BaseCommand):
    help = "Write kecamatan, desa and kelurahan from a CSV file, and Lumajang's boundaries; may be run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=LUMAJANG)
        parser.add_argument("--kabupaten", default="35.08:Lumajang", help="code and name, as 35.08:Lumajang")

    def handle(self, *args: Any, **options: Any) -> None:
        code, _, name = options["kabupaten"].partition(":")
        try:
            loaded = load_regions(options["file"], kabupaten=(code, name))
        except (RegionFileError, OSError) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{loaded.kecamatan} kecamatan, {loaded.villages} desa/kelurahan")
        if options["file"] == LUMAJANG:
            # Official geometry that the office loaded stays.
            load_boundaries(BOUNDARIES, source=SOURCE, now=timezone.now(), only_missing=True)
