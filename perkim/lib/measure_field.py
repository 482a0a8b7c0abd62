"""Square metres as people write them, in forms."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms

from perkim.lib.numbers import NumberError, areas, has_product
from perkim.lib.text import in_thousands
from perkim.lib.whole_number import is_digits

_MEND = "Tulis angka saja, misalnya 36 atau 36,5."
_HUNDREDTH = Decimal("0.01")
# As much as seven digits before the point hold.
_MOST = Decimal(9_999_999)


class MeasureField(forms.DecimalField):
    """Square metres as the lists of villages have them: `36`, `36,5`, `±36 m²`. A product is worked out by who typed
    it: the form asks for its result."""

    widget = forms.TextInput

    def __init__(self, *, most: Decimal = _MOST, **options: Any) -> None:
        self.most = most
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "inputmode": "decimal"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values or isinstance(value, Decimal):
            return value if isinstance(value, Decimal) else None
        try:
            readings = () if has_product(str(value)) else areas(str(value))
        except NumberError as error:
            raise forms.ValidationError(f"{error} {_MEND}", code="invalid") from error
        # So many digits that nothing reads them any more are a number all the same.
        if (readings and min(readings) > self.most) or (not readings and is_digits(str(value).strip())):
            said = f"Angka ini terlalu besar. Isi paling banyak {in_thousands(self.most)}."
            raise forms.ValidationError(said, code="max_value")
        if not readings:
            raise forms.ValidationError(_MEND, code="invalid")
        if len(readings) > 1:
            one, other = (f"{each:f}".replace(".", ",") for each in sorted(readings))
            raise forms.ValidationError(f"Ini dapat berarti {one} atau {other}. Tulis salah satunya.", code="invalid")
        return readings[0].quantize(_HUNDREDTH, ROUND_HALF_UP)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else f"{value:.0f}"
        return value
