"""A sealed file is read into the staging."""

import io
from datetime import datetime
from typing import Any

from django.db import transaction

from perkim.imports import log
from perkim.imports.declarations import ImportRefused, Progress
from perkim.imports.examining import examine, rows_of
from perkim.imports.models import Batch, Source
from perkim.imports.spreadsheets.inspecting import MOST_SHEETS
from perkim.imports.staging import write_new
from perkim.imports.tables.lines import Why
from perkim.imports.tables.reading import Table, read_table
from perkim.people.cipher import unseal_bytes

_TOO_HEAVY = (
    "File ini terlalu lama dibaca, jadi pembacaannya dihentikan. Belum ada yang disimpan. Bagi menjadi beberapa file "
    "yang lebih kecil, atau salin barisnya ke file kosong dari portal, lalu unggah lagi."
)
_LISTED = (Why.SECTION, Why.TOTAL, Why.OTHER)


def read_in(*, batch: Batch, now: datetime, progress: Progress) -> None:
    """Read the sealed file into the staging: all of its rows or, with a sentence that says why, none. Idempotent."""
    source = Source.objects.filter(batch=batch, batch__state=Batch.State.RECEIVED).first()
    if source is None:
        return
    try:
        table = read_table(
            io.BytesIO(unseal_bytes(bytes(source.sealed))), batch.declared.columns, batch.declared.arrange
        )
        rows = rows_of(table)
        if batch.declared.judge:
            batch.declared.judge(table.above, ref=batch.ref)
        examine(rows, batch.declared, batch.ref, now, progress)
    except ImportRefused as refusal:
        _fail(batch, str(refusal))
        return
    with transaction.atomic():
        current = Batch.objects.select_for_update().get(pk=batch.pk)
        if current.state != Batch.State.RECEIVED:
            return
        write_new(current, rows)
        log.note_answers(current, rows, actor=current.created_by, now=now)
        current.state, current.sheet, current.total = Batch.State.READY, table.sheet[:100], len(rows)
        current.left_out = _left_out(table)
        current.save(update_fields=["state", "sheet", "total", "left_out"])
        Source.objects.filter(batch=current).delete()


def give_up_reading(*, batch: Batch) -> None:
    """Say that this file is not read any more: it took too long, or more of the machine than there is."""
    _fail(batch, _TOO_HEAVY)


@transaction.atomic
def _fail(batch: Batch, sentence: str) -> None:
    current = Batch.objects.select_for_update().get(pk=batch.pk)
    if current.state == Batch.State.RECEIVED:
        current.state, current.notice = Batch.State.FAILED, sentence
        current.save(update_fields=["state", "notice"])
        Source.objects.filter(batch=current).delete()


def _left_out(table: Table) -> dict[str, Any]:
    """What the preview tells about the file. Texts of passed-over lines are not kept: they may be names."""
    several = len(table.sheets) > 1

    def lines(why: Why) -> list[str]:
        places = [(each.name, line) for each in table.sheets for line in each.passed[why]]
        return [f"{name} {line}" if several else str(line) for name, line in places]

    return {
        "unknown": [name[:80] for name in table.unknown[:50]],
        "absent": list(table.absent),
        "read": [f"{each.name} ({each.rows} baris)" for each in table.sheets] if several else [],
        "sheets": [f"{name[:80]} ({why})" for name, why in table.other_sheets[:MOST_SHEETS]],
        "hidden": [name[:80] for each in table.sheets for name in each.hidden][:50],
        "unread_hidden": [name[:80] for each in table.sheets for name in each.unread_hidden][:50],
        "counts": {why: len(lines(why)) for why in _LISTED},
        **{why: lines(why)[:50] for why in _LISTED},
    }
