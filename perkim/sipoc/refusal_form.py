"""The form by which a check says no: prepared reasons, own words, or both."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

from perkim.sipoc.exceptions import AnswerError, SipocError

LONGEST_REASON = 2_000


def say_refusal(form: forms.Form, error: SipocError) -> None:
    """Say in a form why its answers were refused: at the field that is wrong, if one is."""
    name = error.name if isinstance(error, AnswerError) and error.name in form.fields else None
    form.add_error(name, str(error))


class RefusalForm(forms.Form):
    """What is wrong, and how it is mended."""

    faults = forms.MultipleChoiceField(
        label="Yang keliru",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Alasan itu tidak ada di daftar. Pilih lagi."},
    )
    words = forms.CharField(
        label="Keterangan",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sebutkan angka atau halamannya, supaya bisa langsung diperbaiki.",
        error_messages={"max_length": "Keterangan paling panjang 2.000 huruf. Ringkaskan."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, reasons: Sequence[str]) -> None:
        super().__init__(data, auto_id="tolak_%s")
        faults = cast("forms.MultipleChoiceField", self.fields["faults"])
        faults.choices = [(str(number), text) for number, text in enumerate(reasons)]
        self._reasons = reasons

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        picked = [self._reasons[int(number)] for number in cleaned.get("faults", ())]
        cleaned["reason"] = " ".join([*picked, cleaned.get("words", "").strip()]).strip()
        if not cleaned["reason"] and not self.errors:
            self.add_error("faults", "Pilih atau tulis apa yang keliru dan cara memperbaikinya.")
        return cleaned
