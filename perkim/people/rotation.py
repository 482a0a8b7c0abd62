"""New keys for what is stored: every sealed value, history included, by the newest key; a new key of the index.

Two runs at once do no harm, nor does one that was cut off: what is sealed by the newest key is left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction

from perkim.audit.actions import Event, record
from perkim.audit.kinds import declare
from perkim.people.cipher import (
    UnreadableError,
    index_of,
    known_headers,
    newest_header,
    seal_bytes,
    unseal,
    unseal_bytes,
)
from perkim.people.identities import PeopleError
from perkim.people.sealed_columns import SealedColumn, SealedTable, tables
from perkim.people.sealed_rows import (
    Progress,
    ResealResult,
    Rewriting,
    Row,
    column_of,
    rewrite,
    table_of,
    without_triggers,
)

SEALED_ANEW = declare("kunci.diganti", "Identitas disegel dengan kunci baru")
INDEX_SWITCHED = declare("kunci.indeks-diganti", "Kunci indeks identitas diganti")


class UnreadableRowsError(PeopleError):
    """Some values cannot be opened; `rows` names them."""

    def __init__(self, sentence: str, rows: Sequence[str]) -> None:
        super().__init__(sentence)
        self.rows = list(rows)


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """How many values of a column one key has sealed; `key` is empty for what no key of the settings has."""

    column: str
    key: str
    rows: int


def census() -> list[Sealed]:
    """What is sealed by which key, column by column. Reads the whole of each table once."""
    return [sealed for table in tables() for column in table.columns for sealed in _census_of(table, column)]


def seal_anew(*, actor: AbstractBaseUser, now: datetime, progress: Progress) -> ResealResult:
    """Seal every value by the newest key that another key sealed. Values that cannot be opened stay as they are."""
    total = ResealResult()
    for table in tables():
        total.add(rewrite(_sealing(table), progress))
    key = known_headers()[newest_header()]
    data = {"kunci": key, "baris": total.written, "tidak terbuka": len(total.unreadable)}
    record(actor=actor, action=SEALED_ANEW.action, at=now, event=Event(subject="", data=data))
    return total


def fill_next_index(*, progress: Progress) -> ResealResult:
    """Fill the second index column by PEOPLE_INDEX_KEY_NEXT, where it is empty. Raises PeopleError without that key."""
    if settings.PEOPLE_INDEX_KEY_NEXT in ("", settings.PEOPLE_INDEX_KEY):
        raise PeopleError("PEOPLE_INDEX_KEY_NEXT is not set, or is the key that is in use.")
    total = ResealResult()
    for table in tables():
        for column in table.indexed:
            if not _fits_next_key(table, column):
                _forget_next(table, column)
            total.add(rewrite(_indexing(table, column), progress))
    return total


def switch_index(*, actor: AbstractBaseUser, now: datetime, leave_unreadable: bool, progress: Progress) -> ResealResult:
    """Let the second column be the index. Nobody may write meanwhile with the old key: the site stands still.

    Raises UnreadableRowsError for rows whose index could not be made, unless they are to be left: nobody will find
    them by number. One transaction: the index is old or new, never half of each.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in tables():
                cursor.execute(f"LOCK TABLE {table_of(table.model)} IN SHARE ROW EXCLUSIVE MODE")
        filled = fill_next_index(progress=progress)
        if filled.unreadable and not leave_unreadable:
            raise UnreadableRowsError(f"{len(filled.unreadable)} values cannot be opened.", filled.unreadable)
        outcome = ResealResult(unreadable=filled.unreadable)
        for table in tables():
            with without_triggers(table.model):
                for column in table.indexed:
                    outcome.written += _switch(table, column)
        data = {"nomor": outcome.written, "tidak terbuka": len(outcome.unreadable)}
        record(actor=actor, action=INDEX_SWITCHED.action, at=now, event=Event(subject="", data=data))
    return outcome


def _census_of(table: SealedTable, column: SealedColumn) -> list[Sealed]:
    name = column_of(table.model, column.field)
    statement = f"""
        SELECT CASE WHEN octet_length({name}) > 1 THEN substring({name} from 1 for 2 + get_byte({name}, 1)) END,
            count(*)
        FROM {table_of(table.model)} WHERE octet_length({name}) > 0 GROUP BY 1 ORDER BY 1
    """  # noqa: S608
    known = known_headers()
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for header, rows in cursor.fetchall():
            key = known.get(bytes(header or b""), "")
            counts[key] = counts.get(key, 0) + rows
    return [Sealed(column=f"{table.label}.{column.field}", key=key, rows=rows) for key, rows in counts.items()]


def _sealing(table: SealedTable) -> Rewriting:
    header = newest_header()
    names = [column.field for column in table.columns]
    parts = [f"(octet_length({name}) > 0 AND substring({name} from 1 for %s) <> %s)" for name in _quoted(table, names)]

    def change(row: Row) -> tuple[Row, list[str]]:
        new: Row = {}
        unreadable = []
        for name, value in row.items():
            if not value or value.startswith(header):
                continue
            try:
                new[name] = seal_bytes(unseal_bytes(value))
            except UnreadableError:
                unreadable.append(name)
        return new, unreadable

    params = [each for _ in names for each in (len(header), header)]
    return Rewriting(table=table, names=names, where=" OR ".join(parts), params=params, change=change)


def _indexing(table: SealedTable, column: SealedColumn) -> Rewriting:
    index, following = _quoted(table, [column.index, column.next_index])

    def change(row: Row) -> tuple[Row, list[str]]:
        try:
            number = unseal(row[column.field] or b"")
        except UnreadableError:
            return {}, [column.field]
        return {column.next_index: index_of(column.kind, number, secret=settings.PEOPLE_INDEX_KEY_NEXT)}, []

    return Rewriting(
        table=table,
        names=[column.field, column.next_index],
        where=f"{index} IS NOT NULL AND {following} IS NULL",
        params=[],
        change=change,
    )


def _fits_next_key(table: SealedTable, column: SealedColumn) -> bool:
    """Whether what a former run filled was made by this key: one row tells."""
    filled = table.model._default_manager.filter(**{f"{column.next_index}__isnull": False})
    for sealed, index in filled.values_list(column.field, column.next_index)[:1]:
        try:
            made = index_of(column.kind, unseal(sealed), secret=settings.PEOPLE_INDEX_KEY_NEXT)
        except UnreadableError:
            return False
        return made == bytes(index)
    return True


def _forget_next(table: SealedTable, column: SealedColumn) -> None:
    with transaction.atomic(), without_triggers(table.model):
        table.model._default_manager.filter(**{f"{column.next_index}__isnull": False}).update(
            **{column.next_index: None}
        )


def _switch(table: SealedTable, column: SealedColumn) -> int:
    index, following = _quoted(table, [column.index, column.next_index])
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table_of(table.model)} SET {index} = {following}, {following} = NULL "  # noqa: S608
            f"WHERE {following} IS NOT NULL"
        )
        return cursor.rowcount


def _quoted(table: SealedTable, names: Sequence[str]) -> list[str]:
    return [column_of(table.model, name) for name in names]
