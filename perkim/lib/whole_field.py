"""A whole number in forms, read by the one door."""

from typing import Any

from django import forms

from perkim.lib.whole_number import LARGEST, typed_whole


class WholeField(forms.IntegerField):
    """Not below nought unless the form says so, and never more than a column of the database holds."""

    default_error_messages = {"invalid": "Tulis angka bulat, misalnya 12."}

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else int(value)
        number = typed_whole(str(value))
        if number is None or number > LARGEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number
