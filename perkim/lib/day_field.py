"""A day in forms: the browser's picker, and the ways in which people type one where there is none."""

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate

from perkim.lib.days import DayError, typed_day
from perkim.lib.span import YEAR_WANTED, may_be_written


def refuse_unwritten_year(day: date) -> None:
    """Raises ValidationError, with the years that may be written, for a day of another year."""
    if not may_be_written(day):
        raise forms.ValidationError(YEAR_WANTED, code="outside_span")


class DayInput(forms.DateInput):
    """The browser's own picker; it speaks ISO."""

    def __init__(self, **options: Any) -> None:
        super().__init__(attrs={"type": "date", **options.pop("attrs", {})}, format="%Y-%m-%d", **options)


class DayField(forms.DateField):
    """`2026-11-22` from the picker; `22-11-2026`, `22/11/2026` or `22 November 2026` from a keyboard."""

    widget = DayInput
    default_validators = [refuse_unwritten_year]
    default_error_messages = {
        "required": "Isi tanggalnya.",
        "invalid": "Tanggal ini tidak terbaca. Tulis tanggal, bulan, dan tahunnya, misalnya 22-11-2026.",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            day = typed_day(str(value))
        except DayError as error:
            # What is wrong is known: nothing is said beside it that a reader could take for another fault.
            raise forms.ValidationError(f"{error} {error.mend}".rstrip(), code="invalid") from error
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class PastDayField(DayField):
    """The day of something that has happened."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and may_be_written(value) and value > localdate():
            raise forms.ValidationError("Tanggal ini belum tiba. Periksa tanggalnya.", code="future")
