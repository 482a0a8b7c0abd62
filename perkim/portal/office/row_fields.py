"""Fields of rows that may stay empty as a whole: none of them is optional by itself, so none is called so."""

from typing import Any

from django import forms
from django.core.validators import EMPTY_VALUES

from perkim.lib.day_field import DayField


class _MayStayEmpty(forms.Field):
    """The form decides what an empty field of a row means."""

    def validate(self, value: Any) -> None:
        if value not in EMPTY_VALUES:
            super().validate(value)


class RowDateField(_MayStayEmpty, DayField):
    """A day of a row, read as in every form; what is wrong with it is said with the number of the row."""

    def __init__(self, *, row: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.row = row

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError as error:
            if not self.row:
                raise
            raise forms.ValidationError([f"Baris {self.row}: {each}" for each in error.messages]) from error


class RowTimeField(_MayStayEmpty, forms.TimeField):
    """A time of a row."""


class RowChoiceField(_MayStayEmpty, forms.ChoiceField):
    """A choice of a row."""


class RowCharField(_MayStayEmpty, forms.CharField):
    """Words of a row."""
