"""Brings the database and static files of a local site up to date; one process, for each start of Django costs."""

import hashlib
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command

from perkim.local import demo
from perkim.local.place import CLONE


class Command(BaseCommand):
    help = "Migrate, load regions and the demo office, collect static files. Used by `make run`."
    # It runs before there are tables; what it calls checks what it needs.
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False)
        call_command("load_regions")
        call_command("load_parameters")
        call_command("demo_office")
        _collect_static(CLONE / ".local" / "static.stamp")
        _describe(CLONE / ".local" / "demo.txt")


def _collect_static(stamp: Path) -> None:
    """Compressing all files takes seconds, so it is left out when none has changed."""
    fingerprint = _static_fingerprint()
    if stamp.is_file() and stamp.read_text() == fingerprint and Path(settings.STATIC_ROOT).is_dir():
        return
    stamp.unlink(missing_ok=True)
    # Cleared, because a file that was cut off in the midst of copying looks newer than its source.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint)


def _static_fingerprint() -> str:
    parts = [str(settings.STATIC_ROOT), settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            parts.append(f"{path} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def _describe(file: Path) -> None:
    # Through a file: the launcher itself does without Django.
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
        output.write(demo.describe())
