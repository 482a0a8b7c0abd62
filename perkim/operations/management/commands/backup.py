"""`manage.py backup FOLDER [--keep 14]`: database, uploads and keys together, in a new folder below this one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from perkim.operations.backup import Made, make_backup
from perkim.operations.folder import BackupError


class Command(BaseCommand):
    help = "Save database, uploads and sealed keys together while people work. Needs BACKUP_PASSPHRASE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups lie, each in a folder of its own")
        parser.add_argument("--keep", type=int, default=0, help="remove all but the newest so many; 0 keeps all")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 0:
            raise CommandError("--keep is a number of backups, or 0 for all.")
        try:
            made = make_backup(options["folder"], now=timezone.now(), keep=options["keep"], progress=self.stdout.write)
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error.strerror} ({error.filename}).") from error
        self._tell(made)

    def _tell(self, made: Made) -> None:
        """Whole is what has every upload as its row says. What is new and wrong ends with a fault, so that it is seen;
        what was told before does not hide the next fault."""
        lost = set(made.lost)
        for path in made.hurt:
            state = "lost" if path in lost else "saved from an earlier backup"
            self.stderr.write(f"{path}: the site's own file is missing or damaged; {state}")
        if not made.hurt:
            self.stdout.write(f"{made.folder} is whole")
            return
        whole = f"whole but for {len(made.lost)} lost uploads" if made.lost else "whole"
        sentence = f"{made.folder} is {whole}; {len(made.hurt)} files of the site are damaged (see docs/operations.md)."
        if made.news:
            raise CommandError(sentence)
        self.stdout.write(sentence)
