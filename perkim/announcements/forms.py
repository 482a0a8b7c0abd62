"""Forms of an announcement: its first day, an objection, and the answer."""

from datetime import date
from typing import Any

from django import forms

from perkim.lib.day_field import DayField
from perkim.lib.yes_no_field import YesNoField


def _text(label: str, help_text: str, required: str) -> forms.CharField:
    said = {"required": required, "max_length": "Paling panjang 2.000 huruf. Ringkaskan."}
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=2000, widget=area, help_text=help_text, error_messages=said)


class AnnounceForm(forms.Form):
    starts = DayField(label="Diumumkan mulai", help_text="Hari pertama ikut dihitung.")


class ObjectionForm(forms.Form):
    """Who objects to what. The name is seen by who works the case, and never made public."""

    received_on = DayField(label="Diterima tanggal")
    objector = forms.CharField(
        label="Nama penyanggah",
        max_length=100,
        help_text="Hanya dibaca petugas kegiatan ini, tidak diumumkan.",
        error_messages={"required": "Isi nama penyanggah, misalnya Ketua RT 003."},
    )
    text = _text("Isi sanggahan", "Tulis apa yang disanggah dan buktinya.", "Tulis isi sanggahannya.")

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"received_on": today})


class AnswerForm(forms.Form):
    upheld = YesNoField(label="Sanggahan diterima", error_messages={"required": "Pilih ya atau tidak."})
    answer = _text("Jawaban", "Disampaikan kepada penyanggah.", "Tulis jawabannya.")

    def __init__(self, data: Any = None, *, if_upheld: str) -> None:
        super().__init__(data)
        self.fields["upheld"].help_text = f"Bila diterima, {if_upheld}."
