"""The forms of a paper's page: what its sheet says, why it is withdrawn, and what the portal writes on it."""

from typing import Any

from django import forms

from perkim.documents.actions.recording import SignedPaper
from perkim.documents.models import Dokumen, Konsep
from perkim.documents.papers import Paper
from perkim.documents.printouts import Printout
from perkim.documents.scans import ScanField
from perkim.lib.day_field import DayField
from perkim.lib.whole_field import WholeField


class PaperForm(forms.Form):
    """Number, date and scan of a signed paper. `instead_of` is the paper that the page shows now, if there is one;
    what the portal has `written` on the sheet need not be typed again."""

    number = forms.CharField(
        label="Nomor naskah",
        max_length=80,
        help_text="Persis seperti tertulis pada naskah, misalnya 600/118/427.55/2026.",
        error_messages={"required": "Isi nomor naskah seperti tertulis pada naskahnya."},
    )
    dated = DayField(label="Tanggal naskah", error_messages={"required": "Isi tanggal naskah."})
    scan = ScanField(label="Pindaian naskah yang sudah ditandatangani")
    note = forms.CharField(
        label="Keterangan", max_length=300, required=False, help_text="Misalnya jumlah halaman atau lampiran."
    )
    instead_of = WholeField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        paper: Paper | Printout,
        current: Dokumen | None,
        written: Konsep | None = None,
    ) -> None:
        known = {"number": written.number, "dated": written.dated} if written else {}
        super().__init__(data, files, initial={"instead_of": current.pk if current else None, **known})
        if not paper.numbered:
            del self.fields["number"], self.fields["dated"]
            self.fields["scan"].label = "Pindaian atau foto"

    def signed(self) -> SignedPaper:
        """What was filled in, of a valid form."""
        filled = self.cleaned_data
        return SignedPaper(
            scan=filled["scan"],
            number=filled.get("number", ""),
            dated=filled.get("dated"),
            note=filled["note"],
            instead_of=filled["instead_of"],
        )


class WithdrawForm(forms.Form):
    """Why a paper no longer holds."""

    reason = forms.CharField(
        label="Alasan menarik naskah",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: salah unggah, yang terlampir SK tahun lalu.",
        error_messages={"required": "Tulis mengapa naskah ini ditarik. Alasan itu tercatat di riwayat."},
    )


class DraftForm(forms.Form):
    """Number and date that will stand on the sheet. Without both it is marked as a draft."""

    draft_number = forms.CharField(
        label="Nomor naskah",
        max_length=80,
        required=False,
        help_text="Isi bila naskah akan dicetak untuk ditandatangani. Kosongkan untuk konsep yang masih dibaca dulu.",
    )
    draft_dated = DayField(label="Tanggal naskah", required=False)

    def __init__(self, data: Any = None, *, paper: Paper | Printout, current: Konsep | None) -> None:
        known = {"draft_number": current.number, "draft_dated": current.dated} if current else {}
        super().__init__(data, initial=known)
        if not paper.numbered:
            del self.fields["draft_number"], self.fields["draft_dated"]
