"""The rows of a kept world: read as statements, and laid down by one message to the database. See `tests/worlds.py`."""

from collections.abc import Iterable

from django.db import connection

# Rows added, changed and taken away by this transaction; within it these numbers only grow.
WRITTEN = """
SELECT c.relname, pg_stat_get_xact_tuples_inserted(c.oid), pg_stat_get_xact_tuples_updated(c.oid),
       pg_stat_get_xact_tuples_deleted(c.oid)
FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND pg_stat_get_xact_tuples_inserted(c.oid) + pg_stat_get_xact_tuples_updated(c.oid)
      + pg_stat_get_xact_tuples_deleted(c.oid) > 0
"""
DIGEST = f"(SELECT md5(coalesce(string_agg(w::text, ' ' ORDER BY relname), '')) FROM ({WRITTEN}) w)"  # noqa: S608
COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
       string_agg('quote_nullable(' || quote_ident(attname) || '::text)', $$ || ', ' || $$ ORDER BY attnum)
FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


def written() -> dict[str, tuple[int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return {table: tuple(numbers) for table, *numbers in cursor.fetchall()}


def rows_of(table: str) -> str:
    """The statements that put these rows in place of what stands in the table."""
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [name])
        columns, values = cursor.fetchone()
        cursor.execute(f"SELECT string_agg('(' || {values} || ')', ', ') FROM {name}")  # noqa: S608
        [rows] = cursor.fetchone()
    emptied = f"DELETE FROM {name};"  # noqa: S608
    return f"{emptied} INSERT INTO {name} ({columns}) VALUES {rows};" if rows else emptied  # noqa: S608


def lay(statements: Iterable[str], after: str) -> None:
    """Past triggers: they have done their work already."""
    with connection.cursor() as cursor:
        cursor.execute(
            " ".join(
                (
                    "SET LOCAL session_replication_role = replica;",
                    *statements,
                    "SET LOCAL session_replication_role = origin;",
                    after,
                )
            )
        )
