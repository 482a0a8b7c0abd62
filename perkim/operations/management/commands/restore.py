"""`manage.py restore BACKUP [--check]`: bring a backup back into an empty database, or only read it through."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from perkim.operations.folder import BackupError
from perkim.operations.restore import check_backup, restore


class Command(BaseCommand):
    help = "Restore database and uploads from a backup and verify the log. The keys must stand in the settings before."
    # There are no tables yet.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder of one backup")
        parser.add_argument("--check", action="store_true", help="read and compare everything, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                about = check_backup(options["backup"], self.stdout.write)
                self.stdout.write(f"whole: {about['uploads']} uploads, made {about['made_at']} by {about['site']}")
                return
            restore(options["backup"], now=timezone.now(), progress=self.stdout.write)
        except BackupError as refusal:
            raise CommandError(f"{refusal} Nothing may be used yet.") from refusal
        self.stdout.write("Restored. Start web, worker and beat.")
