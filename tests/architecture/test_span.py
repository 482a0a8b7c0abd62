"""Every column of days and moments is bounded, in the models and in PostgreSQL; words become one in few places."""

import ast

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from perkim.lib.bounds import bound_columns
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from tests.architecture.source import name, python_files, tree

OURS = {
    each.label for each in apps.get_app_configs() if each.name.partition(".")[0] in ("perkim", *settings.PROGRAMME_APPS)
}
# A generated column is what its expression makes of bounded ones.
COLUMNS = """
SELECT t.relname, a.attname, y.typname FROM pg_attribute AS a
JOIN pg_class AS t ON t.oid = a.attrelid JOIN pg_type AS y ON y.oid = a.atttypid
WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema::regnamespace
AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND y.typname ~ '(date|timestamp|tsrange|tstzrange)'
"""
# Reading words as a day or moment: whatever does it says what it does with a year that is none.
READERS = {
    "perkim/accounts/releases.py": "the terms of a request, which the portal wrote when it was asked for",
    "perkim/audit/digests.py": "a day that the portal itself put into its work",
    "perkim/audit/outside.py": "compared with what the log says, never stored",
    "perkim/lib/calendar.py": "counted from days that are within the span, and held to what a day can be",
    "perkim/lib/span.py": "the one that looks at the span",
    "perkim/parameters/seeding.py": "files of the project itself; the column refuses",
    "perkim/parameters/kinds.py": "hours of the day",
    "perkim/imports/sealing.py": "cells as they were sent, to be shown again; parsers of cells look at the year",
    "perkim/accounts/late_forms.py": "written and sealed by the portal itself",
    "perkim/portal/office/calendar_forms.py": "one of the choices, which are rows of the database",
}
READING = {"fromisoformat", "strptime", "fromtimestamp", "fromordinal", "parse_date", "parse_datetime"}
# Stamps of the portal's own clock, for a line of a log.
STAMPS = {"perkim/lib/json_lines.py"}
FORM_FIELDS = {"perkim/lib/day_field.py"}


def of_time() -> list[models.Field]:
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS
        for field in model._meta.local_fields
        if isinstance(field, models.DateField)
    ]


def test_there_are_columns_to_look_at() -> None:
    assert len(of_time()) > 150


def test_every_model_states_the_bound() -> None:
    kinds = (BoundedDateField, BoundedDateTimeField)
    assert [str(field) for field in of_time() if not isinstance(field, kinds)] == []


@pytest.mark.django_db
def test_every_column_in_the_database_has_the_bound() -> None:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        found = {(table, column): kind for table, column, kind in cursor if table.split("_")[0] in OURS}
    assert len(found) >= len(of_time())
    assert set(found.values()) <= {"date", "timestamptz"}
    assert sorted(set(found) - bound_columns(connection)) == []


def test_words_become_days_in_few_places() -> None:
    found = {
        name(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute | ast.Name)
        and (getattr(node, "attr", "") or getattr(node, "id", "")) in READING
    }
    assert found - set(READERS) == STAMPS
    assert set(READERS) - found == set()


def test_forms_ask_for_days_by_the_fields_that_know_the_years() -> None:
    found = {
        name(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("DateField", "DateTimeField", "SplitDateTimeField", "DateFilter", "DateTimeFilter")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("forms", "django_filters")
    }
    assert found == FORM_FIELDS
