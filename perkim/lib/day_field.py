"""A day in forms: the browser's picker, and the ways in which people type one where there is none."""

from datetime import date
from typing import Any

from django import forms

from perkim.lib.days import DayError, typed_day


class DayInput(forms.DateInput):
    """The browser's own picker; it speaks ISO."""

    def __init__(self, **options: Any) -> None:
        super().__init__(attrs={"type": "date", **options.pop("attrs", {})}, format="%Y-%m-%d", **options)


class DayField(forms.DateField):
    """`2026-11-22` from the picker; `22-11-2026`, `22/11/2026` or `22 November 2026` from a keyboard."""

    widget = DayInput
    default_error_messages = {
        "required": "Isi tanggalnya.",
        "invalid": "Tanggal ini tidak terbaca. Tulis tanggal, bulan, dan tahunnya, misalnya 22-11-2026.",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            found = typed_day(str(value))
        except DayError as error:
            raise forms.ValidationError(f"{error} {self.error_messages['invalid']}", code="invalid") from error
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found
