"""Rupiah as people write them, in forms."""

from typing import Any

from django import forms

from perkim.lib.numbers import NumberError, whole_rupiah


class AmountField(forms.IntegerField):
    """Whole rupiah: `1.900.000`, with or without `Rp`."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Tulis rupiah bulat tanpa sen, misalnya 1.900.000."}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "inputmode": "numeric"}

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return value if isinstance(value, int) else None
        try:
            amount = whole_rupiah(str(value))
        except NumberError as error:
            raise forms.ValidationError(f"{error} {self.error_messages['invalid']}", code="invalid") from error
        if amount is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
