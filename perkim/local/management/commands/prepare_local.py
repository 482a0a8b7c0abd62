"""Brings the database and static files of a local site up to date; one process, for each start of Django costs."""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command

from perkim.demo import office
from perkim.local.place import CLONE


class Command(BaseCommand):
    help = "Migrate, load regions and the demo office, collect static files. Used by `make run`."
    # It runs before there are tables; what it calls checks what it needs.
    requires_migrations_checks = False
    # Checks take a second of each start, and the same code gives the same answer.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        _once_for_each(_code(), self.check, CLONE / ".local" / "checked.stamp")
        call_command("migrate", interactive=False)
        call_command("load_regions")
        call_command("load_parameters")
        call_command("demo_office")
        if not Path(settings.STATIC_ROOT).is_dir():
            (CLONE / ".local" / "static.stamp").unlink(missing_ok=True)
        _once_for_each(_static(), _collect_static, CLONE / ".local" / "static.stamp")
        _describe(CLONE / ".local" / "demo.txt")


def _once_for_each(state: Iterable[str], act: Callable[[], object], stamp: Path) -> None:
    """Act unless it was done to the end for files in this very state."""
    fingerprint = hashlib.sha256("\n".join(sorted(state)).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return
    stamp.unlink(missing_ok=True)
    act()
    stamp.write_text(fingerprint)


def _code() -> Iterable[str]:
    for app in apps.get_app_configs():
        if CLONE in Path(app.path).parents and ".venv" not in Path(app.path).parts:
            yield from (_state(path) for path in Path(app.path).rglob("*.py"))


def _static() -> Iterable[str]:
    yield str(settings.STATIC_ROOT)
    yield settings.STORAGES["staticfiles"]["BACKEND"]
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield f"{path} {_state(Path(storage.path(path)))}"


def _state(path: Path) -> str:
    status = path.stat()
    return f"{path} {status.st_size} {status.st_mtime_ns}"


def _collect_static() -> None:
    # Cleared, because a file that was cut off in the midst of copying looks newer than its source.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def _describe(file: Path) -> None:
    # Through a file: the launcher itself does without Django.
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
        output.write(office.describe())
