"""Forms of a ranking: the quota, the first day of the announcement, an objection and its answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from perkim.lib.amount_field import AmountField
from perkim.lib.day_field import DayField
from perkim.regions.models import Region
from perkim.swadaya.actions.ranking import Limits
from perkim.swadaya.fields import CountField, YesNoField
from perkim.swadaya.models import Place, Quota, Ranking

MOST_HOUSES = 100_000


def _text(label: str, help_text: str, required: str) -> forms.CharField:
    said = {"required": required, "max_length": "Paling panjang 2.000 huruf. Ringkaskan."}
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=2000, widget=area, help_text=help_text, error_messages=said)


class QuotaForm(forms.Form):
    """How much there is, and, if wanted, how many houses a village gets at most."""

    units = CountField(
        least=1, most=MOST_HOUSES, label="Kuota rumah", required=False, help_text="Jumlah rumah menurut alokasi."
    )
    rupiah = AmountField(
        min_value=1, label="Pagu bantuan", required=False, help_text="Rupiah untuk semua rumah menurut DPA."
    )
    each = AmountField(
        min_value=1,
        label="Nilai tiap rumah",
        help_text="Rupiah untuk satu rumah menurut petunjuk teknis.",
        error_messages={"required": "Isi nilai bantuan tiap rumah."},
    )

    def __init__(self, data: Any = None, *, quota: Quota | None, ceiling: int | None, villages: Iterable[Region]):
        initial: dict[str, Any] = {"rupiah": ceiling}
        if quota:
            initial = {"units": quota.units, "rupiah": quota.rupiah, "each": quota.each}
            initial |= {f"desa_{each.region_id}": each.units for each in quota.villages.all()}
        super().__init__(data, initial=initial)
        self.villages = list(villages)
        for village in self.villages:
            self.fields[f"desa_{village.pk}"] = CountField(
                least=0, most=MOST_HOUSES, label=f"Kuota {village.address}", required=False
            )

    def limits(self) -> Limits:
        typed = self.cleaned_data
        stated = {str(village.pk): typed[f"desa_{village.pk}"] for village in self.villages}
        return Limits(
            units=typed["units"],
            rupiah=typed["rupiah"],
            each=typed["each"],
            villages={code: units for code, units in stated.items() if units is not None},
        )


class AnnounceForm(forms.Form):
    starts = DayField(label="Diumumkan mulai", help_text="Hari pertama ikut dihitung.")


class ObjectionForm(forms.Form):
    """Who objects to what. The name is seen by who works the activity, and never made public."""

    position = forms.IntegerField(
        label="Urutan calon yang disanggah",
        min_value=1,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Nomor urut pada peringkat. Kosongkan bila sanggahan tentang seluruh daftar.",
        error_messages={"invalid": "Tulis nomor urutnya saja, misalnya 12."},
    )
    received_on = DayField(label="Diterima tanggal")
    objector = forms.CharField(
        label="Nama penyanggah",
        max_length=100,
        help_text="Hanya dibaca petugas kegiatan ini, tidak diumumkan.",
        error_messages={"required": "Isi nama penyanggah, misalnya Ketua RT 003."},
    )
    text = _text("Isi sanggahan", "Tulis apa yang disanggah dan buktinya.", "Tulis isi sanggahannya.")

    def __init__(self, data: Any = None, *, ranking: Ranking, today: date) -> None:
        super().__init__(data, initial={"received_on": today})
        self.ranking = ranking

    def clean_position(self) -> Place | None:
        position = self.cleaned_data["position"]
        if position is None:
            return None
        place = self.ranking.places.filter(position=position).first()
        if place is None:
            raise forms.ValidationError(f"Tidak ada calon dengan urutan {position}. Periksa daftarnya.")
        return place


class AnswerForm(forms.Form):
    upheld = YesNoField(
        label="Sanggahan diterima",
        help_text="Bila diterima, data diperbaiki, lalu peringkat dibekukan dan diumumkan lagi.",
        error_messages={"required": "Pilih ya atau tidak."},
    )
    answer = _text("Jawaban", "Disampaikan kepada penyanggah.", "Tulis jawabannya.")
