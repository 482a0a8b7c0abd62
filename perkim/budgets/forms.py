"""The form of a house's RAB and DRPB: numbers as they stand on the papers."""

from dataclasses import asdict
from typing import Any

from django import forms

from perkim.budgets.actions.entering import fingerprint
from perkim.budgets.models import Budget
from perkim.budgets.rules import Amounts, Fault
from perkim.lib.amount_field import AmountField

_MOST = 10**12


def _amount(label: str, hint: str = "") -> AmountField:
    said = {"required": "Isi jumlahnya, atau 0 bila tidak ada.", "max_value": "Jumlah ini terlalu besar. Periksa lagi."}
    return AmountField(label=label, help_text=hint, min_value=0, max_value=_MOST, error_messages=said)


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

    def __init__(self, data: Any = None, *, budget: Budget | None) -> None:
        known = asdict(budget.amounts) if budget else {}
        super().__init__(data, initial={**known, "seen": fingerprint(budget)})

    @property
    def rab_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("material", "wages", "own_cash", "own_material", "own_labour", "total")]

    @property
    def drpb_fields(self) -> list[forms.BoundField]:
        return [self["drpb_material"], self["drpb_wages"]]

    def amounts(self) -> Amounts:
        """What was filled in, of a valid form."""
        return Amounts(**{name: self.cleaned_data[name] for name in Amounts.__dataclass_fields__})

    def say(self, faults: list[Fault]) -> None:
        """Put each fault beside the number at which it is mended."""
        for fault in faults:
            self.add_error(fault.name, fault.sentence)
