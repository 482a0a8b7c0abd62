"""The forms of staged aid: how far the work is, the figures of a report, and what is booked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate

from perkim.funds.actions.booking import Booking
from perkim.funds.actions.measuring import Look
from perkim.funds.actions.reporting import Figures, fingerprint
from perkim.funds.models import Lpd, Measure
from perkim.funds.terms import Excess
from perkim.lib.amount_field import AmountField
from perkim.lib.day_field import DayField
from perkim.lib.text import full_stop
from perkim.lib.whole_field import WholeField

_PERCENT = "Isi persen bulat dari 0 sampai 100."


def _text(label: str, most: int, required: str, **options: Any) -> forms.CharField:
    said = {"required": required, "max_length": f"Paling panjang {most} huruf. Ringkaskan."}
    return forms.CharField(label=label, max_length=most, error_messages=said, **options)


def component_title(name: str) -> str:
    """`ring_balok` as people read it."""
    return name.replace("_", " ").capitalize()


class ProgressForm(forms.Form):
    """Per cent of each component as seen on a day."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    seen_on = DayField(label="Dilihat pada")
    note = forms.CharField(
        label="Catatan", max_length=300, required=False, help_text="Wajib bila kemajuannya turun: tulis sebabnya."
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, components: Iterable[str], last: Measure | None) -> None:
        self.components = tuple(components)
        known: dict[str, Any] = {"client_key": uuid4(), "seen_on": localdate()}
        for name in self.components:
            known[f"done_{name}"] = last.done.get(name, 0) if last else 0
        super().__init__(data, initial=known)
        for name in self.components:
            said = dict.fromkeys(["required", "invalid", "min_value", "max_value"], _PERCENT)
            typed = {"inputmode": "numeric", "autocomplete": "off"}
            self.fields[f"done_{name}"] = WholeField(
                label=f"{component_title(name)} (%)",
                min_value=0,
                max_value=100,
                widget=forms.TextInput(attrs=typed),
                error_messages=said,
            )

    @property
    def done_fields(self) -> list[forms.BoundField]:
        return [self[f"done_{name}"] for name in self.components]

    def look(self) -> Look:
        """What was filled in, of a valid form."""
        cleaned = self.cleaned_data
        return Look(
            seen_on=cleaned["seen_on"],
            done={name: cleaned[f"done_{name}"] for name in self.components},
            client_key=cleaned["client_key"],
            note=cleaned["note"],
        )


class LpdForm(forms.Form):
    """The figures of one term. `seen` is what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    shop = _text("Nama toko", 120, "Isi nama toko yang mengirim bahan.")
    receipt_number = _text(
        "Nomor nota", 120, "Isi nomor nota atau surat jalan.", help_text="Beberapa nota dipisah dengan koma."
    )
    receipt_date = DayField(label="Tanggal nota terakhir")
    receipts = AmountField(
        label="Jumlah semua nota (Rp)",
        min_value=1,
        max_value=10**12,
        error_messages={"required": "Isi jumlah semua nota toko.", "min_value": "Jumlah nota lebih dari nol."},
    )
    excess = forms.ChoiceField(
        label="Bila nota melebihi sisa pagu",
        required=False,
        choices=[("", "Nota tidak melebihi sisa pagu"), *Excess.choices],
    )
    delivered_on = DayField(label="Bahan diterima pada")
    delivered = forms.BooleanField(label="Semua bahan pada nota sudah diterima", required=False)
    attendance = forms.BooleanField(label="Absensi tukang sudah ditandatangani", required=False)
    wage_receipt = forms.BooleanField(label="Kuitansi upah sudah ditandatangani", required=False)
    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, report: Lpd | None, shops: Sequence[str] = (), prefix: str | None = None
    ) -> None:
        known = {name: getattr(report, name) for name in Figures.__dataclass_fields__} if report else {}
        if shops:
            known.setdefault("shop", shops[0])
        super().__init__(data, initial={**known, "seen": fingerprint(report)}, prefix=prefix)
        if shops:
            said = f"Toko yang dipilih sekarang {full_stop(shops[0])} Cocokkan notanya, lalu pilih toko itu."
            self.fields["shop"] = forms.ChoiceField(
                label="Toko",
                choices=[(name, name) for name in shops],
                error_messages=dict.fromkeys(["required", "invalid_choice"], said),
                help_text="Toko pilihan kelompok atau desa; hanya toko ini yang dibayar.",
            )

    def figures(self) -> Figures:
        """What was filled in, of a valid form."""
        return Figures(**{name: self.cleaned_data[name] for name in Figures.__dataclass_fields__})


class BookingForm(forms.Form):
    """When the bank did it and by which number."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    dated = DayField(label="Tanggal menurut bank")
    reference = _text("Nomor bukti", 80, "Isi nomor bukti dari bank atau perbendaharaan.")
    reason = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya.", "max_length": "Paling panjang 1.000 huruf. Ringkaskan."},
    )
    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, reasoned: bool = False, hint: str = "", known: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"client_key": uuid4(), "dated": localdate(), **(known or {})})
        self.fields["reference"].help_text = hint
        if not reasoned:
            del self.fields["reason"]

    def booking(self) -> Booking:
        """What was filled in, of a valid form."""
        cleaned = self.cleaned_data
        return Booking(
            dated=cleaned["dated"],
            reference=cleaned["reference"],
            client_key=cleaned["client_key"],
            reason=cleaned.get("reason", ""),
        )
