"""`manage.py restore BACKUP [--check]`: bring a backup back into an empty database, or only read it through."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from perkim.operations.folder import BackupError
from perkim.operations.restore import CheckedBackup, check_backup, restore


class Command(BaseCommand):
    help = "Restore database and uploads from a backup and verify the log. The keys must stand in the settings before."
    # There are no tables yet.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder of one backup")
        parser.add_argument("--check", action="store_true", help="read and compare everything, write nothing")
        parser.add_argument("--without-damaged", action="store_true", help="leave out damaged uploads, and list them")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, without = options["backup"], options["without_damaged"]
        try:
            if options["check"]:
                self._tell(check_backup(folder, self.stdout.write, without_damaged=without))
                return
            checked = restore(folder, now=timezone.now(), progress=self.stdout.write, without_damaged=without)
        except BackupError as refusal:
            raise CommandError(f"{refusal} Nothing may be used yet.") from refusal
        self._tell(checked)
        self.stdout.write("Restored. Start web, worker and beat.")

    def _tell(self, checked: CheckedBackup) -> None:
        for path in checked.damaged:
            self.stdout.write(f"{path} was damaged in this backup")
        for path in checked.lost:
            self.stdout.write(f"{path} was lost before this backup was made")
        missing = len(checked.damaged) + len(checked.lost)
        state = f"all but {missing} uploads" if missing else "whole"
        about = checked.about
        self.stdout.write(f"{state}: {about['uploads']} uploads, made {about['made_at']} by {about['site']}")
