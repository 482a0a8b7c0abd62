"""Steps of migrations that build Django's picture of all models once, not once for each operation.

Rendering that picture anew takes longer than all of PostgreSQL's work: with a hundred related models a quarter of a
second each time, and plain migrations do it at every operation.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class OneStep(Operation):
    """Carry out several operations that do not build on each other, each between the same two states.

    A model made here has at once what later operations would add to it: references in a circle stand in `CreateModel`.
    What reads rows (`RunPython`) or touches one column twice needs a step of its own.
    """

    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Without its rendered models a state only notes what changes; they are rendered when next asked for.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


class InstallTriggers(Operation):
    """Install the triggers that the options of this app's models state; pgtrigger reads them there as well."""

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the options say it already."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for (label, _name), model in sorted(to_state.models.items()):
            for trigger in model.options.get("triggers", []) if label == app_label else []:
                # None, or the driver would take a per cent sign of the function for a place to fill.
                schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing: each goes with its table."""

    def describe(self) -> str:
        return "Install the triggers of this app"


class DropTriggers(Operation):
    """Take the triggers of these tables away, with their functions, before the tables are renamed or lose columns.
    What they become is installed anew by `InstallTriggers`."""

    reversible = False

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: what the options say of them follows with the tables."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT tgfoid::regprocedure::text FROM pg_trigger "
                "WHERE tgrelid = ANY(%s::regclass[]) AND NOT tgisinternal",
                [list(self.tables)],
            )
            functions = [name for (name,) in cursor.fetchall()]
        for name in functions:
            schema_editor.execute(f"DROP FUNCTION {name} CASCADE")

    def describe(self) -> str:
        return f"Drop the triggers of {', '.join(self.tables)}"
