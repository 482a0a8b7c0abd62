"""The form on which a person chooses how often the digest comes."""

from django import forms

from perkim.notices.pace import Pace


class MailChoiceForm(forms.Form):
    pace = forms.ChoiceField(
        label="Ringkasan lewat surel",
        choices=Pace.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih salah satu.",
            "invalid_choice": "Pilihan itu tidak ada. Pilih salah satu di bawah.",
        },
    )

    def clean_pace(self) -> Pace:
        return Pace(self.cleaned_data["pace"])
