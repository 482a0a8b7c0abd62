"""Rupiah as people write them: `840.000.000`, with or without `Rp` and dots; never with cents."""

import re
from typing import Any

from django import forms

# As much as fits a bigint and any budget of a regency.
MOST = 10**15
_WHOLE = re.compile(r"[0-9]+")


class RupiahField(forms.IntegerField):
    """A whole, non-negative amount. Dots and blanks between digits are passed over."""

    default_error_messages = {"invalid": "Tulis rupiah bulat tanpa sen, misalnya 840.000.000."}

    def __init__(self, **rest: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=0, max_value=MOST, widget=widget, localize=False, **rest)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return value if isinstance(value, int) else None
        plain = re.sub(r"(?i)^rp|[.\s]", "", str(value).strip())
        if not _WHOLE.fullmatch(plain):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(plain)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
