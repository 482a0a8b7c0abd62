"""Rows of a preview are put right by hand. After each change the whole set is looked at again: one row's mending may
clear another's."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import LogKind
from perkim.imports import log
from perkim.imports.actions.locking import locked
from perkim.imports.actions.refusals import StaleImport
from perkim.imports.actions.subjects import refuse_stranger
from perkim.imports.declarations import EMPTY, Cell, ImportKind, ImportRefused
from perkim.imports.examining import state_of
from perkim.imports.models import Batch, StagedRow
from perkim.imports.parsing import damaged
from perkim.imports.spreadsheets.sheets import cell_of
from perkim.imports.staging import Staged, examine_again, read, write_changed

LONGEST_REASON = 500


@transaction.atomic
def mend(
    *, actor: User, batch: Batch, line: int, typed: Mapping[str, str], reason: str, seen: int, now: datetime
) -> Staged:
    """Put what was typed into the row's cells; what reads as before keeps the cell of the file. `seen`: how often the
    row had been mended when its page was drawn. Raises StaleImport if it was changed meanwhile."""

    def change(staged: Staged, kind: ImportKind) -> None:
        # What the form showed empty was typed anew, also where it is what the file had.
        empty = damaged(staged.row)
        raw = dict(staged.row.raw)
        for column in kind.columns:
            if column.key in typed:
                before = raw.get(column.key, EMPTY)
                raw[column.key] = _cell(before, typed[column.key], damaged=column.key in empty)
        if kind.arrange:
            kind.arrange(raw)
        staged.row.raw, staged.row.reason = raw, " ".join(reason.split())[:LONGEST_REASON]
        staged.mended += 1

    return _changed(actor, batch, line, seen, now, log.ROW_MENDED, change)


@transaction.atomic
def drop(*, actor: User, batch: Batch, line: int, seen: int, now: datetime) -> Staged:
    """Leave a row out, for instance the second of two equal ones. It can be taken back until all is stored."""

    def change(staged: Staged, kind: ImportKind) -> None:
        staged.state, staged.faults = StagedRow.State.DROPPED, []
        staged.mended += 1

    return _changed(actor, batch, line, seen, now, log.ROW_DROPPED, change)


@transaction.atomic
def take_back(*, actor: User, batch: Batch, line: int, seen: int, now: datetime) -> Staged:
    """Let a row that was left out count again."""

    def change(staged: Staged, kind: ImportKind) -> None:
        staged.state = state_of(staged.row)
        staged.mended += 1

    return _changed(actor, batch, line, seen, now, log.ROW_TAKEN_BACK, change)


@transaction.atomic
def explain(*, actor: User, batch: Batch, fault: str, reason: str, now: datetime) -> int:
    """Give one reason to all rows that wait for one because of this kind of finding; returns how many. Rows with a
    finding that is explained one by one wait on."""
    written = " ".join(reason.split())[:LONGEST_REASON]
    if not written:
        raise ImportRefused("Tulis mengapa baris-baris ini benar. Alasan itu ikut disimpan.")
    current = _ready(actor, batch, now)
    alone = current.declared.one_by_one
    held = [each for each in read(current) if each.state == StagedRow.State.HELD and fault in each.faults]
    waiting = [each for each in held if not alone.intersection(each.faults)]
    if held and not waiting:
        raise ImportRefused("Baris-baris ini diterangkan satu per satu. Buka barisnya, lalu betulkan atau jelaskan.")
    for staged in waiting:
        staged.row.reason = written
        staged.state, staged.changed = state_of(staged.row), True
        staged.mended += 1
    write_changed(waiting)
    if waiting:
        log.note(log.REASON_GIVEN, current, actor=actor, now=now, masalah=fault, baris=len(waiting))
    return len(waiting)


def _changed(
    actor: User,
    batch: Batch,
    line: int,
    seen: int,
    now: datetime,
    kind: LogKind,
    change: Callable[[Staged, ImportKind], None],
) -> Staged:
    current = _ready(actor, batch, now)
    rows = read(current)
    staged = next((each for each in rows if each.row.line == line), None)
    if staged is None or staged.mended != seen:
        raise StaleImport("Baris ini sudah diubah sejak halamannya dibuka. Periksa lagi isinya.")
    change(staged, current.declared)
    staged.changed = True
    _look_again(current, rows, now)
    log.note_answers(current, [staged.row], actor=actor, now=now)
    log.note(kind, current, actor=actor, now=now, baris=line)
    return staged


def _ready(actor: User, batch: Batch, now: datetime) -> Batch:
    current = locked(batch, Batch.State.READY)
    refuse_stranger(current.declared, current.ref, actor, now)
    if current.notice:
        current.notice = ""
        current.save(update_fields=["notice"])
    return current


def _look_again(batch: Batch, rows: Sequence[Staged], now: datetime) -> None:
    examine_again(batch, rows, now)
    write_changed(rows)


def _cell(before: Cell, typed: str, *, damaged: bool) -> Cell:
    written = " ".join(typed.split())
    unchanged = written == " ".join(before.text.split())
    return before if unchanged and not damaged else cell_of(written)
