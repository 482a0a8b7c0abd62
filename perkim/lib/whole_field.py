"""A whole number in forms, read by the one door."""

from typing import Any

from django import forms

from perkim.lib.whole_number import typed_whole


class WholeField(forms.IntegerField):
    """Never below nought, and never more digits than the largest column of the database holds."""

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return value if isinstance(value, int) else None
        number = typed_whole(str(value))
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number
