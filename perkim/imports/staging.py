"""The staged rows of an import, read and written as a whole. Only the actions of this app call it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from perkim.imports.declarations import Row
from perkim.imports.examining import examine, faults_of, state_of
from perkim.imports.models import Batch, StagedRow
from perkim.imports.sealing import sealed, unsealed
from perkim.lib.arrays import array_of

# Sealed rows that are held in memory beside the opened ones.
_AT_ONCE = 1_000
_COLUMNS = ("batch_id", "line", "sealed", "state", "faults", "mended")


@dataclass
class Staged:
    """One row with what its record says."""

    pk: int
    row: Row
    state: str
    faults: list[str]
    mended: int
    changed: bool = False

    @property
    def counts(self) -> bool:
        return self.state != StagedRow.State.DROPPED


def write_new(batch: Batch, rows: Sequence[Row]) -> None:
    """Put the rows of a file into the staging; one COPY."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, _COLUMNS))
    statement = f"COPY {quote(StagedRow._meta.db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row((batch.pk, row.line, sealed(row), str(state_of(row)), array_of(faults_of(row)), 0))


def read(batch: Batch) -> list[Staged]:
    """All rows, in the order of the file."""
    rows = StagedRow.objects.filter(batch=batch).order_by("line")
    columns = rows.values_list("pk", "line", "sealed", "state", "faults", "mended")
    return [
        Staged(pk, unsealed(line, bytes(blob)), state, faults, mended)
        for pk, line, blob, state, faults, mended in columns.iterator(chunk_size=_AT_ONCE)
    ]


def examine_again(batch: Batch, rows: Sequence[Staged], now: datetime) -> None:
    """Look at all rows that count as one set, and note which of them are no longer as they were."""
    before = {each.pk: list(each.row.findings) for each in rows}
    counted = [each for each in rows if each.counts]
    examine([each.row for each in counted], batch.declared, batch.ref, now, lambda done, total: None)
    for each in counted:
        state = state_of(each.row)
        if state != each.state or each.row.findings != before[each.pk]:
            each.state, each.faults, each.changed = state, faults_of(each.row), True


def write_changed(rows: Iterable[Staged]) -> None:
    """Write the rows that changed; one statement."""
    changed = [each for each in rows if each.changed]
    if not changed:
        return
    statement = f"""
        UPDATE {connection.ops.quote_name(StagedRow._meta.db_table)} AS old
        SET sealed = new.sealed, state = new.state, faults = string_to_array(new.faults, ' '), mended = new.mended
        FROM unnest(%s::bigint[], %s::bytea[], %s::text[], %s::text[], %s::int[])
            AS new(pk, sealed, state, faults, mended)
        WHERE old.id = new.pk
    """  # noqa: S608 -- the name of the table comes from the model
    values = (
        [each.pk for each in changed],
        [sealed(each.row) for each in changed],
        [str(each.state) for each in changed],
        # Kinds of findings are words; arrays of arrays must be of one length.
        [" ".join(each.faults) for each in changed],
        [each.mended for each in changed],
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
