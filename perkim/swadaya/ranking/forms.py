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
# Villages that an allocation names and that have proposed nothing yet, added with one saving.
ADDED = range(1, 6)


def _worth(label: str, help_text: str, least: int) -> AmountField:
    said = {"required": "Isi nilainya menurut petunjuk teknis."}
    return AmountField(min_value=least, max_value=MOST_EACH, label=label, help_text=help_text, error_messages=said)


def _houses(label: str, help_text: str = "") -> CountField:
    return CountField(least=0, most=MOST_HOUSES, label=label, help_text=help_text, required=False)


class QuotaForm(forms.Form):
    """How much there is, what a house gets by the kind of work, and, if wanted, how many houses a kind of work or a
    village gets at most.

    `worth` is what a house gets while nothing was stated: as the parameter of the day says. `others` are villages that
    may be added.
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
        self,
        data: Any = None,
        *,
        quota: Quota | None,
        worth: Mapping[str, Ceilings],
        villages: Iterable[Region],
        others: Iterable[Region] = (),
    ):
        initial: dict[str, Any] = {}
        self.worth = quota.worth if quota else worth
        for kind, each in self.worth.items():
            initial |= {f"bahan_{kind}": each.material, f"upah_{kind}": each.wages}
        if quota:
            initial |= {"units": quota.units, "rupiah": quota.rupiah}
            initial |= {f"rumah_{kind}": units for kind, units in quota.kinds.items()}
            initial |= {f"desa_{each.region_id}": each.units for each in quota.villages.all()}
        super().__init__(data, initial=initial)
        titles = {kind: within_sentence(WorkKind(kind).label) for kind in self.worth}
        for kind, title in titles.items():
            self.fields[f"rumah_{kind}"] = _houses(f"Kuota {kind}", f"Hanya bila alokasi membatasi {title}.")
        for kind, title in titles.items():
            self.fields[f"bahan_{kind}"] = _worth(f"Bahan {kind}", f"Rupiah untuk satu rumah, {title}.", 1)
            self.fields[f"upah_{kind}"] = _worth(f"Upah {kind}", "Isi 0 bila tidak ada.", 0)
        self.villages = list(villages)
        for village in self.villages:
            self.fields[f"desa_{village.pk}"] = _houses(f"Kuota {village.address}")
        self._add_others(others)

    def _add_others(self, others: Iterable[Region]) -> None:
        choices = [("", "Pilih desa"), *((str(each.pk), each.address) for each in others)]
        self.added = ADDED if len(choices) > 1 else range(0)
        for number in self.added:
            label = f"Desa lain {number}"
            self.fields[f"lain_{number}"] = forms.ChoiceField(choices=choices, label=label, required=False)
            self.fields[f"rumah_lain_{number}"] = _houses(f"Kuota desa lain {number}")

    def clean(self) -> dict[str, Any]:
        self._clean_others()
        if not self.errors:
            limits = self.limits()
            for code in above_the_whole(limits):
                said = f"{in_thousands(limits.villages[code])} rumah melebihi kuota seluruhnya, {limits.units} rumah."
                field = f"desa_{code}" if f"desa_{code}" in self.fields else None
                self.add_error(field, f"{said} Betulkan salah satunya.")
        return self.cleaned_data

    def _clean_others(self) -> None:
        """A village comes with its houses, and once."""
        chosen: set[str] = set()
        for number in self.added:
            code, units = (self.cleaned_data.get(f"{name}_{number}") for name in ("lain", "rumah_lain"))
            if code and units is None and f"rumah_lain_{number}" not in self.errors:
                self.add_error(f"rumah_lain_{number}", "Isi jumlah rumah desa ini.")
            if units is not None and not code and f"lain_{number}" not in self.errors:
                self.add_error(f"lain_{number}", "Pilih desanya, atau kosongkan jumlah rumahnya.")
            if code and code in chosen:
                self.add_error(f"lain_{number}", "Desa ini dipilih dua kali. Pilih desa lain.")
            chosen.add(code or "")

    def limits(self) -> QuotaLimits:
        typed = self.cleaned_data
        stated = {str(village.pk): typed[f"desa_{village.pk}"] for village in self.villages}
        stated |= {typed[f"lain_{n}"]: typed[f"rumah_lain_{n}"] for n in self.added if typed[f"lain_{n}"]}
        return QuotaLimits(
            units=typed["units"],
            rupiah=typed["rupiah"],
            aid={
                kind: replace(ceilings, material=typed[f"bahan_{kind}"], wages=typed[f"upah_{kind}"])
                for kind, ceilings in self.worth.items()
            },
            kinds={kind: typed[f"rumah_{kind}"] for kind in self.worth if typed[f"rumah_{kind}"] is not None},
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
