"""The only writer of uploads: keep, remove, and sweep what nobody owns.

The log is written by the owner of the subject, who holds its chain; the upload's hash belongs into that entry.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.timezone import localdate

from perkim.files.examination import ExaminedFile, Findings, examine
from perkim.files.kinds import FileKind
from perkim.files.models import Upload
from perkim.files.purposes import Purpose, purpose_of
from perkim.files.storing import erase, new_path, store, stored_on
from perkim.lib.rows import insert_rows

# Bytes without a row are kept this long: no transaction is open for longer.
ORPHANS_LIVE = timedelta(days=1)
# Bytes of what was removed by mistake can be got back by hand this long.
REMOVED_LIVE = timedelta(days=30)
# How far a sweep looks back and how much it takes away; the next one goes on.
SWEEP_DAYS, SWEEP_AT_ONCE = 30, 5000
# What an upload that shares its bytes does not have from the other one.
_ITS_OWN = {"id", "public_id", "subject", "same_as_id", "removed_by_id", "removed_at", "erased_at"}


def keep(
    *, actor: AbstractBaseUser, file: File, purpose: Purpose, accepts: FileKind, subject: str, now: datetime
) -> Upload:
    """Examine the file, write its bytes, then its row in the caller's transaction.

    If the transaction is rolled back, the bytes are orphans until the sweep. A file that a form field has examined is
    not examined again. Raises FileRefused with the sentence to show, and ValueError for a kind that the purpose does
    not accept.
    """
    if purpose_of(purpose.key) is not purpose or accepts not in purpose.accepts:
        raise ValueError(f"{purpose.key} does not accept {accepts.noun}")
    examined = file if isinstance(file, ExaminedFile) else examine(file, accepts)
    if examined.findings.kind != accepts:
        raise ValueError(f"examined as {examined.findings.kind.noun}, kept as {accepts.noun}")
    photo = examined.findings.photo
    path = new_path(localdate(now))
    return Upload.objects.create(
        purpose=purpose.key,
        subject=subject,
        size=examined.size,
        stored=store(path, examined),
        thumbnail=store(f"{path}.kecil", ContentFile(photo.thumbnail)) if photo else "",
        uploaded_by_id=actor.pk,
        uploaded_at=now,
        scanned_at=now if examined.findings.scanned else None,
        **_described(examined.findings, now),
    )


def share(wanted: Sequence[tuple[Upload, str]]) -> list[Upload]:
    """The same files for other subjects as well, in this order: rows of their own over the same bytes, which stay until
    the last of them is removed. Who may fetch one is asked of its own subject. One statement.

    Raises ValueError for an upload that was removed.
    """
    if any(upload.removed_at for upload, _ in wanted):
        raise ValueError("what was removed belongs to nothing any more")
    kept = [field.attname for field in Upload._meta.local_concrete_fields if field.attname not in _ITS_OWN]
    made = [
        Upload(
            subject=subject,
            same_as_id=upload.same_as_id or upload.pk,
            **{name: getattr(upload, name) for name in kept},
        )
        for upload, subject in wanted
    ]
    if made:
        insert_rows(made)
    return made


def remove(upload: Upload, *, actor: AbstractBaseUser, now: datetime) -> bool:
    """Nobody can fetch it from now on; the row stays, the bytes go after 30 days. False if it was removed already."""
    rows = Upload.objects.filter(pk=upload.pk, removed_at=None)
    done = bool(rows.update(removed_at=now, removed_by_id=actor.pk))
    upload.refresh_from_db(fields=["removed_at", "removed_by"])
    return done


def sweep_orphans(*, now: datetime) -> int:
    """Erase bytes of the last 30 days that no row names and that are older than a day; returns how many."""
    swept = 0
    today = localdate(now)
    for age in range(SWEEP_DAYS + 1):
        stored = set(stored_on(today - timedelta(days=age), before=now - ORPHANS_LIVE))
        for path in sorted(stored - _named(stored)):
            if swept == SWEEP_AT_ONCE:
                return swept
            erase(path)
            swept += 1
    return swept


def erase_removed(*, now: datetime) -> int:
    """Erase the bytes of what was removed more than 30 days ago; returns of how many uploads."""
    removed = list(Upload.objects.to_erase(removed_before=now - REMOVED_LIVE)[:SWEEP_AT_ONCE])
    for upload in removed:
        erase(upload.stored)
        erase(upload.thumbnail)
        Upload.objects.filter(pk=upload.pk).update(erased_at=now)
    return len(removed)


@transaction.atomic
def note_damage(paths: Collection[str], *, now: datetime) -> int:
    """These paths, and no others, are not as their rows say; returns of how many uploads that is new."""
    hurt = Upload.objects.at(paths)
    Upload.objects.filter(damaged_at__isnull=False).exclude(pk__in=hurt.values("pk")).update(damaged_at=None)
    return hurt.filter(damaged_at=None).update(damaged_at=now)


def _named(paths: set[str]) -> set[str]:
    """Those of the paths that a row names, whether or not it was removed."""
    rows = Upload.objects.filter(stored__in={path.removesuffix(".kecil") for path in paths})
    return {path for row in rows.values_list("stored", "thumbnail") for path in row}


def _described(findings: Findings, now: datetime) -> dict[str, object]:
    described: dict[str, object] = {
        "name": findings.name,
        "media_type": findings.type.media_type,
        "sha256": findings.sha256,
        "original_sha256": findings.original_sha256,
    }
    if photo := findings.photo:
        described |= {
            "width": photo.width,
            "height": photo.height,
            "taken_at": photo.facts.taken_before(now),
            "latitude": photo.facts.latitude,
            "longitude": photo.facts.longitude,
            "camera": photo.facts.camera,
        }
    return described
