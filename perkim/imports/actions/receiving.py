"""A file comes in, and may be given up again."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.files.examination import ExaminedFile
from perkim.imports import log
from perkim.imports.actions.locking import locked
from perkim.imports.actions.refusals import AlreadyImporting, StaleImport
from perkim.imports.actions.subjects import erase, refuse_stranger
from perkim.imports.declarations import ImportKind
from perkim.imports.jobs import READ
from perkim.imports.models import Batch, Progress, Source
from perkim.outbox.jobs import WorkOrder, ask_and_wake
from perkim.people.cipher import seal_bytes

KEPT_FOR = timedelta(days=7)


@transaction.atomic
def receive(
    *, actor: User, kind: ImportKind, ref: str, file: ExaminedFile, replacing: UUID | None = None, now: datetime
) -> Batch:
    """Seal the file and ask for it to be read. Sent twice by the same person, it is received once.

    `replacing`: the import that the page showed and that this file takes the place of. Raises AlreadyImporting while
    another one is under way for the subject, and ImportRefused for who may not import there.
    """
    refuse_stranger(kind, ref, actor, now)
    open_one = Batch.objects.open_for(kind.key, ref).select_related("created_by").first()
    if open_one and open_one.public_id == replacing:
        cancel(actor=actor, batch=open_one, now=now)
    elif open_one:
        return _same(open_one, actor, file)
    elif replacing:
        raise StaleImport
    return _create(actor, kind, ref, file, now)


@transaction.atomic
def cancel(*, actor: User, batch: Batch, now: datetime) -> Batch:
    """Give an import up before anything is stored; its rows are erased at once. Also what a job could not finish.

    Raises StaleImport if it has ended already, ImportRefused while a job holds it.
    """
    current = locked(batch, *Batch.OPEN, Batch.State.FAILED)
    refuse_stranger(current.declared, current.ref, actor, now)
    current.state, current.ended_by, current.ended_at = Batch.State.CANCELLED, actor, now
    current.erased_at = now
    current.save(update_fields=["state", "ended_by", "ended_at", "erased_at"])
    erase(current)
    log.note(log.CANCELLED, current, actor=actor, now=now)
    return current


def _same(open_one: Batch, actor: User, file: ExaminedFile) -> Batch:
    if open_one.created_by_id == actor.pk and open_one.sha256 == file.findings.sha256:
        return open_one
    raise AlreadyImporting(open_one)


def _create(actor: User, kind: ImportKind, ref: str, file: ExaminedFile, now: datetime) -> Batch:
    batch = Batch(
        kind=kind.key,
        ref=ref,
        file_name=file.findings.name,
        size=file.size,
        sha256=file.findings.sha256,
        created_by=actor,
        created_at=now,
        expires_at=now + KEPT_FOR,
    )
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError:
        # Two at once: the other one was first.
        return _same(Batch.objects.open_for(kind.key, ref).select_related("created_by").get(), actor, file)
    file.seek(0)
    Source.objects.create(batch=batch, sealed=seal_bytes(file.read()))
    Progress.objects.create(batch=batch)
    log.note(log.RECEIVED, batch, actor=actor, now=now, sha256=batch.sha256)
    ask_and_wake(WorkOrder(kind=READ, key=f"{READ}:{batch.public_id}", payload={"batch": batch.pk}))
    return batch
