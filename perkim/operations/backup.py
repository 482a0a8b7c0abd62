"""Makes a backup: database, then uploads, then keys, in one folder that is whole or absent.

Uploads never change once they are written, so a file that the backup before has is linked, not copied: each backup is
whole by itself, and one more costs only what is new.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from perkim.audit.models import Seal
from perkim.files.storing import all_stored, open_stored
from perkim.health.jobs import BACKUP
from perkim.health.models import Heartbeat
from perkim.operations.folder import (
    ABOUT,
    DATABASE,
    KEYS,
    NAME_FORMAT,
    PIECE,
    UNFINISHED,
    UPLOADS,
    BackupError,
    Progress,
    read_manifest,
    sha256_of,
    whole_backups,
    write_manifest,
)
from perkim.operations.keys import LISTS, NAMES, KeysError, prints_of, seal_keys
from perkim.operations.postgres import dump, server_version


def make_backup(into: Path, *, now: datetime, keep: int, progress: Progress) -> Path:
    """Returns the new folder; older ones than the newest `keep` are removed then. Raises BackupError."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(into):
        for remains in into.glob(f"{UNFINISHED}*"):
            shutil.rmtree(remains)
        name = now.astimezone(UTC).strftime(NAME_FORMAT)
        unfinished, target = into / f"{UNFINISHED}{name}", into / name
        if target.exists():
            raise BackupError(f"{target} is there already.")
        unfinished.mkdir(mode=0o700)
        try:
            _fill(unfinished, whole_backups(into), now, progress)
            # Links and names too: a whole backup is one that a power cut leaves whole.
            os.sync()
            unfinished.rename(target)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        os.sync()
        Heartbeat.objects.update_or_create(name=BACKUP, defaults={"seen": now})
        _forget(into, keep, progress)
    return target


def keys_of_the_site() -> dict[str, str]:
    """As they stand in the environment."""
    values = {name: getattr(settings, name) for name in NAMES}
    return {name: ",".join(value) if name in LISTS else value for name, value in values.items() if value}


@contextmanager
def _alone(into: Path) -> Iterator[None]:
    with (into / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Another backup into {into} is being made.") from error
        yield


def _fill(folder: Path, older: list[Path], now: datetime, progress: Progress) -> None:
    keys = keys_of_the_site()
    try:
        sealed = seal_keys(keys, settings.BACKUP_PASSPHRASE)
    except KeysError as refusal:
        raise BackupError(str(refusal)) from refusal
    about = _about(now, keys)
    (folder / KEYS).write_bytes(sealed)
    progress("database ...")
    dump(folder / DATABASE)
    # After the database: a file without a row does no harm, a row without its file is a gap.
    progress("uploads ...")
    uploads = _copy_uploads(folder, older[-1] if older else None, progress)
    about |= {"uploads": len(uploads), "database_bytes": (folder / DATABASE).stat().st_size}
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n")
    hashes = {name: sha256_of(folder / name) for name in (KEYS, DATABASE, ABOUT)}
    write_manifest(folder, hashes | uploads, settings.LOG_KEY)


def _about(now: datetime, keys: dict[str, str]) -> dict[str, Any]:
    """What a restore compares. Asked before the dump, which therefore holds at least this."""
    seal = Seal.objects.order_by("-number").first()
    migrations = MigrationRecorder(connection).applied_migrations()
    return {
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "site": settings.SITE_URL,
        "postgres": server_version(),
        "migrations": sorted(f"{app}.{name}" for app, name in migrations),
        "seal": {"number": seal.number, "digest": bytes(seal.digest).hex()} if seal else None,
        "keys": prints_of(keys),
    }


def _copy_uploads(folder: Path, before: Path | None, progress: Progress) -> dict[str, str]:
    known = read_manifest(before) if before else {}
    hashes: dict[str, str] = {}
    for path in all_stored():
        name = f"{UPLOADS}/{path}"
        target = folder / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if before and name in known and _linked(before / name, target):
            hashes[name] = known[name]
        elif _copied(path, target):
            hashes[name] = sha256_of(target)
        if len(hashes) % 5_000 == 0:
            progress(f"{len(hashes)} uploads")
    return hashes


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:
        # Some disks know no links, and a backup may have been thinned out by hand.
        return False
    return True


def _copied(path: str, target: Path) -> bool:
    """False if the file has just been erased: its row says so, or never was."""
    try:
        with open_stored(path) as source, target.open("xb") as copy:
            shutil.copyfileobj(source, copy, PIECE)
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return False
    return True


def _forget(into: Path, keep: int, progress: Progress) -> None:
    for old in whole_backups(into)[:-keep] if keep else []:
        progress(f"removing {old.name}")
        shutil.rmtree(old)
