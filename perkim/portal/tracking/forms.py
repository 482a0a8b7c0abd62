"""The one field of the public tracking page."""

from django import forms

from perkim.lib.codes import spelled_receipt

# Longer than any code with all its hyphens and a few spaces.
LONGEST = 60
MISTYPED = (
    "Kode ini salah ketik atau belum lengkap. Salin seluruhnya dari tanda terima, termasuk huruf di depannya. Setelah "
    "huruf depan itu tidak ada angka 0 dan 1 atau huruf I, L, dan O."
)


class ReceiptCodeForm(forms.Form):
    """A receipt code, however it was typed; cleaned to the spelling that is stored."""

    kode = forms.CharField(
        label="Kode tanda terima",
        help_text="Ada pada tanda terima, misalnya KS-4MK-7XW-2PC. Huruf kecil dan tanpa tanda hubung juga boleh.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Isi kode tanda terima."},
    )

    def clean_kode(self) -> str:
        typed: str = self.cleaned_data["kode"]
        code = spelled_receipt(typed) if len(typed) <= LONGEST else ""
        if not code:
            raise forms.ValidationError(MISTYPED)
        return code
