"""The form of a shop's choice, and that of the reason for which its numbers are opened."""

from typing import Any

from django import forms

from perkim.budgets.models import Shop
from perkim.budgets.rules import BudgetFault
from perkim.budgets.shops.rules import MOST_COMPARED, Compared, ShopDetails, faults_of_shop
from perkim.budgets.terms import OwnerNumber
from perkim.lib.amount_field import AmountField


def _text(label: str, most: int, hint: str = "", required: str = "", **options: Any) -> forms.CharField:
    """`required` is what is said where it lacks; empty for what may lack."""
    said = {"max_length": f"Paling panjang {most} huruf. Ringkaskan.", "required": required}
    options |= {"label": label, "max_length": most, "help_text": hint, "error_messages": said}
    return forms.CharField(required=bool(required), **options)


def _digits(label: str, required: str) -> forms.CharField:
    typed = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return _text(label, 40, required=required, widget=typed)


def _price(label: str) -> AmountField:
    said = {"min_value": "Harga lebih dari nol. Kosongkan bila tidak diketahui."}
    return AmountField(label=label, required=False, min_value=1, max_value=10**12, error_messages=said)


class ShopForm(forms.Form):
    """The shop as the record of its choice (format II-17) names it. `seen` is what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name = _text("Nama toko", 120, required="Isi nama toko.")
    licence = _text("Nomor SIUP atau NIB", 60, required="Isi nomor SIUP atau NIB toko.")
    owner = _text("Nama pemilik", 100, required="Isi nama pemilik toko.")
    owner_kind = forms.ChoiceField(
        label="Nomor pemilik",
        choices=OwnerNumber.choices,
        initial=OwnerNumber.NIK,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih NIK atau NPWP.", "invalid_choice": "Pilih NIK atau NPWP."},
    )
    owner_number = _digits("NIK atau NPWP pemilik", "Isi NIK atau NPWP pemilik toko.")
    bank = _text("Bank", 60, "Misalnya Bank Jatim.", required="Isi nama bank toko.")
    account = _digits("Nomor rekening toko", "Isi nomor rekening toko.")
    account_holder = _text(
        "Nama pemilik rekening",
        100,
        "Seperti di buku tabungan.",
        required="Isi nama pemilik rekening seperti di buku tabungan.",
    )
    compared_1 = _text("Toko pembanding 1", 120)
    price_1 = _price("Harganya (Rp)")
    compared_2 = _text("Toko pembanding 2", 120)
    price_2 = _price("Harganya (Rp)")
    price = _price("Harga di toko pilihan (Rp)")
    reason = _text("Alasan perubahan", 300, "Misalnya: toko pertama tidak sanggup mengirim. Tercatat di riwayat.")
    use_required_attribute = False

    def __init__(self, data: Any = None, *, shop: Shop | None) -> None:
        super().__init__(data, initial=_known(shop) if shop else None)
        self.known_kind = shop.owner_kind if shop else ""
        if shop is None:
            del self.fields["reason"]
            return
        for name in ("owner_number", "account"):
            self.fields[name].help_text = "Kosongkan bila tidak berubah."
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """All that is wrong is said at once, beside what is lacking."""
        cleaned = super().clean() or self.cleaned_data
        self.say(
            [
                each
                for each in faults_of_shop(self.details(), known_kind=self.known_kind)
                if each.name not in self.errors
            ]
        )
        return cleaned

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by their headings."""
        groups = [
            ("Toko", ("name", "licence", "owner", "owner_kind", "owner_number")),
            ("Rekening toko", ("bank", "account", "account_holder")),
            ("Pembanding harga, bila ada", ("compared_1", "price_1", "compared_2", "price_2", "price")),
            ("Perubahan", ("reason",)),
        ]
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in groups
            if names[0] in self.fields
        ]

    def details(self) -> ShopDetails:
        """What was filled in, of a valid form."""
        sent = self.cleaned_data
        pairs = [(sent.get(f"compared_{n}", ""), sent.get(f"price_{n}")) for n in range(1, MOST_COMPARED + 1)]
        plain = ("name", "owner", "owner_kind", "owner_number", "licence", "bank", "account", "account_holder")
        return ShopDetails(
            **{name: sent.get(name, "") for name in plain},
            price=sent.get("price"),
            compared=tuple(Compared(name=name, price=price) for name, price in pairs if name or price),
            reason=sent.get("reason", ""),
        )

    def say(self, faults: list[BudgetFault]) -> None:
        """Put each fault beside its field."""
        for fault in faults:
            self.add_error(fault.name, fault.sentence)


def _known(shop: Shop) -> dict[str, Any]:
    """What the form shows of a shop: all but its two numbers."""
    names = ("name", "licence", "owner", "owner_kind", "bank", "account_holder", "price")
    known: dict[str, Any] = {"seen": shop.fingerprint, **{name: getattr(shop, name) for name in names}}
    for number, each in enumerate(shop.compared, start=1):
        known |= {f"compared_{number}": each["nama"], f"price_{number}": each["harga"]}
    return known
