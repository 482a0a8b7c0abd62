"""Fields of rows that may stay empty as a whole: none of them is optional by itself, so none is called so."""

from typing import Any

from django import forms
from django.core.validators import EMPTY_VALUES


class _MayStayEmpty(forms.Field):
    """The form decides what an empty field of a row means."""

    def validate(self, value: Any) -> None:
        if value not in EMPTY_VALUES:
            super().validate(value)


class RowDateField(_MayStayEmpty, forms.DateField):
    """A day of a row; the form says which years it takes."""


class RowTimeField(_MayStayEmpty, forms.TimeField):
    """A time of a row."""


class RowChoiceField(_MayStayEmpty, forms.ChoiceField):
    """A choice of a row."""


class RowCharField(_MayStayEmpty, forms.CharField):
    """Words of a row."""
