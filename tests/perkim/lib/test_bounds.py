"""A site that was set up before columns of time had bounds: the step that adds them, and what it does with old rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from perkim.lib.bounds import BoundTimes, OutsideSpanError, bound_columns
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField

pytestmark = pytest.mark.django_db
BOUNDED = {("made_egg", "laid"), ("made_egg", "found")}


def egg(day: type[models.DateField], moment: type[models.DateTimeField]) -> migrations.CreateModel:
    fields = [("id", models.BigAutoField(primary_key=True)), ("laid", day()), ("found", moment(null=True))]
    return migrations.CreateModel("Egg", fields)


def made(*operations: object) -> ProjectState:
    migration = migrations.Migration("0001_made", "made")
    migration.operations = list(operations)
    with connection.schema_editor(atomic=False) as editor:
        return migration.apply(ProjectState(), editor)


def store(laid: date, found: datetime | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO made_egg (laid, found) VALUES (%s, %s)", [laid, found])


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(IntegrityError, match="_check"), transaction.atomic():
        yield


@pytest.fixture
def old_site() -> ProjectState:
    """The table as plain fields made it, and the state as the fields of today tell it."""
    made(egg(models.DateField, models.DateTimeField))
    state = ProjectState()
    egg(BoundedDateField, BoundedDateTimeField).state_forwards("made", state)
    return state


def bound(state: ProjectState, **options: object) -> None:
    with connection.schema_editor(atomic=False) as editor:
        BoundTimes(**options).database_forwards("made", editor, state, state)


def test_a_new_table_has_its_bounds_from_the_start() -> None:
    state = made(egg(BoundedDateField, BoundedDateTimeField))
    assert bound_columns(connection) >= BOUNDED
    bound(state)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conrelid = 'made_egg'::regclass AND contype = 'c'")
        assert cursor.fetchone() == (2,)


@pytest.mark.parametrize(
    ("laid", "found"),
    [
        (date(1, 1, 1), None),
        (date(9999, 12, 31), None),
        (date(2026, 1, 1), datetime(9999, 12, 31, tzinfo=UTC)),
        (date(2026, 1, 1), datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_an_old_site_refuses_from_then_on_what_a_new_one_refuses(old_site, laid, found) -> None:
    store(date(1900, 1, 1), datetime(2199, 12, 31, 23, 59, tzinfo=UTC))
    assert not bound_columns(connection) & BOUNDED
    bound(old_site)
    assert bound_columns(connection) >= BOUNDED
    with refused():
        store(laid, found)


def test_infinity_is_outside(old_site) -> None:
    bound(old_site)
    with refused(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO made_egg (laid) VALUES ('infinity')")


def test_a_row_outside_stops_the_step_and_is_named(old_site) -> None:
    store(date(2026, 11, 22))
    store(date(1, 1, 1))
    with pytest.raises(OutsideSpanError) as said:
        bound(old_site)
    query = "SELECT * FROM \"made_egg\" WHERE NOT (\"laid\" BETWEEN '1900-01-01' AND '2199-12-31');"
    assert f"1: {query}" in str(said.value)
    assert "docs/operations.md" in str(said.value)
    assert not bound_columns(connection) & BOUNDED
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchall() == [(2, date(1, 1, 1), None)]


def test_a_time_that_nobody_vouches_for_is_forgotten(old_site) -> None:
    store(date(2026, 11, 22), datetime(9999, 12, 31, tzinfo=UTC))
    store(date(2026, 11, 22), datetime(2026, 11, 22, tzinfo=UTC))
    bound(old_site, unknown={("made_egg", "found")})
    with connection.cursor() as cursor:
        cursor.execute("SELECT found FROM made_egg ORDER BY id")
        assert cursor.fetchall() == [(None,), (datetime(2026, 11, 22, tzinfo=UTC),)]
    assert bound_columns(connection) >= BOUNDED
