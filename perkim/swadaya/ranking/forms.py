"""Forms of a ranking: the quota, and an objection to the list."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from perkim.announcements.forms import ObjectionForm
from perkim.funds.gates import Ceilings
from perkim.lib.amount_field import AmountField
from perkim.lib.count_field import CountField
from perkim.lib.text import in_thousands, within_sentence
from perkim.lib.whole_field import WholeField
from perkim.regions.models import Region
from perkim.swadaya.models import Place, Quota, Ranking
from perkim.swadaya.ranking.quota import QuotaLimits, above_the_whole
from perkim.swadaya.terms import WorkKind

MOST_HOUSES, MOST_EACH = 100_000, 10**9


def _worth(label: str, help_text: str, least: int) -> AmountField:
    said = {"required": "Isi nilainya menurut petunjuk teknis."}
    return AmountField(min_value=least, max_value=MOST_EACH, label=label, help_text=help_text, error_messages=said)


class QuotaForm(forms.Form):
    """How much there is, what a house gets by the kind of work, and, if wanted, how many houses a village gets at most.

    `worth` is what a house gets while nothing was stated: as the parameter of the day says.
    """

    units = CountField(
        least=1, most=MOST_HOUSES, label="Kuota rumah", required=False, help_text="Jumlah rumah menurut alokasi."
    )
    rupiah = AmountField(
        min_value=1,
        label="Batas rupiah",
        required=False,
        help_text="Hanya bila tidak seluruh pagu dibagi. Pagu kegiatan selalu membatasi.",
    )

    def __init__(
        self, data: Any = None, *, quota: Quota | None, worth: Mapping[str, Ceilings], villages: Iterable[Region]
    ):
        initial: dict[str, Any] = {}
        self.worth = quota.worth if quota else worth
        for kind, each in self.worth.items():
            initial |= {f"bahan_{kind}": each.material, f"upah_{kind}": each.wages}
        if quota:
            initial |= {"units": quota.units, "rupiah": quota.rupiah}
            initial |= {f"desa_{each.region_id}": each.units for each in quota.villages.all()}
        super().__init__(data, initial=initial)
        for kind in self.worth:
            title = within_sentence(WorkKind(kind).label)
            self.fields[f"bahan_{kind}"] = _worth(f"Bahan {kind}", f"Rupiah untuk satu rumah, {title}.", 1)
            self.fields[f"upah_{kind}"] = _worth(f"Upah {kind}", "Isi 0 bila tidak ada.", 0)
        self.villages = list(villages)
        for village in self.villages:
            self.fields[f"desa_{village.pk}"] = CountField(
                least=0, most=MOST_HOUSES, label=f"Kuota {village.address}", required=False
            )

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            limits = self.limits()
            for code in above_the_whole(limits):
                said = f"{in_thousands(limits.villages[code])} rumah melebihi kuota seluruhnya, {limits.units} rumah."
                self.add_error(f"desa_{code}", f"{said} Betulkan salah satunya.")
        return self.cleaned_data

    def limits(self) -> QuotaLimits:
        typed = self.cleaned_data
        stated = {str(village.pk): typed[f"desa_{village.pk}"] for village in self.villages}
        return QuotaLimits(
            units=typed["units"],
            rupiah=typed["rupiah"],
            aid={
                kind: replace(ceilings, material=typed[f"bahan_{kind}"], wages=typed[f"upah_{kind}"])
                for kind, ceilings in self.worth.items()
            },
            villages={code: units for code, units in stated.items() if units is not None},
        )


class RankingObjectionForm(ObjectionForm):
    """An objection to one household of the list, or to all of it."""

    position = WholeField(
        label="Urutan calon yang disanggah",
        min_value=1,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Nomor urut pada peringkat. Kosongkan bila sanggahan tentang seluruh daftar.",
        error_messages={"invalid": "Tulis nomor urutnya saja, misalnya 12."},
    )
    field_order = ("position",)

    def __init__(self, data: Any = None, *, ranking: Ranking, today: date) -> None:
        super().__init__(data, today=today)
        self.ranking = ranking

    def clean_position(self) -> Place | None:
        position = self.cleaned_data["position"]
        if position is None:
            return None
        place = self.ranking.places.filter(position=position).first()
        if place is None:
            raise forms.ValidationError(f"Tidak ada calon dengan urutan {position}. Periksa daftarnya.")
        return place
