"""What the log keeps of imports: who brought, stored, opened and took back what. Never a value of a row."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.audit.kinds import LogKind, declare
from perkim.imports.declarations import Row
from perkim.imports.models import Batch
from perkim.people.actions import SOUGHT

RECEIVED = declare("impor.diunggah", "File impor diunggah")
CANCELLED = declare("impor.batal", "Impor dibatalkan")
ROW_OPENED = declare("impor.baris-dibuka", "Baris impor dibuka dengan NIK lengkap")
ROW_MENDED = declare("impor.baris-diperbaiki", "Baris impor diperbaiki")
ROW_DROPPED = declare("impor.baris-dilepas", "Baris impor dilepas")
ROW_TAKEN_BACK = declare("impor.baris-diikutkan", "Baris impor diikutkan lagi")
REASON_GIVEN = declare("impor.alasan", "Peringatan impor diterangkan")
DOWNLOADED = declare("impor.diunduh", "Baris impor yang bermasalah diunduh")
CONFIRMED = declare("impor.diminta", "Impor diminta disimpan")
STORED = declare("impor.disimpan", "Impor disimpan")
UNDONE = declare("impor.ditarik", "Hasil impor dibatalkan")


def note_answers(batch: Batch, rows: Iterable[Row], *, actor: User, now: datetime) -> None:
    """Write down that rows were answered by what tells of somebody known by their number; how many, never who."""
    answered = sum(any(each.kind in batch.declared.answers for each in row.findings) for row in rows)
    if answered:
        note(SOUGHT, batch, actor=actor, now=now, ditemukan=answered)


def note(kind: LogKind, batch: Batch, *, actor: User, now: datetime, **data: Any) -> None:
    """Write one entry; the import is named by its public id, its subject by its reference."""
    event = Event(subject="", data={"impor": str(batch.public_id), "jenis": batch.kind, "untuk": batch.ref, **data})
    record(actor=actor, action=kind.action, at=now, event=event)
