"""Counts and years in forms."""

from typing import Any

from django import forms

from perkim.lib.numbers import count, counts_other
from perkim.lib.text import in_thousands
from perkim.lib.whole_field import WholeField


class CountField(WholeField):
    """A whole number within bounds, typed on a phone's number pad; `5 orang` is 5. `of`: what it counts, `orang` or
    `KK`, where something else may be typed."""

    widget = forms.TextInput

    def __init__(self, *, least: int, most: int, of: str = "", **options: Any) -> None:
        self.of = of
        sentence = f"Isi angka bulat dari {self.shown(least)} sampai {self.shown(most)}."
        said = dict.fromkeys(["invalid", "min_value", "max_value"], sentence)
        super().__init__(min_value=least, max_value=most, error_messages=said, **options)

    @staticmethod
    def shown(limit: int) -> str:
        """A limit as the sentence has it."""
        return in_thousands(limit)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "inputmode": "numeric"}

    def to_python(self, value: Any) -> int | None:
        typed = "" if value in self.empty_values or isinstance(value, int) else str(value)
        if self.of and counts_other(typed, self.of):
            raise forms.ValidationError(f"Isi jumlah {self.of}.", code="invalid")
        number = count(typed)
        return super().to_python(value if number is None else f"{number.normalize():f}")


class YearField(CountField):
    """A year, with four digits and no point between them."""

    @staticmethod
    def shown(limit: int) -> str:
        return str(limit)
