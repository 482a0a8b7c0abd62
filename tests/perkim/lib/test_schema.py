"""Steps of migrations: several operations between the same two states, and the triggers that models state."""

from unittest.mock import patch

import pgtrigger
import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState, StateApps

from perkim.lib.schema import InstallTriggers, OneStep

pytestmark = pytest.mark.django_db
KEEP = pgtrigger.compiler.UpsertTriggerSql(
    func="RAISE EXCEPTION '100%% kept';",
    hash="0",
    operation="DELETE",
    pgid="pgtrigger_kept_hen",
    table="made_hen",
    when="BEFORE",
)


def reference(to: str) -> models.ForeignKey[models.Model, models.Model]:
    return models.ForeignKey(f"made.{to}", on_delete=models.CASCADE, null=True)


def table(name: str, to: str, **options: object) -> migrations.CreateModel:
    fields = [("id", models.BigAutoField(primary_key=True)), ("other", reference(to))]
    return migrations.CreateModel(name, fields, options=options)


def tables_made() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("made_")}


def references_of(name: str) -> set[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_relations(cursor, name)
    return {target for _column, target, *_rest in found.values()}


@pytest.fixture
def hen_and_egg() -> migrations.Migration:
    """Each of two models refers to the other, and one of them has a trigger."""
    kept = pgtrigger.compiler.Trigger(name="kept", sql=KEEP)
    migration = migrations.Migration("0001_made", "made")
    migration.operations = [OneStep([table("Hen", "Egg", triggers=[kept]), table("Egg", "Hen")]), InstallTriggers()]
    return migration


def test_models_that_refer_to_each_other_are_made_and_removed_in_one_step(hen_and_egg: migrations.Migration) -> None:
    with connection.schema_editor(atomic=False) as editor:
        hen_and_egg.apply(ProjectState(), editor)
    assert tables_made() == {"made_hen", "made_egg"}
    assert references_of("made_hen") == {"made_egg"}
    assert references_of("made_egg") == {"made_hen"}
    with connection.schema_editor(atomic=False) as editor:
        hen_and_egg.unapply(ProjectState(), editor)
    assert tables_made() == set()


def test_a_trigger_that_a_model_states_is_installed(hen_and_egg: migrations.Migration) -> None:
    with connection.schema_editor(atomic=False) as editor:
        hen_and_egg.apply(ProjectState(), editor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'made_hen'::regclass AND NOT tgisinternal")
        assert cursor.fetchall() == [("pgtrigger_kept_hen",)]


def test_one_step_changes_what_stands(hen_and_egg: migrations.Migration) -> None:
    change = migrations.Migration("0002_changed", "made")
    change.operations = [
        OneStep(
            [
                migrations.RemoveField("egg", "other"),
                migrations.AddField("egg", "colour", models.CharField(max_length=9, default="putih")),
                migrations.AddConstraint(
                    "egg",
                    models.CheckConstraint(condition=~models.Q(colour=""), name="egg_has_a_colour"),
                ),
            ]
        )
    ]
    with connection.schema_editor(atomic=False) as editor:
        before = hen_and_egg.apply(ProjectState(), editor)
        with patch.object(StateApps, "render_multiple", autospec=True, side_effect=StateApps.render_multiple) as render:
            after = change.apply(before.clone(), editor)
    # A copied picture renders no model.
    assert len([call for call in render.call_args_list if call.args[1]]) == 1
    assert list(after.models["made", "egg"].fields) == ["id", "colour"]
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO made_egg (colour) VALUES ('cokelat')")
        columns = {column.name for column in connection.introspection.get_table_description(cursor, "made_egg")}
        found = connection.introspection.get_constraints(cursor, "made_egg")
    assert columns == {"id", "colour"}
    assert found["egg_has_a_colour"]["check"]


def test_every_trigger_of_every_model_stands_in_the_database() -> None:
    stated = pgtrigger.registered()
    assert stated
    states = {trigger.get_pgid(model): trigger.get_installation_status(model)[0] for model, trigger in stated}
    assert {name: state for name, state in states.items() if state != "INSTALLED"} == {}
