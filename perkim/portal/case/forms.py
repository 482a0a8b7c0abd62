"""The small forms of the case page. What may be done is the actions' to say; these only read what was typed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.timezone import make_aware

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.accounts.titles import with_post
from perkim.lib.calendar import OfficeCalendar
from perkim.lib.day_field import DayField
from perkim.sipoc.actions.assigning import Instruction
from perkim.sipoc.actions.changing import LONGEST_NOTE
from perkim.sipoc.instructions import MOST_INSTRUCTIONS, TOO_MANY, due_day_fault, last_day
from perkim.sipoc.models import Tugas

LONGEST = 4_000
Typed = Mapping[str, Any] | None


class OnceForm(forms.Form):
    """A form with a key of its own, by which a second sending is known. `name` keeps the ids of a page apart."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Typed = None, *, name: str, **rest: Any) -> None:
        super().__init__(data, auto_id=f"{name}_%s", **rest)
        self.name = name
        self.fields["key"].initial = uuid4
        for field in self.fields.values():
            field.label_suffix = ""


def _text(label: str, rows: int, missing: str, hint: str = "", longest: int = LONGEST) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": missing,
            "max_length": f"Paling panjang {longest:,} huruf. Ringkaskan.".replace(",", "."),
        },
    )


def _choosing(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast("forms.ChoiceField", form.fields[name])


# One label for each reason that a page may ask for, so that nobody has to guess which one a field means.
_REASONS = {
    "perpanjang": "Alasan memperpanjang",
    "jeda": "Alasan menghentikan atau melanjutkan waktu",
    "koreksi": "Alasan mengoreksi",
}


class ReasonForm(OnceForm):
    """Why a deadline is changed, the clock stopped, or a step taken back."""

    reason = _text("Alasan", 3, "Tulis alasannya. Alasan itu tercatat di riwayat.")

    def __init__(self, data: Typed = None, *, name: str) -> None:
        super().__init__(data, name=name)
        self.fields["reason"].label = _REASONS[name.partition("-")[0]]


class NoteForm(OnceForm):
    text = _text(
        "Catatan baru",
        3,
        "Catatan masih kosong. Tulis isinya dahulu.",
        "Hanya dibaca petugas, tidak tampil bagi warga.",
        LONGEST_NOTE,
    )


class ReportForm(OnceForm):
    """`needed`: an instruction is not done without a word about it; a requirement may be."""

    text = _text("Laporan", 3, "Tulis laporan singkat: apa yang sudah dikerjakan dan hasilnya.")

    def __init__(self, data: Typed = None, *, name: str, needed: bool) -> None:
        super().__init__(data, name=name)
        self.fields["text"].required = needed


class ClassForm(OnceForm):
    """The class of a deadline, with the reason for it."""

    chosen = forms.ChoiceField(
        label="Golongan", widget=forms.RadioSelect, error_messages={"required": "Pilih salah satu golongan."}
    )
    reason = _text("Alasan memilih golongan", 2, "Tulis alasannya. Alasan itu tercatat di riwayat.")

    def __init__(self, data: Typed = None, *, name: str, classes: Sequence[str]) -> None:
        super().__init__(data, name=name)
        _choosing(self, "chosen").choices = [(each, each) for each in classes]


class HandForm(OnceForm):
    """To whom a case is handed. `people` are pairs of an account and how many open cases it has."""

    to = forms.ModelChoiceField(
        label="Serahkan kepada",
        queryset=User.objects.none(),
        empty_label="Pilih petugas",
        error_messages={
            "required": "Pilih petugas yang menangani berkas ini.",
            "invalid_choice": "Pilih petugas dari daftar.",
        },
    )

    def __init__(self, data: Typed = None, *, name: str, people: Sequence[tuple[User, int]]) -> None:
        super().__init__(data, name=name)
        field = cast("forms.ModelChoiceField", self.fields["to"])
        field.queryset = User.objects.filter(pk__in=[user.pk for user, _ in people])
        named = [(user.pk, f"{user.name} ({cases} berkas terbuka)") for user, cases in people]
        field.choices = [("", "Pilih petugas"), *named]


class InstructionForm(OnceForm):
    """Disposisi: one instruction, to as many persons as are ticked, and to a role."""

    title = forms.CharField(
        label="Yang harus dikerjakan",
        max_length=200,
        error_messages={
            "required": "Tulis apa yang harus dikerjakan.",
            "max_length": "Paling panjang 200 huruf. Rinciannya ditulis di penjelasan.",
        },
    )
    text = forms.CharField(
        label="Penjelasan", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    persons = forms.MultipleChoiceField(
        label="Kepada",
        required=False,
        help_text="Satu orang atau beberapa orang, atau satu peran di bawah.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih penerima dari daftar."},
    )
    role = forms.ChoiceField(label="Peran", required=False, help_text="Siapa pun pemegang peran ini di wilayah berkas.")
    due = DayField(label="Selesai paling lambat", required=False)
    part_of = forms.TypedChoiceField(label="Bagian dari tugas Anda", required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        data: Typed = None,
        *,
        name: str,
        people: Mapping[User, str],
        roles: Sequence[Role],
        own: Sequence[Tugas],
        free: bool,
        today: date,
    ) -> None:
        super().__init__(data, name=name)
        self.today = today
        self.fields["due"].widget.attrs |= {"min": today.isoformat(), "max": last_day(today).isoformat()}
        self.people = {str(user.pk): user for user in people}
        _choosing(self, "persons").choices = [
            (str(user.pk), with_post(user.name, post)) for user, post in people.items()
        ]
        _choosing(self, "role").choices = [("", "Tidak ada"), *[(role.value, role.label) for role in roles]]
        parts = [(tugas.pk, tugas.title) for tugas in own]
        _choosing(self, "part_of").choices = [("", "Bukan bagian tugas lain"), *parts] if free else parts
        self.fields["part_of"].required = not free
        if not parts:
            del self.fields["part_of"]

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due and (sentence := due_day_fault(due, self.today)):
            raise forms.ValidationError(sentence)
        return due

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if len(cleaned.get("persons") or ()) + bool(cleaned.get("role")) > MOST_INSTRUCTIONS:
            self.add_error("persons", TOO_MANY)
        if not cleaned.get("persons") and not cleaned.get("role") and not {"persons", "role"} & set(self.errors):
            self.add_error("persons", "Pilih siapa yang menerima perintah: satu orang atau lebih, atau satu peran.")
        return cleaned

    def instructions(self, calendar: OfficeCalendar) -> list[Instruction]:
        """One for each who was ticked, and one for the role."""
        typed = self.cleaned_data
        common = {"title": typed["title"], "text": typed["text"], "due": _end_of(typed["due"], calendar)}
        made = [Instruction(person=self.people[pk], **common) for pk in dict.fromkeys(typed["persons"])]
        return made + ([Instruction(role=Role(typed["role"]), **common)] if typed["role"] else [])


def _end_of(day: date | None, calendar: OfficeCalendar) -> datetime | None:
    """The end of office hours on a working day, else of the day."""
    if day is None:
        return None
    return calendar.closing(day) if calendar.is_working_day(day) else make_aware(datetime.combine(day, time(23, 59)))
