"""The forms of bank accounts: one account by hand, and the reason to see a number."""

from typing import Any

from django import forms

from perkim.banking.actions.recording import AccountDetails
from perkim.banking.models import Account
from perkim.banking.names import same_name
from perkim.banking.numbers import BROKEN, NO_NUMBER, clean, is_number, length_fault
from perkim.banking.parameters import known_bank, lengths_on
from perkim.banking.requirements import other_name
from perkim.lib.numbers import SCIENTIFIC
from perkim.lib.whole_field import WholeField


def _text(label: str, most: int, required: str = "", **options: Any) -> forms.CharField:
    said = {"required": required, "max_length": f"Paling panjang {most} huruf. Ringkaskan."}
    return forms.CharField(label=label, max_length=most, required=bool(required), error_messages=said, **options)


class BankAccountForm(forms.Form):
    """One account as the savings book has it. `seen` is the id of the account that the page showed."""

    seen = WholeField(widget=forms.HiddenInput, required=False)
    bank = _text("Bank", 60, "Isi nama banknya, misalnya Bank Jatim.")
    branch = _text("Cabang", 80)
    number = _text(
        "Nomor rekening",
        40,
        "Isi nomor rekening sesuai buku tabungan.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Angka saja, dengan nol di depannya.",
    )
    holder = _text("Nama di buku tabungan", 100, "Isi nama seperti tercetak di buku tabungan.")
    reason = _text("Alasan nama berbeda dari SK", 300, help_text="Hanya bila nama di buku tabungan berbeda dari SK.")
    why = _text("Alasan rekening diganti", 300, "Tulis mengapa rekeningnya diganti.")
    use_required_attribute = False

    def __init__(self, data: Any = None, *, name: str, account: Account | None, bank: str, today: Any) -> None:
        known = {each: getattr(account, each) for each in ("bank", "branch", "holder", "reason")} if account else {}
        first = {"bank": bank, "holder": name, **known, "seen": account.pk if account else None}
        super().__init__(data, initial=first)
        self.name, self.lengths = name, lengths_on(today)
        self.fields["bank"].widget.attrs["list"] = "daftar-bank"
        if account is None:
            del self.fields["why"]

    def clean_bank(self) -> str:
        return known_bank(self.cleaned_data["bank"], self.lengths)

    def clean_number(self) -> str:
        typed = self.cleaned_data["number"]
        if SCIENTIFIC.fullmatch("".join(typed.split())):
            raise forms.ValidationError(f"{BROKEN} Ketik ulang sesuai buku tabungan.")
        digits = clean(typed)
        if not is_number(digits):
            raise forms.ValidationError(f"{NO_NUMBER} Salin dari buku tabungan, tanpa huruf.")
        return digits

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("number") and data.get("bank"):
            what, mend = length_fault(data["number"], data["bank"], self.lengths)
            if what:
                self.add_error("number", f"{what} {mend}")
        if data.get("holder"):
            alike = same_name(data["holder"], self.name)
            if not alike and not data.get("reason"):
                said = other_name(data["holder"], self.name)
                self.add_error("reason", f"{said} Minta bank memperbaikinya, atau tulis mengapa nama itu benar.")
            data["reason"] = "" if alike else data.get("reason", "")
        return data

    def details(self) -> AccountDetails:
        """What was filled in, of a valid form."""
        return AccountDetails(
            **{name: self.cleaned_data[name] for name in ("bank", "branch", "number", "holder", "reason")}
        )
