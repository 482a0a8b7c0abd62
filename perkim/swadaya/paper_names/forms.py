"""The form by which somebody answers for a name that differs from ours."""

from django import forms

from perkim.swadaya.paper_names.actions import LONGEST_REASON
from perkim.swadaya.paper_names.terms import ANSWERS


class NameAnswerForm(forms.Form):
    """Why it is right, or what is done about it. `seen` are the differences that the page showed."""

    reason = forms.CharField(
        label="Jawaban",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: Ralat diminta ke PPK dengan surat nomor 600.2/15/2026.",
        error_messages={
            "required": "Tulis jawabannya, misalnya nomor surat permintaan ralat.",
            "max_length": f"Jawaban paling panjang {LONGEST_REASON} huruf. Ringkaskan.",
        },
    )
    seen = forms.ChoiceField(
        choices=list(ANSWERS.items()),
        widget=forms.HiddenInput,
        error_messages={
            "required": "Muat ulang halamannya, lalu jawab lagi.",
            "invalid_choice": "Muat ulang halamannya, lalu jawab lagi.",
        },
    )
