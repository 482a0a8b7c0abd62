"""People decide about a whole import: that it is stored, and that what was stored is taken back."""

from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.imports import log
from perkim.imports.actions.locking import locked
from perkim.imports.actions.refusals import StaleImport
from perkim.imports.actions.subjects import erase, refuse_stranger
from perkim.imports.declarations import ImportRefused
from perkim.imports.jobs import STORE
from perkim.imports.models import Batch, StagedRow
from perkim.outbox.jobs import WorkOrder, ask_and_wake


@transaction.atomic
def ask_to_store(*, actor: User, batch: Batch, rows: int, now: datetime) -> Batch:
    """Let a job store the good rows. `rows`: how many there were on the button. Confirming twice stores once.

    Raises StaleImport if the number has changed, ImportRefused if there is none or the account may not.
    """
    current = locked(batch, Batch.State.READY, Batch.State.STORING, Batch.State.STORED)
    if current.state != Batch.State.READY:
        return current
    refuse_stranger(current.declared, current.ref, actor, now)
    storable = StagedRow.objects.filter(batch=current).storable().count()
    if storable != rows:
        raise StaleImport
    if not storable:
        raise ImportRefused("Belum ada baris yang dapat disimpan. Perbaiki dahulu barisnya.")
    current.state, current.confirmed_by, current.confirmed_at, current.notice = Batch.State.STORING, actor, now, ""
    current.save(update_fields=["state", "confirmed_by", "confirmed_at", "notice"])
    log.note(log.CONFIRMED, current, actor=actor, now=now, baris=storable)
    # One order for each confirmation: the import may come back to the preview and be confirmed again.
    key = f"{STORE}:{current.public_id}:{int(now.timestamp() * 1000)}"
    ask_and_wake(WorkOrder(kind=STORE, key=key, payload={"batch": current.pk}))
    return current


@transaction.atomic
def undo(*, actor: User, batch: Batch, reason: str, now: datetime) -> Batch:
    """Take back what was stored, with a reason; the kind says how, and refuses where work has begun.

    Raises StaleImport if it was taken back already, ImportRefused without a reason or where the kind refuses.
    """
    written = reason.strip()
    if not written:
        raise ImportRefused("Tulis mengapa hasil impor ini dibatalkan. Alasan itu tercatat di riwayat.")
    current = locked(batch, Batch.State.STORED)
    kind = current.declared
    target = kind.target(ref=current.ref, user=actor, now=now)
    if kind.undo is None or target is None or target.undo_refusal:
        raise ImportRefused((target and target.undo_refusal) or "Hasil impor ini tidak dapat dibatalkan.")
    kind.undo(batch=current, actor=actor, reason=written, now=now)
    current.state, current.ended_by, current.ended_at, current.ended_reason = Batch.State.UNDONE, actor, now, written
    current.erased_at = now
    current.save(update_fields=["state", "ended_by", "ended_at", "ended_reason", "erased_at"])
    erase(current)
    log.note(log.UNDONE, current, actor=actor, now=now, alasan=written)
    return current
