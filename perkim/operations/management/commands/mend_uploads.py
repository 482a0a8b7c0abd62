"""`manage.py mend_uploads BACKUP`: bring back the bytes of uploads that a backup found damaged or missing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from perkim.operations.folder import BackupError
from perkim.operations.mending import mend_uploads


class Command(BaseCommand):
    help = "Bring uploads that the last backup found damaged or missing back from this backup, into the running site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder of one backup that still has them")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            mended = mend_uploads(options["backup"], now=timezone.now())
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        for path in mended.brought:
            self.stdout.write(f"{path} is back")
        for path in mended.left:
            self.stdout.write(f"{path} is not in this backup as it should be")
        self.stdout.write(f"{len(mended.brought)} files brought back, {len(mended.left)} left.")
