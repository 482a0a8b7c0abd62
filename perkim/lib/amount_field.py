"""Rupiah as people write them, in forms."""

import re
from typing import Any

from django import forms

_WHOLE = re.compile(r"[0-9]{1,15}")


class AmountField(forms.IntegerField):
    """Whole rupiah: `1.900.000`, with or without `Rp`."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "inputmode": "numeric"}

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return value if isinstance(value, int) else None
        plain = re.sub(r"(?i)^rp\.?|[.\s]|,-$", "", str(value).strip())
        if not _WHOLE.fullmatch(plain):
            raise forms.ValidationError("Tulis rupiah bulat tanpa sen, misalnya 1.900.000.", code="invalid")
        return int(plain)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
