"""Stating a new value of a parameter: one form for each shape a value has. What fits is the parameter's own to say."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from perkim.lib.day_field import DayField
from perkim.parameters.actions import NewValue
from perkim.parameters.kinds import OFFICE_HOURS, Kind, ParameterValueError
from perkim.parameters.models import Parameter
from perkim.portal.editors import YEARS_AHEAD
from perkim.portal.parameter_values import WEEKDAYS
from perkim.portal.row_fields import RowTimeField

# A longer number is left as it was typed, for the parameter to refuse it.
_NUMBER = re.compile(r"[0-9]{1,9}")
_LONGEST_BASIS = Parameter._meta.get_field("basis").max_length
_HOUR = {"invalid": "Isi jam dan menit, misalnya 07:30."}


class ValueForm(forms.Form):
    """From when on, by which regulation, and (in the subclasses) what."""

    mulai = DayField(
        label="Berlaku mulai",
        help_text="Hari ini atau sesudahnya. Yang sudah diputuskan tetap memakai nilai lama.",
    )
    dasar = forms.CharField(
        label="Dasar hukum",
        max_length=_LONGEST_BASIS,
        help_text="Nomor dan tanggal peraturan atau keputusan.",
        error_messages={"required": "Sebut dasar hukumnya: nomor dan tanggal peraturan atau keputusan."},
    )

    def __init__(self, data: Any = None, *, kind: Kind, example: Any, today: date) -> None:
        super().__init__(data)
        self.kind, self.today = kind, today
        fields = self.value_fields(example)
        self.fields = {**fields, **self.fields}
        self.first = next(iter(fields))

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        raise NotImplementedError

    def value(self) -> Any:
        """What was typed, in the form in which it is stored."""
        raise NotImplementedError

    def clean_mulai(self) -> date:
        starts: date = self.cleaned_data["mulai"]
        if starts < self.today:
            raise forms.ValidationError(
                f"{date_format(starts, 'j F Y')} sudah lewat. Pilih hari ini atau sesudahnya: yang sudah diputuskan "
                "tetap memakai nilai lama."
            )
        if starts.year > self.today.year + YEARS_AHEAD:
            raise forms.ValidationError(f"Tahun {starts.year} terlalu jauh. Periksa tahunnya.")
        return starts

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(name in self.errors for name in self.fields if name not in ("mulai", "dasar")):
            try:
                self.kind.parse(self.value())
            except ParameterValueError as error:
                self.add_error(self.first, str(error))
        return data

    def stated(self) -> NewValue:
        data = self.cleaned_data
        return NewValue(kind=self.kind, value=self.value(), starts=data["mulai"], basis=data["dasar"])


class NumberForm(ValueForm):
    """One whole number."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        return {"nilai": _numbers(f"Nilai baru ({self.kind.unit})", "")}

    def value(self) -> Any:
        return _number(self.cleaned_data["nilai"])


class CyclesForm(ValueForm):
    """A number for each cycle, the last one repeating."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        return {"nilai": _cycles(f"Nilai baru ({self.kind.unit})")}

    def value(self) -> Any:
        return _list(self.cleaned_data["nilai"])


class ClassesForm(ValueForm):
    """Such numbers for each class."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        self.classes = list(example)
        return {f"nilai_{n}": _cycles(f"{name} ({self.kind.unit})") for n, name in enumerate(self.classes)}

    def value(self) -> Any:
        return {name: _list(self.cleaned_data[f"nilai_{n}"]) for n, name in enumerate(self.classes)}


class HoursForm(ValueForm):
    """When the office opens and closes on each day of the week; a day without hours is off."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        known = example or {}
        found: dict[str, forms.Field] = {}
        for number, day in enumerate(WEEKDAYS):
            opening, closing = known.get(str(number), ("", ""))
            found[f"buka_{number}"] = _hour(f"{day} buka", opening)
            found[f"tutup_{number}"] = _hour(f"{day} tutup", closing)
        return found

    def days(self) -> list[list[forms.BoundField]]:
        """Opening and closing of each day, for the page to put side by side."""
        return [[self[f"buka_{n}"], self[f"tutup_{n}"]] for n in range(len(WEEKDAYS))]

    def value(self) -> Any:
        typed = {n: (self.cleaned_data[f"buka_{n}"], self.cleaned_data[f"tutup_{n}"]) for n in range(len(WEEKDAYS))}
        # A day with only one of the two is kept, for the parameter to refuse it.
        return {str(n): [f"{each:%H:%M}" if each else "" for each in span] for n, span in typed.items() if any(span)}


def form_for(kind: Kind, example: Any) -> type[ValueForm] | None:
    """The form for values like this one; None for a shape that has no form."""
    if kind is OFFICE_HOURS:
        return HoursForm
    if isinstance(example, dict) and example:
        return ClassesForm
    if isinstance(example, list):
        return CyclesForm
    return NumberForm if isinstance(example, int) and not isinstance(example, bool) else None


def _numbers(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _cycles(label: str) -> forms.CharField:
    return _numbers(label, "Satu angka, atau satu untuk tiap putaran, misalnya 21, 14, 7. Yang terakhir berulang.")


def _hour(label: str, known: str) -> RowTimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
    return RowTimeField(label=label, initial=known, widget=widget, input_formats=formats, error_messages=_HOUR)


def _number(typed: str) -> int | str:
    text = typed.strip()
    return int(text) if _NUMBER.fullmatch(text) else text


def _list(typed: str) -> list[int | str]:
    return [_number(part) for part in typed.split(",")]
