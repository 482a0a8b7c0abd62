"""Form fields of the survey: square metres as people write them, counts, yes or no as two radios."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms

from perkim.lib.numbers import NumberError, areas, count, counts_other, has_product
from perkim.lib.text import in_thousands
from perkim.lib.whole_field import WholeField
from perkim.lib.whole_number import is_digits

_MEND = "Tulis angka saja, misalnya 36 atau 36,5."
_HUNDREDTH = Decimal("0.01")
# As much as seven digits before the point hold.
_MOST = Decimal(9_999_999)
_TYPED = {"autocomplete": "off"}


class MeasureField(forms.DecimalField):
    """Square metres as the lists of villages have them: `36`, `36,5`, `±36 m²`. A product is worked out by who typed
    it: the form asks for its result."""

    widget = forms.TextInput

    def __init__(self, *, most: Decimal = _MOST, **options: Any) -> None:
        self.most = most
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**_TYPED, "inputmode": "decimal"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values or isinstance(value, Decimal):
            return value if isinstance(value, Decimal) else None
        try:
            found = () if has_product(str(value)) else areas(str(value))
        except NumberError as error:
            raise forms.ValidationError(f"{error} {_MEND}", code="invalid") from error
        # So many digits that nothing reads them any more are a number all the same.
        if (found and min(found) > self.most) or (not found and is_digits(str(value).strip())):
            said = f"Angka ini terlalu besar. Isi paling banyak {in_thousands(self.most)}."
            raise forms.ValidationError(said, code="max_value")
        if not found:
            raise forms.ValidationError(_MEND, code="invalid")
        if len(found) > 1:
            one, other = (f"{each:f}".replace(".", ",") for each in sorted(found))
            raise forms.ValidationError(f"Ini dapat berarti {one} atau {other}. Tulis salah satunya.", code="invalid")
        return found[0].quantize(_HUNDREDTH, ROUND_HALF_UP)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else f"{value:.0f}"
        return value


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
        return {**_TYPED, "inputmode": "numeric"}

    def to_python(self, value: Any) -> int | None:
        typed = "" if value in self.empty_values or isinstance(value, int) else str(value)
        if self.of and counts_other(typed, self.of):
            raise forms.ValidationError(f"Isi jumlah {self.of}.", code="invalid")
        found = count(typed)
        return super().to_python(value if found is None else f"{found.normalize():f}")


class YearField(CountField):
    """A year, with four digits and no point between them."""

    @staticmethod
    def shown(limit: int) -> str:
        return str(limit)


class YesNoField(forms.TypedChoiceField):
    """Yes or no; neither, where nobody was asked yet."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        answers = [("ya", "Ya"), ("tidak", "Tidak")]
        super().__init__(choices=answers, coerce=lambda typed: typed == "ya", empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "ya", False: "tidak"}.get(value, value) if isinstance(value, bool) else value
