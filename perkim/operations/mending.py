"""Puts the bytes of uploads back that the site has lost and a backup still has."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db.models import Q

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.audit.kinds import declare
from perkim.files.actions import note_damage
from perkim.files.models import Upload
from perkim.files.storing import erase, open_stored, store
from perkim.operations.folder import BackupError, require_ours
from perkim.operations.uploads import Older, opened

MENDED = declare("cadangan.unggahan", "Isi unggahan dipulihkan dari cadangan")


@dataclass
class Mended:
    """Paths by what became of them."""

    brought: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def mend_uploads(folder: Path, *, now: datetime) -> Mended:
    """For every upload that a backup found damaged: its bytes anew, if this backup has them. Raises BackupError."""
    require_ours(folder, settings.LOG_KEY)
    mended = Mended()
    older = next(opened([folder]))
    for upload in Upload.objects.filter(~Q(damaged_at=None), erased_at=None).order_by("pk"):
        paths = {upload.stored: upload.sha256} | ({upload.thumbnail: ""} if upload.thumbnail else {})
        for path, sha256 in paths.items():
            if _is_whole(path, sha256):
                continue
            (mended.brought if _brought(older, path, sha256) else mended.left).append(path)
    if mended.brought:
        data = {"berkas": folder.name, "unggahan": mended.brought}
        record(actor=User.objects.system(), action=MENDED.action, at=now, event=Event(subject="", data=data))
    note_damage(mended.left, now=now)
    return mended


def _is_whole(path: str, sha256: str) -> bool:
    """The site's own file, as far as its row tells."""
    try:
        with open_stored(path) as content:
            return sha256 in ("", hashlib.file_digest(content, "sha256").hexdigest())
    except OSError:
        return False


def _brought(older: Older, path: str, sha256: str) -> bool:
    kept = older.copy_of(path, sha256)
    if kept is None:
        return False
    source, _digest = kept
    erase(path)
    with source.open("rb") as content:
        if store(path, File(content)) != path:
            raise BackupError(f"The storage would not take {path} under its own name.")
    return True
