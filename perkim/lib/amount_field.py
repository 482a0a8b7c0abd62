"""Rupiah as people write them, in forms."""

from typing import Any

from django import forms

from perkim.lib.numbers import MOST_RUPIAH, NumberError, whole_rupiah
from perkim.lib.text import in_thousands


class AmountField(forms.IntegerField):
    """Whole rupiah: `1.900.000`, with or without `Rp`."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Tulis rupiah bulat tanpa sen, misalnya 1.900.000."}

    def __init__(self, **options: Any) -> None:
        said = {} if options.get("max_value") is None else {"max_value": _too_much(options["max_value"])}
        super().__init__(**{**options, "error_messages": said | (options.get("error_messages") or {})})

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
        return in_thousands(value) if isinstance(value, int) else value


class RupiahField(AmountField):
    """A whole, non-negative amount that fits any budget of a regency."""

    default_error_messages = {"invalid": "Tulis rupiah bulat tanpa sen, misalnya 840.000.000."}

    def __init__(self, **rest: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_RUPIAH, localize=False, **rest)


def _too_much(most: int) -> str:
    return f"Jumlah ini terlalu besar. Isi paling banyak Rp{in_thousands(most)}."
