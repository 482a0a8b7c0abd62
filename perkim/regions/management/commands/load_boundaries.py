"""`manage.py load_boundaries FILE --source "..."`: official outlines of villages in place of the committed ones."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from perkim.regions.actions import load_boundaries
from perkim.regions.boundary_files import BoundaryFileError


class Command(BaseCommand):
    help = "Write the boundaries of regions from a GeoJSON file (WGS 84), all or none; may be run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="who drew them, and in which year")
        parser.add_argument("--code", default="kode", help="the property that holds the Kemendagri code")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = load_boundaries(
                options["file"], source=options["source"], now=timezone.now(), name_of_code=options["code"]
            )
        except (BoundaryFileError, OSError) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{count} batas wilayah")
