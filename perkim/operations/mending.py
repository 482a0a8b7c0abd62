"""Puts the bytes of uploads back that the site has lost and a backup still has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.audit.kinds import declare
from perkim.files.actions import note_damage
from perkim.files.models import Upload
from perkim.files.storing import erase, sha256_of_stored
from perkim.operations.folder import read_manifest, require_ours
from perkim.operations.uploads import Older, put_back

MENDED = declare("cadangan.unggahan", "Isi unggahan dipulihkan dari cadangan")


@dataclass
class Mended:
    """Paths by what became of them."""

    brought: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def mend_uploads(folder: Path, *, now: datetime) -> Mended:
    """For every upload that a backup found damaged: its bytes anew, if this backup has them. A run that was cut off can
    simply be repeated: until all is done they count as damaged. Raises BackupError."""
    require_ours(folder, settings.LOG_KEY)
    older, mended = Older(folder, read_manifest(folder)), Mended()
    for upload in Upload.objects.damaged().order_by("pk"):
        brought: list[str] = []
        for path, sha256 in _paths_of(upload, older):
            if not _is_whole(path, sha256):
                (brought if _brought(older, path, sha256) else mended.left).append(path)
        if brought:
            mended.brought += brought
            data = {"berkas": folder.name, "unggahan": brought}
            record(actor=User.objects.system(), action=MENDED.action, at=now, event=Event(subject="", data=data))
    note_damage(mended.left, now=now)
    return mended


def _paths_of(upload: Upload, older: Older) -> Iterator[tuple[str, str]]:
    """Each with its hash; of small pictures only the backup can tell it, if it has them."""
    yield upload.stored, upload.sha256
    if upload.thumbnail:
        yield upload.thumbnail, older.hash_of(upload.thumbnail)


def _is_whole(path: str, sha256: str) -> bool:
    """The site's own file. Where nobody can tell it is not taken for whole: it counts as damaged as before."""
    try:
        return sha256_of_stored(path) == sha256
    except OSError:
        return False


def _brought(older: Older, path: str, sha256: str) -> bool:
    kept = older.copy_of(path, sha256)
    if kept is None:
        return False
    # The storage overwrites nothing. What was damaged lies in the backup that found it.
    erase(path)
    put_back(path, kept.file)
    return True
