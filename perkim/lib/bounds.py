"""The step by which a site that was set up earlier gets the bounds of `perkim/lib/time_fields.py`."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.core.management.base import CommandError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from perkim.lib.span import FIRST_DAY, LAST_DAY, LAST_MOMENT
from perkim.lib.time_fields import WithinSpan

# Connections of Django speak UTC, so a bound is told with the very digits in which it was stated.
_BOUND = """
SELECT t.relname, a.attname FROM pg_constraint AS c
JOIN pg_class AS t ON t.oid = c.conrelid
JOIN pg_attribute AS a ON a.attrelid = t.oid AND c.conkey = ARRAY[a.attnum]
WHERE c.contype = 'c' AND c.connamespace = current_schema::regnamespace
AND pg_get_constraintdef(c.oid) LIKE ANY (%s)
"""
_ENDS = [f"%{end.isoformat()[:10]}%" for end in (LAST_DAY, LAST_MOMENT)]


class OutsideSpanError(CommandError):
    """Rows stand outside the span; says which, and what to do."""


class TimeColumn(NamedTuple):
    """A column of days or moments, by the names of the database, and what holds for a row within the span."""

    table: str
    name: str
    within: str


class BoundTimes(Operation):
    """Bound every column of days and moments that has no bound yet; a new site has them all from its tables on.

    Of `unknown` columns (table, column) a time outside the span is forgotten: it tells as much as none. A row that is
    left outside stops the step, before anything is changed, with the query that shows it.
    """

    reversible = True

    def __init__(self, *, unknown: Collection[tuple[str, str]] = ()) -> None:
        self.unknown = unknown

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the fields say it already."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        bound = bound_columns(schema_editor.connection)
        for column in (unbound := [each for each in _columns(to_state) if each[:2] not in bound]):
            if column[:2] in self.unknown:
                schema_editor.execute(
                    f'UPDATE "{column.table}" SET "{column.name}" = NULL WHERE NOT ({column.within})'  # noqa: S608
                )
        _refuse_rows_outside(schema_editor.connection, unbound)
        for column in unbound:
            schema_editor.execute(f'ALTER TABLE "{column.table}" ADD CHECK ({column.within})')

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing: the bounds belong to the columns."""

    def describe(self) -> str:
        return "Bound all columns of days and moments to the span of the project"


def bound_columns(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Tables and columns that PostgreSQL holds to the span. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BOUND, [_ENDS])
        return set(cursor.fetchall())


def _columns(state: ProjectState) -> Iterator[TimeColumn]:
    """The columns of the models as this step knows them, without rendering any."""
    for (app, model_name), model in sorted(state.models.items()):
        table = model.options.get("db_table") or f"{app}_{model_name}"
        for field_name, field in model.fields.items():
            if isinstance(field, WithinSpan):
                name = field.db_column or field_name
                yield TimeColumn(table, name, field.within(f'"{name}"'))


def _refuse_rows_outside(connection: BaseDatabaseWrapper, columns: Collection[TimeColumn]) -> None:
    outside = []
    with connection.cursor() as cursor:
        for column in columns:
            rows = f'FROM "{column.table}" WHERE NOT ({column.within})'
            cursor.execute(f"SELECT count(*) {rows}")
            if count := cursor.fetchone()[0]:
                outside.append(f"  {count}: SELECT * {rows};")
    if outside:
        raise OutsideSpanError(
            f"Rows hold days or moments outside {FIRST_DAY} to {LAST_DAY}, with which pages fail. How many, and the "
            "query that shows them:\n" + "\n".join(outside) + "\nThis step changed nothing. Correct the rows as "
            "docs/operations.md says under “Times outside the span”, then migrate again."
        )
