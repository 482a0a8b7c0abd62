"""The rows that are good leave the staging for where they belong: all of them, or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.imports import log
from perkim.imports.actions.subjects import refuse_stranger
from perkim.imports.declarations import ImportRefused, Progress, Result, Row
from perkim.imports.models import Batch, StagedRow
from perkim.imports.staging import Staged, examine_again, read, write_changed

_TOO_LONG = (
    "Penyimpanan terlalu lama, jadi dihentikan. Belum ada yang disimpan. Coba simpan sekali lagi; bila tetap begini, "
    "batalkan impor ini dan bagi daftarnya menjadi beberapa file."
)
_CHANGED = "Sejak diperiksa, keadaan {count} baris berubah. Belum ada yang disimpan. Periksa lagi lalu simpan."


@transaction.atomic
def store(*, batch: Batch, now: datetime, progress: Progress) -> None:
    """Store what was confirmed, in one transaction. Idempotent: who comes second finds it stored.

    What the set says is asked once more; if a row's state is another one than that which was confirmed, nothing is
    stored and the preview says so.
    """
    current = Batch.objects.select_for_update(of=("self",)).select_related("confirmed_by").get(pk=batch.pk)
    actor = current.confirmed_by
    if current.state != Batch.State.STORING or actor is None:
        return
    staged = read(current)
    confirmed = _storable(staged)
    examine_again(current, staged, now)
    if confirmed != (good := _storable(staged)):
        write_changed(staged)
        _back(current, _CHANGED.format(count=len(confirmed ^ good)))
        return
    rows = [_without_cells(each.row) for each in staged if each.pk in good]
    del staged
    try:
        with transaction.atomic():
            refuse_stranger(current.declared, current.ref, actor, now)
            result = current.declared.confirm(rows, batch=current, actor=actor, now=now, progress=progress)
    except ImportRefused as refusal:
        _back(current, str(refusal))
        return
    _stored(current, actor, good, result, now)


@transaction.atomic
def give_up_storing(*, batch: Batch) -> None:
    """Say that these rows were not stored, since it took too long: the preview is there again as it was."""
    current = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if current.state == Batch.State.STORING:
        _back(current, _TOO_LONG)


def _without_cells(row: Row) -> Row:
    """Its values are what is stored; the cells of thousands of rows would be held in memory to the end."""
    row.raw = {}
    return row


def _storable(staged: Sequence[Staged]) -> set[int]:
    return {each.pk for each in staged if each.state in StagedRow.STORABLE}


def _back(batch: Batch, sentence: str) -> None:
    batch.state, batch.notice = Batch.State.READY, sentence
    batch.save(update_fields=["state", "notice"])


def _stored(batch: Batch, actor: User, good: set[int], result: Result, now: datetime) -> None:
    """What was stored leaves the staging; the rest stays to be downloaded until the staging is erased."""
    StagedRow.objects.filter(batch=batch).storable().delete()
    batch.state, batch.stored, batch.stored_at = Batch.State.STORED, result.count, now
    batch.result, batch.result_url = result.data, result.url
    batch.save(update_fields=["state", "stored", "stored_at", "result", "result_url"])
    log.note(log.STORED, batch, actor=actor, now=now, baris=len(good), sha256=batch.sha256)
