"""The form of a group of recipients (KPB): its name, its three officers, and its members."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate

from perkim.lib.day_field import DayField
from perkim.lib.text import within_sentence
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.actions import Seat
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Kpb

OFFICES = (("chair", KpbOffice.CHAIR), ("secretary", KpbOffice.SECRETARY), ("treasurer", KpbOffice.TREASURER))


class KpbForm(forms.Form):
    """A new group; or, of an existing one, officers and members only. `free` are the recipients that may be chosen."""

    name = forms.CharField(
        label="Nama KPB",
        max_length=80,
        help_text="Misalnya KPB Krajan 1.",
        error_messages={"required": "Isi nama KPB, misalnya KPB Krajan 1.", "max_length": "Paling panjang 80 huruf."},
    )
    formed_on = DayField(label="Tanggal dibentuk", error_messages={"required": "Isi tanggal dibentuk."})
    use_required_attribute = False

    def __init__(self, data: Any = None, *, free: Sequence[Berkas], most: int, kpb: Kpb | None = None) -> None:
        self.cases = {str(each.pk): each for each in free}
        held = {seat.office: str(seat.berkas_id) for seat in kpb.members.all()} if kpb else {}
        inside = [str(seat.berkas_id) for seat in kpb.members.all()] if kpb else list(self.cases)[:most]
        known = {"formed_on": localdate(), "members": inside, **{name: held.get(post) for name, post in OFFICES}}
        super().__init__(data, initial=known)
        if kpb:
            del self.fields["name"], self.fields["formed_on"]
        names = [(pk, each.title) for pk, each in self.cases.items()]
        for name, post in OFFICES:
            said = dict.fromkeys(
                ["required", "invalid_choice"], f"Pilih {within_sentence(post.label)} dari daftar penerima."
            )
            self.fields[name] = forms.ChoiceField(
                label=str(post.label), choices=[("", "Pilih penerima"), *names], error_messages=said
            )
        self.fields["members"] = forms.MultipleChoiceField(
            label="Anggota",
            choices=names,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=f"Paling banyak {most} orang, termasuk pengurus.",
            error_messages={"invalid_choice": "Seorang yang dipilih bukan lagi penerima tanpa KPB. Periksa daftarnya."},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        chosen = [cleaned[name] for name, _post in OFFICES if cleaned.get(name)]
        if len(set(chosen)) < len(chosen):
            self.add_error(None, "Ketua, sekretaris, dan bendahara harus tiga orang yang berbeda.")
        return cleaned

    def seats(self) -> list[Seat]:
        """The officers first, then the other members, of a valid form."""
        cleaned = self.cleaned_data
        posts = {cleaned[name]: post for name, post in OFFICES}
        others = [pk for pk in cleaned["members"] if pk not in posts]
        leading = [Seat(berkas=self.cases[pk], office=post) for pk, post in posts.items()]
        return [*leading, *(Seat(berkas=self.cases[pk]) for pk in others)]
