"""The forms of field work: what a visit found, one photo of a slot, and why a photo is sent back."""

from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.timezone import localtime

from perkim.files.fields import UploadField
from perkim.files.intakes import Intake, declare_intake
from perkim.files.kinds import HOUSE_PHOTO
from perkim.lib import geo
from perkim.lib.day_field import DayField
from perkim.lib.whole_field import WholeField
from perkim.visits.actions.visiting import Report, VisitPosition
from perkim.visits.declarations import Destination, Slot
from perkim.visits.places import point_fault
from perkim.visits.requirements import PhotosTaken
from perkim.visits.terms import VisitOutcome, WhyNotGps

_FULL_TURN = 360
WORST_ACCURACY_M = 100_000
KEY = "client_key"
ROUGH = "Posisi dari telepon terlalu kasar. Ambil lagi di tempat terbuka, atau ketik posisinya."
FIELD_PHOTO = declare_intake(Intake(key="foto", accepts=(HOUSE_PHOTO,)))
OLD_PAGE = "Halaman ini sudah lama terbuka. Muat ulang, lalu isi lagi."


class KeyField(forms.UUIDField):
    """The key made with the page, by which a second sending is known."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(initial=uuid4, error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE})


class DegreeField(forms.DecimalField):
    """One coordinate however it is written (`perkim/lib/geo.py`), kept to a millionth of a degree, about 10 cm."""

    widget = forms.TextInput

    def __init__(self, *, most: int, **options: Any) -> None:
        wrong = "Angka ini tidak terbaca. Tulis dalam derajat, misalnya {}.".format(options.pop("example"))
        messages = {"invalid": wrong, "min_value": wrong, "max_value": wrong, "max_digits": wrong}
        super().__init__(min_value=-most, max_value=most, required=False, error_messages=messages, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No numeric keyboard: on many phones it has no minus sign.
        return {**super().widget_attrs(widget), "autocomplete": "off", "maxlength": str(geo.LONGEST)}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        degrees = geo.degrees(str(value))
        # What is no angle has more digits than can be rounded.
        if degrees is None or abs(degrees) > _FULL_TURN:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return geo.rounded(degrees)


class RenewableForm(forms.Form):
    """A form with a key. What was refused was not stored: sent again, it is something new."""

    def renew(self) -> None:
        """Give a refused form a new key before it is shown again."""
        renewed = cast("QueryDict", self.data).copy()
        renewed[KEY] = str(uuid4())
        self.data = renewed


class VisitForm(RenewableForm):
    """A visit. `accuracy_m` is filled by the phone alone; without it a position counts as typed."""

    outcome = forms.ChoiceField(
        label="Hasil kunjungan",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasil kunjungan."},
    )
    # As far as a longitude may go, so that the two exchanged are told as such.
    latitude = DegreeField(
        label="Lintang", most=180, example="-8,179503", help_text="Derajat desimal, misalnya -8,179503."
    )
    longitude = DegreeField(label="Bujur", most=180, example="113,041126", help_text="Misalnya 113,041126.")
    accuracy_m = WholeField(
        min_value=0,
        max_value=WORST_ACCURACY_M,
        required=False,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), ROUGH),
    )
    why_not_gps = forms.ChoiceField(
        label="Mengapa posisi tidak dari GPS",
        choices=[("", "Pilih sebabnya"), *WhyNotGps.choices],
        required=False,
        help_text="Perlu diisi bila posisi diketik atau dikosongkan.",
    )
    day = DayField(label="Tanggal kunjungan", error_messages={"required": "Isi tanggal kunjungan."})
    at = forms.TimeField(
        label="Jam kunjungan",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={
            "required": "Isi jam kunjungan.",
            "invalid": "Jam ini tidak terbaca. Tulis jam dan menit, misalnya 09.30.",
        },
    )
    note = forms.CharField(
        label="Catatan",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    client_key = KeyField()

    def __init__(self, data: Any = None, *, destination: Destination, now: datetime) -> None:
        here = localtime(now)
        super().__init__(_split_pair(data), initial={"day": here.date(), "at": here.time().replace(second=0)})
        self.destination = destination
        cast("forms.ChoiceField", self.fields["outcome"]).choices = destination.outcomes
        when = f"Perlu diisi bila {destination.place} tidak disurvei"
        self.fields["note"].help_text = f"{when}: apa yang ditemukan, dan dari siapa keterangannya."

    def clean(self) -> dict[str, Any]:
        filled = self.cleaned_data
        latitude, longitude = filled.get("latitude"), filled.get("longitude")
        broken = {"latitude", "longitude", "accuracy_m"} & set(self.errors)
        if not broken and (latitude is None) != (longitude is None):
            self.add_error("longitude" if longitude is None else "latitude", "Isi lintang dan bujur bersama.")
        elif (
            latitude is not None
            and longitude is not None
            and (fault := point_fault(latitude, longitude, self.destination.place))
        ):
            self.add_error("latitude", fault)
        by_phone = latitude is not None and filled.get("accuracy_m") is not None
        if not by_phone and not broken and not filled.get("why_not_gps"):
            self.add_error("why_not_gps", "Posisi tidak diambil dengan GPS. Pilih sebabnya.")
        if filled.get("outcome") not in (None, VisitOutcome.SURVEYED) and not filled.get("note"):
            self.add_error("note", "Tulis apa yang ditemukan dan dari siapa keterangannya.")
        return filled

    def report(self) -> Report:
        """What was filled in, of a valid form."""
        filled, place = self.cleaned_data, None
        if filled["latitude"] is not None:
            place = VisitPosition(
                latitude=filled["latitude"], longitude=filled["longitude"], accuracy_m=filled["accuracy_m"]
            )
        why = filled["why_not_gps"]
        return Report(
            outcome=VisitOutcome(filled["outcome"]),
            visited_at=timezone.make_aware(datetime.combine(filled["day"], filled["at"])),
            client_key=filled["client_key"],
            position=place,
            why_not_gps=WhyNotGps(why) if why else None,
            note=filled["note"],
        )


class PhotoForm(RenewableForm):
    """One photo of one slot. Several stand on a page, so each has ids of its own."""

    photo = UploadField(intake=FIELD_PHOTO, label="Foto", error_messages={"required": "Pilih foto yang akan dikirim."})
    client_key = KeyField()

    def __init__(self, data: Any = None, files: Any = None, *, slot: Slot) -> None:
        super().__init__(data, files, auto_id=f"id_{slot.key}_%s")
        self.fields["photo"].label = slot.title


class ReturnForm(forms.Form):
    """Why a photo is sent back: a prepared sentence, words of one's own, or both."""

    ready = forms.ChoiceField(label="Alasan", required=False, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Alasan lain atau tambahan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    photo = WholeField(widget=forms.HiddenInput, error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE})

    def __init__(self, data: Any = None, *, slot: Slot, requirement: PhotosTaken, photo: int | None = None) -> None:
        super().__init__(data, auto_id=f"id_{slot.key}_kembali_%s", initial={"photo": photo})
        self.fields["ready"].choices = [(reason, reason) for reason in requirement.reasons_to_return]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.reason():
            self.add_error("ready", "Pilih atau tulis mengapa foto ini dikembalikan.")
        return self.cleaned_data

    def reason(self) -> str:
        """The whole reason, of a valid form."""
        parts = (self.cleaned_data.get("ready"), self.cleaned_data.get("words"))
        return " ".join(str(part).strip() for part in parts if part)


def _split_pair(data: Any) -> Any:
    """A position pasted whole into the first field is shared out to both."""
    if data is None or str(data.get("longitude") or "").strip():
        return data
    position = geo.position(str(data.get("latitude") or ""))
    if not position:
        return data
    shared = data.copy()
    shared["latitude"], shared["longitude"] = (str(each) for each in position)
    return shared
