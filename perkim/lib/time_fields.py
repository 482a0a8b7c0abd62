"""Columns of days and moments that take only what lies in the project's span; PostgreSQL itself refuses the rest.

The bound stands in the column itself, as CREATE TABLE and ADD COLUMN write it, so it also holds for COPY and plain SQL.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from perkim.lib.span import FIRST_DAY, FIRST_MOMENT, LAST_DAY, LAST_MOMENT, YEAR_WANTED, within_span


def refuse_outside_span(day: date) -> None:
    """Raises ValidationError with a sentence for a day or moment that the database would refuse."""
    if not within_span(day):
        raise ValidationError(YEAR_WANTED, code="outside_span")


class WithinSpan(models.Field):
    """A column that PostgreSQL itself holds to its first and last time."""

    first: date
    last: date
    default_validators = [refuse_outside_span]

    def within(self, column: str) -> str:
        """What holds for a row within the span, in SQL; `column` as SQL names it."""
        return f"{column} BETWEEN '{self.first.isoformat()}' AND '{self.last.isoformat()}'"

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        return self.within(connection.ops.quote_name(str(self.column)))


class BoundedDateField(WithinSpan, models.DateField):
    """A day of the span."""

    first, last = FIRST_DAY, LAST_DAY


class BoundedDateTimeField(WithinSpan, models.DateTimeField):
    """A moment of the span."""

    first, last = FIRST_MOMENT, LAST_MOMENT
