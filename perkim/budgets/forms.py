"""The form of a house's RAB and DRPB: numbers as on the papers."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms

from perkim.budgets.actions.entering import fingerprint
from perkim.budgets.models import Budget
from perkim.budgets.rules import Amounts, BudgetFault
from perkim.funds.forms import component_title
from perkim.lib.amount_field import AmountField

_MOST = 10**12


def _amount(label: str, hint: str = "", *, required: bool = True) -> AmountField:
    said = {"required": "Isi jumlahnya, atau 0 bila tidak ada.", "max_value": "Jumlah ini terlalu besar. Periksa lagi."}
    return AmountField(
        label=label, help_text=hint, required=required, min_value=0, max_value=_MOST, error_messages=said
    )


class BudgetForm(forms.Form):
    """All numbers of a house. `seen` is what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    material = _amount("Bahan (Rp)")
    wages = _amount("Upah tukang (Rp)")
    own_cash = _amount("Swadaya uang (Rp)", "Uang yang disiapkan keluarga ini sendiri.")
    own_material = _amount("Swadaya bahan (Rp)", "Bahan yang sudah ada atau disumbang, menurut harganya.")
    own_labour = _amount("Swadaya tenaga (Rp)", "Gotong royong, menurut upah hariannya.")
    total = _amount("Jumlah RAB menurut naskah (Rp)", "Bahan + upah + swadaya. Portal menghitungnya lagi.")
    drpb_material = _amount("Bahan DRPB (Rp)", "Yang dibeli di toko dengan bantuan, tahap 1 dan 2.")
    drpb_wages = _amount("Upah DRPB (Rp)", "Yang dibayar dengan bantuan, tahap 1 dan 2.")
    use_required_attribute = False

    def __init__(self, data: Any = None, *, budget: Budget | None, components: Iterable[str]) -> None:
        self.components = tuple(components)
        known = asdict(budget.amounts) if budget else {}
        known |= {f"part_{name}": amount for name, amount in known.pop("components", {}).items()}
        super().__init__(data, initial={**known, "seen": fingerprint(budget)})
        for name in self.components:
            self.fields[f"part_{name}"] = _amount(f"{component_title(name)} (Rp)", required=False)

    @property
    def rab_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("material", "wages", "own_cash", "own_material", "own_labour", "total")]

    @property
    def part_fields(self) -> list[forms.BoundField]:
        return [self[f"part_{name}"] for name in self.components]

    @property
    def drpb_fields(self) -> list[forms.BoundField]:
        return [self["drpb_material"], self["drpb_wages"]]

    def amounts(self) -> Amounts:
        """What was filled in, of a valid form."""
        cleaned = self.cleaned_data
        parts = {name: cleaned[f"part_{name}"] for name in self.components if cleaned[f"part_{name}"]}
        plain = {name: cleaned[name] for name in Amounts.__dataclass_fields__ if name in cleaned}
        return Amounts(**plain, components=parts)

    def say(self, faults: list[BudgetFault]) -> None:
        """Put each fault beside the number at which it is mended; what is wrong with the components, before all."""
        for fault in faults:
            self.add_error(fault.name if fault.name in self.fields else None, fault.sentence)
