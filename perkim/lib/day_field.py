"""A day in forms: the browser's picker, and the ways in which people type one where there is none."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """The browser's own picker; it speaks ISO."""

    def __init__(self, **options: Any) -> None:
        super().__init__(attrs={"type": "date", **options.pop("attrs", {})}, format="%Y-%m-%d", **options)


class DayField(forms.DateField):
    """`2026-11-22` from the picker, `22-11-2026` or `22/11/2026` from a keyboard."""

    widget = DayInput
    input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
    default_error_messages = {
        "required": "Isi tanggalnya.",
        "invalid": "Tanggal ini tidak terbaca. Tulis tanggal, bulan, dan tahunnya, misalnya 22-11-2026.",
    }
