"""Sending a draft back: what is to be mended, chosen from prepared reasons or written."""

from collections.abc import Sequence
from typing import Any

from django import forms


class SendBackForm(forms.Form):
    prepared = forms.MultipleChoiceField(
        label="Yang perlu diperbaiki", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label="Penjelasan",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dibaca kepala bidang, yang memperbaikinya lalu mengajukan lagi.",
        error_messages={"max_length": "Penjelasan paling panjang 1.000 huruf. Ringkaskan."},
    )

    def __init__(self, data: Any = None, *, reasons: Sequence[str]) -> None:
        super().__init__(data)
        self.fields["prepared"].choices = [(each, each) for each in reasons]  # type: ignore[attr-defined]
        if not reasons:
            del self.fields["prepared"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        parts = [*data.get("prepared", []), data.get("reason", "").strip()]
        data["words"] = " ".join(part for part in parts if part)
        if not data["words"] and not self.errors:
            self.add_error("reason", "Pilih atau tulis apa yang perlu diperbaiki.")
        return data
