"""Makes a backup: database, then uploads, then keys, in one folder that is finished or absent.

Uploads never change once they are written, so a file that the backup before has is linked, not copied: each backup
stands by itself, and one more costs only what is new. What the site has lost of them is told (`uploads.py`).
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from perkim.audit.models import Seal
from perkim.files.actions import note_damage
from perkim.health.jobs import BACKUP
from perkim.health.models import Heartbeat
from perkim.operations.folder import (
    ABOUT,
    DATABASE,
    KEYS,
    NAME_FORMAT,
    UNFINISHED,
    BackupError,
    Progress,
    number_of,
    sha256_of,
    whole_backups,
    write_manifest,
)
from perkim.operations.keys import LISTS, NAMES, KeysError, prints_of, seal_keys
from perkim.operations.postgres import dump, server_version
from perkim.operations.uploads import Copied, copy_uploads


@dataclass(frozen=True)
class Made:
    """A backup, and what it found of uploads: `hurt` the site has not as it should, `lost` not even the backups have.
    `news` says whether the backup before did not know some of it."""

    folder: Path
    hurt: Sequence[str] = ()
    lost: Sequence[str] = ()
    news: bool = False


def make_backup(into: Path, *, now: datetime, keep: int, progress: Progress) -> Made:
    """Older ones than the newest `keep` are removed then, never the one just made. Raises BackupError."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(into):
        for remains in into.glob(f"{UNFINISHED}*"):
            shutil.rmtree(remains)
        name = now.astimezone(UTC).strftime(NAME_FORMAT)
        unfinished, target = into / f"{UNFINISHED}{name}", into / name
        if target.exists():
            raise BackupError(f"{target} is there already.")
        older = whole_backups(into)
        if older and older[-1].name > name:
            progress(f"The clock says {name}, but {older[-1].name} was made before: one of them was set wrong.")
        unfinished.mkdir(mode=0o700)
        try:
            copied = _fill(unfinished, older, now, progress)
            # Links and names too: a whole backup is one that a power cut leaves whole.
            os.sync()
            unfinished.rename(target)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        os.sync()
        Heartbeat.objects.update_or_create(name=BACKUP, defaults={"seen": now})
        news = note_damage(copied.hurt, now=now) > 0
        _forget(into, keep, progress)
    return Made(target, copied.hurt, copied.lost, news)


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


def _fill(folder: Path, older: list[Path], now: datetime, progress: Progress) -> Copied:
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
    number = number_of(older[-1]) + 1 if older else 1
    copied = copy_uploads(folder, older, number=number, progress=progress)
    about |= {"number": number, "uploads": copied.count, "lost": copied.lost}
    about |= {"database_bytes": (folder / DATABASE).stat().st_size}
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n")
    hashes = {name: sha256_of(folder / name) for name in (KEYS, DATABASE, ABOUT)}
    write_manifest(folder, {**hashes, **copied.hashes}, settings.LOG_KEY)
    return copied


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


def _forget(into: Path, keep: int, progress: Progress) -> None:
    for old in whole_backups(into)[:-keep] if keep else []:
        progress(f"removing {old.name}")
        shutil.rmtree(old)
