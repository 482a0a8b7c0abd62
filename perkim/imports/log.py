"""What the log keeps of imports: who brought, stored, opened and took back what. Never a value of a row."""

from datetime import datetime
from typing import Any

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.audit.kinds import Kind, declare
from perkim.imports.models import Batch

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


def note(kind: Kind, batch: Batch, *, actor: User, now: datetime, **data: Any) -> None:
    """Write one entry; the import is named by its public id, its subject by its reference."""
    event = Event(subject="", data={"impor": str(batch.public_id), "jenis": batch.kind, "untuk": batch.ref, **data})
    record(actor=actor, action=kind.action, at=now, event=event)
