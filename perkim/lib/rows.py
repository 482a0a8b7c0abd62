"""Writes many rows with one statement, from one array for each column.

Django's `bulk_update` needs a CASE for each row and field, and `bulk_create` a placeholder for each value: with
thousands of cases that alone took most of a move's time (docs/decisions.md, 15).
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection, models

from perkim.lib.arrays import array_of

AT_ONCE = 4_000
Row = TypeVar("Row", bound=models.Model)


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, whose ids are set afterwards. One statement that does not grow with the rows, for each
    few thousand of them: its values lie in memory several times over."""
    for start in range(0, len(rows), AT_ONCE):
        piece = rows[start : start + AT_ONCE]
        statement, columns = _insert(piece)
        with connection.cursor() as cursor:
            # Every model here has the usual `id`.
            cursor.execute(f"{statement} RETURNING id", columns)
            for row, (pk,) in zip(piece, cursor.fetchall(), strict=True):
                _is_stored(row, pk)


def insert_missing_rows(rows: Sequence[Row], unique: str) -> list[Row]:
    """Insert those rows whose value of the unique field is not there yet; returns these, with ids. One statement.

    Waits for transactions that are inserting the same values. In the order of the values: two that insert the same
    ones, each in an order of its own, would wait for each other.
    """
    if not rows:
        return []
    by_value = {getattr(row, unique): row for row in rows}
    statement, columns = _insert([by_value[value] for value in sorted(by_value)])
    columns_of = {field.name: str(field.column) for field in type(rows[0])._meta.local_concrete_fields}
    column = connection.ops.quote_name(columns_of[unique])
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ON CONFLICT ({column}) DO NOTHING RETURNING id, {column}", columns)
        made = []
        for pk, value in cursor.fetchall():
            row = by_value[bytes(value) if isinstance(value, memoryview) else value]
            _is_stored(row, pk)
            made.append(row)
        return made


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of all rows, which are of one model. One statement; it does not grow with the rows."""
    if not rows:
        return
    meta = type(rows[0])._meta
    known = {field.name: field for field in meta.local_concrete_fields}
    fields = [known[name] for name in ("id", *names)]
    quote = connection.ops.quote_name
    columns = [quote(str(field.column)) for field in fields]
    settings = ", ".join(f"{column} = v.{column}" for column in columns[1:])
    statement = (
        f"UPDATE {quote(meta.db_table)} AS t SET {settings} "  # noqa: S608
        f"FROM unnest({_arrays(fields)}) AS v({', '.join(columns)}) WHERE t.{columns[0]} = v.{columns[0]}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, _columns(rows, fields))


def _is_stored(row: models.Model, pk: Any) -> None:
    row.pk = pk
    row._state.adding, row._state.db = False, connection.alias


def _insert(rows: Sequence[models.Model]) -> tuple[str, list[Any]]:
    meta = type(rows[0])._meta
    fields = [field for field in meta.local_concrete_fields if not field.primary_key and not _made_by_database(field)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"INSERT INTO {quote(meta.db_table)} ({names}) SELECT * FROM unnest({_arrays(fields)})"  # noqa: S608
    return statement, _columns(rows, fields)


def _made_by_database(field: models.Field) -> bool:
    return field.generated or field.has_db_default()


def _arrays(fields: Sequence[models.Field]) -> str:
    return ", ".join(
        f"%s::{field.rel_db_type(connection) if field.primary_key else field.db_type(connection)}[]" for field in fields
    )


def _columns(rows: Sequence[models.Model], fields: Sequence[models.Field]) -> list[Any]:
    columns: list[Any] = []
    for field in fields:
        values = [getattr(row, field.attname) for row in rows]
        if isinstance(field, models.JSONField):
            values = [field.get_db_prep_save(value, connection) for value in values]
        columns.append(array_of(values))
    return columns
