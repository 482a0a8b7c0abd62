"""The draft of a change to the days off: days to put, days to take away. Reading it writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.formats import date_format

from perkim.lib.whole_field import WholeField
from perkim.lib.whole_number import typed_whole
from perkim.parameters.models import DayOff
from perkim.portal.office.editors import YEARS_AHEAD
from perkim.portal.office.row_fields import RowCharField, RowChoiceField, RowDateField

MOST_ROWS = 40
ROW = ("tanggal", "jenis", "keterangan", "dasar", "belum_pasti")
_PROMPTS = {
    "tanggal": "isi tanggalnya",
    "jenis": "pilih jenisnya",
    "keterangan": "isi keterangannya",
    "dasar": "sebut dasarnya, misalnya nomor keputusan bersama atau surat edaran",
}


@dataclass(frozen=True, kw_only=True)
class CalendarChange:
    """What would be written: days off to put (new or rewritten) and days to take away."""

    put: Sequence[DayOff]
    remove: Sequence[date]

    @property
    def days(self) -> list[date]:
        return [day.day for day in self.put]

    def changes(self, stored: Sequence[DayOff]) -> bool:
        """Whether anything would be different afterwards."""
        known = {day.day: _written(day) for day in stored}
        return any(known.get(day.day) != _written(day) for day in self.put) or any(day in known for day in self.remove)


def digest(days: Sequence[DayOff], remove: Sequence[date] = ()) -> str:
    """One word for a set of days off, by which a page knows later whether it is still the same."""
    lines = sorted(_written(day) for day in days) + sorted(day.isoformat() for day in remove)
    return sha256("\n".join(lines).encode()).hexdigest()[:32]


def _written(day: DayOff) -> str:
    return repr((day.day.isoformat(), day.kind, day.title, day.basis, day.tentative))


class CalendarForm(forms.Form):
    """All rows of a draft in one form, so that it has one summary of faults.

    `seen` holds the digests of calendar and draft that the reader was last shown the consequences of.
    """

    baris = WholeField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    hapus = forms.MultipleChoiceField(
        required=False,
        error_messages={
            "invalid_choice": "Salah satu hari yang ditandai sudah tidak ada di kalender. Periksa lagi daftarnya."
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        stored: Sequence[DayOff],
        today: date,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.stored, self.today = stored, today
        self.count = row_count((data or self.initial).get("baris"))
        self.initial["baris"] = self.count
        marking = cast("forms.MultipleChoiceField", self.fields["hapus"])
        marking.choices = [(day.day.isoformat(), str(day)) for day in stored if day.day >= today]
        for number in range(self.count):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        kinds = [("", "Pilih jenis"), *DayOff.Kind.choices]
        self.fields |= {
            f"tanggal_{number}": RowDateField(label="Tanggal", row=number + 1),
            f"jenis_{number}": RowChoiceField(label="Jenis", choices=kinds),
            f"keterangan_{number}": RowCharField(label="Keterangan", max_length=120),
            f"dasar_{number}": RowCharField(label="Dasar", max_length=200),
            f"belum_pasti_{number}": forms.BooleanField(label="Belum pasti", required=False),
        }

    def rows(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The fields of each row, with its number from 1."""
        for number in range(self.count):
            yield number + 1, [self[f"{name}_{number}"] for name in ROW]

    def marked(self) -> set[str]:
        """The days marked to be taken away, as typed."""
        return set(self["hapus"].value() or ())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        put = [day for number in range(self.count) if (day := self._row(number))]
        remove = [date.fromisoformat(day) for day in data.get("hapus", ())]
        if not self.errors and not put and not remove:
            self.add_error(None, "Rancangan masih kosong. Isi satu baris, atau tandai hari yang dihapus.")
        elif not self.errors and not CalendarChange(put=put, remove=remove).changes(self.stored):
            self.add_error(None, "Kalender sudah seperti rancangan ini, jadi tidak ada yang perlu disimpan.")
        data["draft"] = CalendarChange(put=put, remove=remove)
        return data

    def _row(self, number: int) -> DayOff | None:
        """The day off of a row; None if the row is empty or has a fault, which is then said."""
        typed: dict[str, Any] = {name: self.cleaned_data.get(f"{name}_{number}") for name in ROW}
        faulty = [name for name in ROW if f"{name}_{number}" in self.errors]
        if faulty or not any(typed.values()):
            return None
        lacking = [name for name in _PROMPTS if not typed[name]]
        for name in lacking:
            self.add_error(f"{name}_{number}", f"Baris {number + 1}: {_PROMPTS[name]}.")
        if lacking or not self._fits(number, typed["tanggal"]):
            return None
        return DayOff(
            day=typed["tanggal"],
            kind=typed["jenis"],
            title=typed["keterangan"],
            basis=typed["dasar"],
            tentative=typed["belum_pasti"],
        )

    def _fits(self, number: int, day: date) -> bool:
        """Whether the day may be put; the sentence that says why not is added."""
        said, name = date_format(day, "j F Y"), f"tanggal_{number}"
        before = [self.cleaned_data.get(f"tanggal_{other}") for other in range(number)]
        if day.year < self.today.year - 1:
            fault = f"{said} terlalu lama. Libur yang terlambat dicatat paling lama dari tahun lalu."
        elif day.year > self.today.year + YEARS_AHEAD:
            fault = f"Tahun {day.year} terlalu jauh. Periksa tahunnya, paling lama {self.today.year + YEARS_AHEAD}."
        elif day in before:
            fault = f"{said} ditulis dua kali. Kosongkan salah satu barisnya."
        elif day.isoformat() in self.cleaned_data.get("hapus", ()):
            fault = f"{said} juga ditandai untuk dihapus. Pilih salah satu: ubah atau hapus."
        else:
            return True
        self.add_error(name, f"Baris {number + 1}: {fault}")
        return False


def row_count(typed: Any) -> int:
    """How many rows a form shows: as many as it says, within bounds."""
    return min(MOST_ROWS, max(1, typed_whole(str(typed or ""), most=999) or 1))


def typed_of(data: QueryDict) -> dict[str, Any]:
    """What was typed, to show it again without judging it."""
    return {**data.dict(), "hapus": data.getlist("hapus")}


def with_day(typed: Mapping[str, Any], day: DayOff) -> dict[str, Any]:
    """The same draft with this day in its first empty row (a new one if all are filled), to be rewritten there."""
    count = row_count(typed.get("baris"))
    empty = (n for n in range(count) if not any(typed.get(f"{name}_{n}") for name in ROW))
    number = next(empty, min(count, MOST_ROWS - 1))
    values = (day.day.isoformat(), day.kind, day.title, day.basis, "on" if day.tentative else "")
    filled = {f"{name}_{number}": value for name, value in zip(ROW, values, strict=True)}
    return {**typed, **filled, "baris": max(count, number + 1)}
