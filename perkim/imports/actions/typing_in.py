"""One row that is typed instead of read from a file: it takes the same way through check, preview and storing."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.imports import log
from perkim.imports.actions.receiving import KEPT_FOR
from perkim.imports.actions.refusals import AlreadyImporting
from perkim.imports.actions.subjects import refuse_stranger
from perkim.imports.declarations import EMPTY, ImportKind, Row
from perkim.imports.models import Batch, Progress
from perkim.imports.parsing import parsed
from perkim.imports.staging import write_new

TYPED = "Diketik tanpa file"


@transaction.atomic
def begin_typed(*, actor: User, kind: ImportKind, ref: str, now: datetime) -> Batch:
    """An import of one empty row, to be filled in on its page.

    Raises AlreadyImporting while another one is under way for the subject, ImportRefused for who may not.
    """
    refuse_stranger(kind, ref, actor, now)
    if open_one := Batch.objects.open_for(kind.key, ref).select_related("created_by").first():
        raise AlreadyImporting(open_one)
    batch = Batch(
        kind=kind.key,
        ref=ref,
        state=Batch.State.READY,
        file_name=TYPED,
        size=0,
        sha256=hashlib.sha256().hexdigest(),
        total=1,
        created_by=actor,
        created_at=now,
        expires_at=now + KEPT_FOR,
    )
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError:
        # Two at once: the other one was first.
        raise AlreadyImporting(Batch.objects.open_for(kind.key, ref).select_related("created_by").get()) from None
    row = Row(line=1, raw=dict.fromkeys((column.key for column in kind.columns), EMPTY))
    parsed(row, kind.columns)
    write_new(batch, [row])
    Progress.objects.create(batch=batch)
    log.note(log.RECEIVED, batch, actor=actor, now=now, sha256=batch.sha256)
    return batch
