"""Columns of days and moments that take only what lies in the project's span; PostgreSQL itself refuses the rest.

The bound stands in the column itself, as CREATE TABLE and ADD COLUMN write it, so it also holds for COPY and plain SQL.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from perkim.lib.span import FIRST_DAY, FIRST_MOMENT, LAST_DAY, LAST_MOMENT, YEAR_WANTED, within_span


def refuse_outside_span(told: date) -> None:
    """Raises ValidationError with a sentence for a day or moment that the database would refuse."""
    if not within_span(told):
        raise ValidationError(YEAR_WANTED, code="outside_span")


def _between(connection: BaseDatabaseWrapper, field: models.Field, first: date, last: date) -> str:
    return f"{connection.ops.quote_name(str(field.column))} BETWEEN '{first.isoformat()}' AND '{last.isoformat()}'"


class BoundedDateField(models.DateField):
    """A day of the span."""

    default_validators = [refuse_outside_span]

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        return _between(connection, self, FIRST_DAY, LAST_DAY)


class BoundedDateTimeField(models.DateTimeField):
    """A moment of the span."""

    default_validators = [refuse_outside_span]

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        return _between(connection, self, FIRST_MOMENT, LAST_MOMENT)
