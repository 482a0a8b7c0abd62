"""A form field for a long number as papers print it: `19800101 200501 1 001`."""

import re
from typing import Any

from django import forms

from perkim.lib.nik import clean_number

# Longer than any such number with its blanks, dots and label.
_LONGEST_TYPED = 60
_LABEL = re.compile(r"\ANIP:?", re.IGNORECASE)


class DigitsField(forms.CharField):
    """Takes blanks, dots, hyphens and a label out before the length is judged; the browser lets them be typed."""

    def to_python(self, value: Any) -> str:
        return _LABEL.sub("", clean_number(super().to_python(value) or ""))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "maxlength": str(_LONGEST_TYPED), "inputmode": "numeric"}
