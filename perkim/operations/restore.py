"""Brings a backup back into an empty database and an empty storage, and proves that it is what was saved."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.models import Max

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.audit.kinds import declare
from perkim.audit.models import Entry, Seal
from perkim.files.actions import note_damage
from perkim.files.storing import erase, open_stored
from perkim.operations.backup import keys_of_the_site
from perkim.operations.folder import (
    DATABASE,
    PIECE,
    UPLOADS,
    BackupError,
    Progress,
    damages,
    read_about,
    read_manifest,
    require_ours,
)
from perkim.operations.keys import missing_keys
from perkim.operations.postgres import advance_transactions, load, require_empty
from perkim.operations.uploads import put_back

RESTORED = declare("cadangan.dipulihkan", "Dipulihkan dari cadangan")
NAMED = 10
WITHOUT_DAMAGED = " Only uploads are hurt: with --without-damaged all the rest is restored, and these are listed."


@dataclass(frozen=True)
class CheckedBackup:
    """What a backup says of itself, and the paths of the uploads that it cannot give back: `damaged` since it was made,
    `lost` before."""

    about: dict[str, Any]
    damaged: Sequence[str] = ()

    @property
    def lost(self) -> Sequence[str]:
        return self.about.get("lost", [])


def check_backup(folder: Path, progress: Progress, *, without_damaged: bool = False) -> CheckedBackup:
    """Read all of it. Raises BackupError for anything that is not as it was written; of uploads only if they are not to
    be left out."""
    require_ours(folder, settings.LOG_KEY)
    all_damages = list(damages(folder, progress))
    if refused := [damage for damage in all_damages if not (without_damaged and damage.is_upload)]:
        more = f" and {len(refused) - NAMED} more" if len(refused) > NAMED else ""
        hint = "" if without_damaged or not all(each.is_upload for each in refused) else WITHOUT_DAMAGED
        raise BackupError(f"This backup is not whole: {'; '.join(map(str, refused[:NAMED]))}{more}.{hint}")
    about = read_about(folder)
    if missing := missing_keys(about["keys"], keys_of_the_site()):
        raise BackupError(
            f"{', '.join(missing)} of the settings cannot open this backup. Take the keys from it: "
            "python -m perkim.operations keys BACKUP."
        )
    return CheckedBackup(about, [each.upload for each in all_damages if each.upload])


def restore(folder: Path, *, now: datetime, progress: Progress, without_damaged: bool = False) -> CheckedBackup:
    """Uploads first, so that a run that was cut off can simply be repeated; the database is all or nothing."""
    checked = check_backup(folder, progress, without_damaged=without_damaged)
    about = checked.about
    _require_known_migrations(about["migrations"])
    require_empty()
    progress("uploads ...")
    _bring_uploads(folder, progress, but=set(checked.damaged))
    progress("database ...")
    load(folder / DATABASE)
    call_command("migrate", interactive=False, verbosity=0)
    advance_transactions(_last_transaction(), progress)
    _require_seal(about["seal"])
    # Who signed out since then must not be signed in again.
    Session.objects.all().delete()
    gone = sorted({*checked.damaged, *checked.lost})
    note_damage(gone, now=now)
    progress("verifying ...")
    call_command("verify_log", restored=True)
    call_command("check", databases=["default"])
    data = {"dibuat": about["made_at"], "berkas": folder.name} | ({"hilang": gone} if gone else {})
    record(actor=User.objects.system(), action=RESTORED.action, at=now, event=Event(subject="", data=data))
    return checked


def _require_known_migrations(theirs: list[str]) -> None:
    """Of our own apps: a library may have dropped migrations that it squashed since."""
    own = {app.label for app in apps.get_app_configs() if app.name.startswith(("perkim.", *settings.PROGRAMME_APPS))}
    ours = {key: set(each.replaces) for key, each in MigrationLoader(None).disk_migrations.items() if key[0] in own}
    applied = {(app, name) for app, _dot, name in (each.partition(".") for each in theirs) if app in own}
    if unknown := sorted(applied.difference(ours, *ours.values())):
        raise BackupError(
            f"This backup was made by a newer version of the application ({'.'.join(unknown[-1])} is not known here). "
            "Install that version, or a later one."
        )
    # Of what one migration replaces, all is there or nothing: the parts themselves are known here no more.
    if missing := sorted(part for replaced in ours.values() if replaced & applied for part in replaced - applied):
        raise BackupError(
            f"This backup was made by a version of the application too old for this one ({'.'.join(missing[0])} is "
            "not in it). Restore it with the version that made it, update that to one which has it, and back up anew."
        )


def _bring_uploads(folder: Path, progress: Progress, *, but: Set[str]) -> None:
    prefix = f"{UPLOADS}/"
    named = [path.removeprefix(prefix) for path in read_manifest(folder) if path.startswith(prefix)]
    paths = [path for path in named if path not in but]
    for number, path in enumerate(paths, start=1):
        source = folder / UPLOADS / path
        if not _is_there(path, source):
            put_back(path, source)
        if number % 5_000 == 0:
            progress(f"{number} of {len(paths)} uploads")


def _is_there(path: str, source: Path) -> bool:
    """Whether an earlier run brought it. The beginning of it, which a run leaves that is cut off, is erased; a file of
    the same name with other content is refused."""
    try:
        with open_stored(path) as present, source.open("rb") as content:
            while piece := present.read(PIECE):
                if piece != content.read(len(piece)):
                    raise BackupError(
                        f"The storage has another file under the name {path}. Restore into an empty storage."
                    )
            if not content.read(1):
                return True
    except FileNotFoundError:
        return False
    erase(path)
    return False


def _last_transaction() -> int:
    sealed = Seal.objects.aggregate(last=Max("end_transaction"))["last"] or 0
    written = Entry.objects.aggregate(last=Max("transaction"))["last"] or 0
    return max(sealed, written)


def _require_seal(recorded: dict[str, Any] | None) -> None:
    """The newest seal at the time of the backup stands in what was restored."""
    if recorded is None:
        return
    seal = Seal.objects.filter(number=recorded["number"]).first()
    if seal is None or bytes(seal.digest).hex() != recorded["digest"]:
        raise BackupError(f"Seal {recorded['number']} of the log is not the one that the backup tells of.")
