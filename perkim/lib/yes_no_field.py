"""Yes or no in forms, as two radios."""

from typing import Any

from django import forms


class YesNoField(forms.TypedChoiceField):
    """Yes or no; neither, where nobody was asked yet."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        answers = [("ya", "Ya"), ("tidak", "Tidak")]
        super().__init__(choices=answers, coerce=lambda typed: typed == "ya", empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "ya", False: "tidak"}.get(value, value) if isinstance(value, bool) else value
