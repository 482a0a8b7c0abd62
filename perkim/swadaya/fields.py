"""Form fields of the survey: square metres as people write them, counts, yes or no as two radios."""

import re
from decimal import Decimal
from typing import Any

from django import forms

_MEASURE = re.compile(r"[0-9]{1,7}([.,][0-9]{1,2})?")
_TYPED = {"autocomplete": "off"}


class MeasureField(forms.DecimalField):
    """Metres or square metres: `36`, `36,5` or `36.5`."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**_TYPED, "inputmode": "decimal"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values or isinstance(value, Decimal):
            return value if isinstance(value, Decimal) else None
        plain = str(value).strip().removesuffix("m2").removesuffix("m²").strip()
        if not _MEASURE.fullmatch(plain):
            raise forms.ValidationError("Tulis angka saja, misalnya 36 atau 36,5.", code="invalid")
        return Decimal(plain.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else f"{value:.0f}"
        return value


class CountField(forms.IntegerField):
    """A whole number within bounds, typed on a phone's number pad."""

    widget = forms.TextInput

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        sentence = f"Isi angka bulat dari {least} sampai {most}."
        said = dict.fromkeys(["invalid", "min_value", "max_value"], sentence)
        super().__init__(min_value=least, max_value=most, error_messages=said, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**_TYPED, "inputmode": "numeric"}


class YesNoField(forms.TypedChoiceField):
    """Yes or no; neither, where nobody was asked yet."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        answers = [("ya", "Ya"), ("tidak", "Tidak")]
        super().__init__(choices=answers, coerce=lambda typed: typed == "ya", empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "ya", False: "tidak"}.get(value, value) if isinstance(value, bool) else value
