"""Rewrites sealed columns in batches, each a transaction of its own: what was cut off is gone on with.

Our triggers stand still meanwhile: the same value sealed anew is no history, and old rows of a history are sealed anew
too.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from django.db import connection, models, transaction

from perkim.people.sealed_columns import SealedTable

BATCH = 500

Row = dict[str, bytes | None]
# Told the table's label and how many of its rows are written.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, kw_only=True)
class Rewriting:
    """What to do to a table: rows that `where` finds are read with `names`; `change` gives their new values, and the
    names of those that cannot be opened."""

    table: SealedTable
    names: Sequence[str]
    where: str
    params: Sequence[Any]
    change: Callable[[Row], tuple[Row, list[str]]]


@dataclass
class ResealResult:
    """How many rows were written, and which values could not be opened, as `people.Person 12 nik_sealed`."""

    written: int = 0
    unreadable: list[str] = field(default_factory=list)

    def add(self, other: "ResealResult") -> None:
        self.written += other.written
        self.unreadable += other.unreadable


def rewrite(rewriting: Rewriting, progress: Progress) -> ResealResult:
    """Go through the table by its primary key. Rows are locked while they are read and written."""
    outcome, last = ResealResult(), None
    while True:
        with transaction.atomic(), without_triggers(rewriting.table.model):
            rows = _locked(rewriting, last)
            if not rows:
                return outcome
            last = rows[-1][0]
            changed = []
            for pk, row in rows:
                new, unreadable = rewriting.change(row)
                outcome.unreadable += [f"{rewriting.table.label} {pk} {name}" for name in unreadable]
                if new:
                    changed.append((pk, {**row, **new}))
            _write(rewriting, changed)
        outcome.written += len(changed)
        progress(rewriting.table.label, outcome.written)


def without_triggers(model: type[models.Model]) -> AbstractContextManager[None]:
    """Within it, on this connection, our triggers on this table do nothing."""
    uris = [
        trigger.get_uri(owner) for owner, trigger in pgtrigger.registered() if owner._meta.label == model._meta.label
    ]
    return pgtrigger.ignore(*uris) if uris else nullcontext()


def column_of(model: type[models.Model], name: str) -> str:
    """The quoted column of a field."""
    columns = {field.name: str(field.column) for field in model._meta.local_concrete_fields}
    return connection.ops.quote_name(columns[name])


def table_of(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _locked(rewriting: Rewriting, last: Any) -> list[tuple[Any, Row]]:
    model, names = rewriting.table.model, rewriting.names
    key = column_of(model, model._meta.pk.name)
    columns = ", ".join([key, *(column_of(model, name) for name in names)])
    after = f"{key} > %s AND" if last is not None else ""
    # Names of tables and columns come from models.
    statement = f"""
        SELECT {columns} FROM {table_of(model)} WHERE {after} ({rewriting.where})
        ORDER BY {key} LIMIT {BATCH} FOR UPDATE
    """  # noqa: S608
    params = [*([last] if last is not None else []), *rewriting.params]
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [
            (pk, {name: None if value is None else bytes(value) for name, value in zip(names, values, strict=True)})
            for pk, *values in cursor.fetchall()
        ]


def _write(rewriting: Rewriting, changed: Sequence[tuple[Any, Row]]) -> None:
    if not changed:
        return
    model, names = rewriting.table.model, rewriting.names
    primary = model._meta.pk
    columns = [column_of(model, name) for name in names]
    settings = ", ".join(f"{column} = new.{column}" for column in columns)
    arrays = ", ".join([f"%s::{primary.rel_db_type(connection)}[]", *["%s::bytea[]"] * len(names)])
    statement = f"""
        UPDATE {table_of(model)} AS old SET {settings}
        FROM unnest({arrays}) AS new(pk, {", ".join(columns)}) WHERE old.{column_of(model, primary.name)} = new.pk
    """  # noqa: S608
    values = [[pk for pk, _ in changed], *([row[name] for _, row in changed] for name in names)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
