"""The form of one meeting: when and where, what was said and agreed, and every invited case by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.timezone import localdate

from perkim.lib.count_field import CountField
from perkim.lib.day_field import DayField
from perkim.lib.text import full_stop
from perkim.meetings.actions import Attended, MeetingDetails, fingerprint
from perkim.meetings.models import MOST_OTHERS, Attendance, Meeting, Presence
from perkim.sipoc.models import Berkas

LONGEST_TEXT = 2000
_CLOCK = {"required": "Isi jam mulainya, misalnya 09.00.", "invalid": "Tulis jam dan menitnya, misalnya 09.00."}


def long_text(label: str, required: str, hint: str) -> forms.CharField:
    """A field for some paragraphs."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_TEXT,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": required, "max_length": f"Paling panjang {LONGEST_TEXT} huruf. Ringkaskan."},
    )


@dataclass(frozen=True, kw_only=True)
class GuestRow:
    """One of the invited on the page: how he took part, and who came for him."""

    case: Berkas
    address: str
    presence: forms.BoundField
    by_name: forms.BoundField


class MeetingForm(forms.Form):
    """A meeting and its attendance. `seen` is what the page showed, where one is mended; `strangers` is said where a
    name was sent that the page did not ask for."""

    strangers = "Daftar undangan berubah sejak halaman ini dibuka. Periksa daftarnya, lalu simpan lagi."

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    held_on = DayField(label="Tanggal")
    starts = forms.TimeField(
        label="Pukul",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages=_CLOCK,
    )
    place = forms.CharField(
        label="Tempat",
        max_length=120,
        error_messages={"required": "Isi tempatnya, misalnya balai desa.", "max_length": "Paling panjang 120 huruf."},
    )
    topics = long_text("Materi", "Isi apa yang dijelaskan.", "")
    agreement = long_text("Kesepakatan", "Isi apa yang disepakati.", "")
    others = CountField(label="Peserta lain", least=0, most=MOST_OTHERS, of="orang", help_text="Selain yang diundang.")
    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        case: Berkas,
        invited: Sequence[Berkas],
        addresses: Mapping[int, str],
        meeting: Meeting | None = None,
    ) -> None:
        self.invited, self.addresses = invited, addresses
        been = {each.berkas_id: each for each in meeting.attendances.all()} if meeting else {}
        super().__init__(data, initial=_known(meeting) if meeting else self.first_values(case))
        for each in invited:
            self._add(each, been.get(each.pk))

    def first_values(self, case: Berkas) -> dict[str, Any]:
        """What stands in the form of a meeting that nobody has written down yet."""
        return {"client_key": uuid4(), "held_on": localdate(), "others": 0}

    def _add(self, case: Berkas, been: Attendance | None) -> None:
        choose = f"Pilih kehadiran {full_stop(case.title)}"
        self.fields[f"hadir_{case.pk}"] = forms.ChoiceField(
            label=f"Kehadiran {case.title}",
            choices=Presence.choices,
            widget=forms.RadioSelect,
            initial=been.presence if been else None,
            error_messages={"required": choose, "invalid_choice": choose},
        )
        self.fields[f"wakil_{case.pk}"] = forms.CharField(
            label=f"Nama wakil {case.title}",
            max_length=100,
            required=False,
            initial=been.by_name if been else "",
            error_messages={"max_length": "Nama wakil paling panjang 100 huruf."},
        )

    @property
    def rows(self) -> list[GuestRow]:
        return [
            GuestRow(
                case=each,
                address=self.addresses.get(each.pk, ""),
                presence=self[f"hadir_{each.pk}"],
                by_name=self[f"wakil_{each.pk}"],
            )
            for each in self.invited
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if any(name.startswith("hadir_") and name not in self.fields for name in self.data):
            self.add_error(None, self.strangers)
        for each in self.invited:
            presence, name = cleaned.get(f"hadir_{each.pk}"), cleaned.get(f"wakil_{each.pk}", "")
            if presence == Presence.REPRESENTED and not name:
                self.add_error(f"wakil_{each.pk}", f"Tulis nama yang mewakili {full_stop(each.title)}")
            if presence in (Presence.PRESENT, Presence.ABSENT) and name:
                sentence = f"Nama wakil {each.title} terisi. Pilih Diwakili, atau hapus nama wakilnya."
                self.add_error(f"wakil_{each.pk}", sentence)
        return cleaned

    def details(self) -> MeetingDetails:
        """What was filled in, of a valid form."""
        cleaned = self.cleaned_data
        attendance = {
            each.pk: Attended(presence=Presence(cleaned[f"hadir_{each.pk}"]), by_name=cleaned[f"wakil_{each.pk}"])
            for each in self.invited
        }
        plain = {name: cleaned[name] for name in ("held_on", "starts", "place", "topics", "agreement", "others")}
        return MeetingDetails(**plain, attendance=attendance)

    @property
    def key(self) -> UUID:
        key: UUID = self.cleaned_data["client_key"]
        return key


def _known(meeting: Meeting) -> dict[str, Any]:
    names = ("held_on", "starts", "place", "topics", "agreement", "others", "client_key")
    return {"seen": fingerprint(meeting), **{name: getattr(meeting, name) for name in names}}
