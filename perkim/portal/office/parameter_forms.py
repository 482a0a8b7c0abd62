"""Stating a new value of a parameter: one form for each shape a value has. What fits is the parameter's own to say."""

import re
from abc import ABCMeta, abstractmethod
from datetime import date
from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass

from perkim.lib.day_field import DayField
from perkim.lib.text import one_line
from perkim.parameters.actions import NewValue
from perkim.parameters.kinds import OFFICE_HOURS, TEXT, ParameterKind, ParameterValueError
from perkim.parameters.models import Parameter
from perkim.portal.office.editors import YEARS_AHEAD
from perkim.portal.office.parameter_values import WEEKDAYS
from perkim.portal.office.row_fields import RowTimeField

# A longer number is left as it was typed, for the parameter to refuse it.
_NUMBER = re.compile(r"[0-9]{1,9}")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_DECIMAL = re.compile(r"([0-9]{1,9})[.,]([0-9]{1,4})")
_MONEY = re.compile(r"^(?:rp\.?|idr) ?| ?,(?:-|00)$", re.IGNORECASE)
_LONGEST = 200
EARLIEST = date(2000, 1, 1)
_LONGEST_BASIS = Parameter._meta.get_field("basis").max_length
_HOUR = {"invalid": "Isi jam dan menit, misalnya 07:30."}


class _FormsOfShapes(ABCMeta, DeclarativeFieldsMetaclass):
    """Makes form classes that may leave something to their subclasses."""


class ValueForm(forms.Form, metaclass=_FormsOfShapes):
    """From when on, by which regulation, and (in the subclasses) what."""

    mulai = DayField(
        label="Berlaku mulai",
        help_text="Bila sudah lewat, akibatnya ditunjukkan dulu. Yang sudah diputuskan tetap memakai nilai lama.",
    )
    dasar = forms.CharField(
        label="Dasar hukum",
        max_length=_LONGEST_BASIS,
        help_text="Nomor dan tanggal peraturan atau keputusan.",
        error_messages={"required": "Sebut dasar hukumnya: nomor dan tanggal peraturan atau keputusan."},
    )

    def __init__(self, data: Any = None, *, kind: ParameterKind, example: Any, today: date) -> None:
        super().__init__(data)
        self.kind, self.today = kind, today
        fields = self.value_fields(example)
        self.fields = {**fields, **self.fields}
        self.first = next(iter(fields))

    @abstractmethod
    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        """The fields of a value like this one, by their names."""

    @abstractmethod
    def value(self) -> Any:
        """What was typed, in the form in which it is stored."""

    def clean_mulai(self) -> date:
        starts: date = self.cleaned_data["mulai"]
        if starts < EARLIEST:
            raise forms.ValidationError(f"Tahun {starts.year} terlalu lama. Periksa tahunnya.")
        if starts.year > self.today.year + YEARS_AHEAD:
            raise forms.ValidationError(f"Tahun {starts.year} terlalu jauh. Periksa tahunnya.")
        return starts

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(name in self.errors for name in self.fields if name not in ("mulai", "dasar")):
            try:
                self.kind.refuse_unfit(self.value())
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


class TextForm(ValueForm):
    """One text, shown as it stands now."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        return {"nilai": forms.CharField(label=self.kind.title, required=False, initial=example)}

    def value(self) -> Any:
        return " ".join(self.cleaned_data["nilai"].split())


class LinesForm(ValueForm):
    """A text for each line, shown as they stand now."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        return {
            "nilai": forms.CharField(
                label=self.kind.title,
                required=False,
                initial="\n".join(example or ()),
                widget=forms.Textarea(attrs={"rows": 10}),
                help_text="Satu butir tiap baris, menurut urutannya.",
            )
        }

    def value(self) -> Any:
        typed = (" ".join(line.split()) for line in self.cleaned_data["nilai"].splitlines())
        return [line for line in typed if line]


class CyclesForm(ValueForm):
    """A number for each cycle, the last one repeating."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        return {"nilai": _cycles(f"Nilai baru ({self.kind.unit})")}

    def value(self) -> Any:
        return _list(self.cleaned_data["nilai"])


class ClassesForm(ValueForm):
    """A value for each class: one number, such numbers for each cycle, or words of which there may be none."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        self.classes = dict(example)
        return {
            f"nilai_{n}": _class_field(f"{name} ({self.kind.unit_of(name)})", shape)
            for n, (name, shape) in enumerate(self.classes.items())
        }

    def value(self) -> Any:
        typed = {name: self.cleaned_data[f"nilai_{n}"] for n, name in enumerate(self.classes)}
        return {
            name: _list(each) if isinstance(self.classes[name], list) else _number(each) for name, each in typed.items()
        }


class HoursForm(ValueForm):
    """When the office opens and closes on each day of the week; a day without hours is off."""

    def value_fields(self, example: Any) -> dict[str, forms.Field]:
        known = example or {}
        fields: dict[str, forms.Field] = {}
        for number, day in enumerate(WEEKDAYS):
            opening, closing = known.get(str(number), ("", ""))
            fields[f"buka_{number}"] = _hour(f"{day} buka", opening)
            fields[f"tutup_{number}"] = _hour(f"{day} tutup", closing)
        return fields

    def days(self) -> list[list[forms.BoundField]]:
        """Opening and closing of each day, for the page to put side by side."""
        return [[self[f"buka_{n}"], self[f"tutup_{n}"]] for n in range(len(WEEKDAYS))]

    def value(self) -> Any:
        typed = {n: (self.cleaned_data[f"buka_{n}"], self.cleaned_data[f"tutup_{n}"]) for n in range(len(WEEKDAYS))}
        # A day with only one of the two is kept, for the parameter to refuse it.
        return {str(n): [f"{each:%H:%M}" if each else "" for each in span] for n, span in typed.items() if any(span)}


def form_for(kind: ParameterKind, example: Any) -> type[ValueForm] | None:
    """The form for values like this one; None for a shape that has no form."""
    if kind is OFFICE_HOURS:
        return HoursForm
    if kind.shape:
        return TextForm if kind.shape == TEXT else LinesForm
    if isinstance(example, dict) and example:
        return ClassesForm
    if isinstance(example, list):
        return CyclesForm
    return NumberForm if isinstance(example, int) and not isinstance(example, bool) else None


def _numbers(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _cycles(label: str) -> forms.CharField:
    return _numbers(label, "Satu angka, atau satu untuk tiap putaran, misalnya 21, 14, 7. Yang terakhir berulang.")


def _class_field(label: str, shape: Any) -> forms.CharField:
    """What it may be, an empty list included, is the parameter's to say."""
    if not isinstance(shape, list):
        field = _numbers(label, "")
    elif any(isinstance(each, str) for each in shape):
        field = _numbers(label, f"Dipisah koma, misalnya {', '.join(map(str, shape))}. Boleh kosong bila tidak ada.")
    else:
        field = _cycles(label)
    field.required = False
    return field


def _hour(label: str, known: str) -> RowTimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
    return RowTimeField(label=label, initial=known, widget=widget, input_formats=formats, error_messages=_HOUR)


def _number(typed: str) -> int | str:
    """`2.700.000`, `Rp 2.700.000`, `2.700.000,00` as a whole number; `7,2` as `7.2`; anything else as it was typed."""
    text = _MONEY.sub("", one_line(typed, _LONGEST)).strip()
    text = _MONEY.sub("", text)
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "")
    if _NUMBER.fullmatch(text):
        return int(text)
    decimal = _DECIMAL.fullmatch(text)
    return f"{decimal[1]}.{decimal[2]}" if decimal else text or typed


def _list(typed: str) -> list[int | str]:
    return [_number(part) for part in typed.split(",")] if typed.strip() else []
