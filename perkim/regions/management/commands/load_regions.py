"""`manage.py load_regions`: write the committed regions of Kabupaten Lumajang, or another file's."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from perkim.regions.actions import RegionFileError, load_regions

LUMAJANG = Path(__file__).resolve().parents[2] / "data" / "wilayah_lumajang.csv"


class Command(BaseCommand):
    help = "Write kecamatan, desa and kelurahan from a CSV file; may be run again."

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
