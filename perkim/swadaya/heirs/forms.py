"""The form of an heir: who goes on in the place of a recipient who died, and the papers that show it."""

from datetime import date
from typing import Any

from django import forms

from perkim.documents.scans import ScanField
from perkim.files.intakes import Intake, declare_intake
from perkim.files.kinds import PDF, PHOTO
from perkim.lib.day_field import DayField
from perkim.lib.nik import NikError, read_kk, read_nik
from perkim.lib.person_names import MEND, fault_of_name
from perkim.lib.whole_field import WholeField
from perkim.lib.yes_no_field import YesNoField
from perkim.people.identities import Identity
from perkim.swadaya.heirs.actions import ELSEWHERE, HeirDetails
from perkim.swadaya.models import Calon, Kinship

PROOF = declare_intake(Intake(key="penerus", accepts=(PDF, PHOTO)))
_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


class TakeBackForm(forms.Form):
    """Why an heir was recorded by mistake. `seen` is the one that the page showed."""

    prefix = "tarik"
    seen = WholeField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Alasan menarik penerus",
        max_length=300,
        help_text="Misalnya: NIK penerus salah ketik.",
        error_messages={
            "required": "Tulis mengapa penerus ini ditarik. Alasan itu tercatat di riwayat.",
            "max_length": "Paling panjang 300 huruf. Ringkaskan.",
        },
    )
    use_required_attribute = False


class HeirForm(forms.Form):
    """Sex and day of birth are read from the NIK. `seen` is the recipient whom the page showed."""

    seen = WholeField(widget=forms.HiddenInput)
    died_on = DayField(label="Tanggal penerima meninggal", error_messages={"required": "Isi tanggal meninggalnya."})
    name = forms.CharField(
        label="Nama penerus",
        max_length=100,
        help_text="Persis seperti tertulis di KTP.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Isi nama penerus sesuai KTP.", "max_length": "Paling panjang 100 huruf."},
    )
    nik = forms.CharField(
        label="NIK penerus",
        max_length=40,
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"required": "Isi 16 angka NIK penerus.", "max_length": "NIK berisi 16 angka."},
    )
    kk = forms.CharField(
        label="Nomor KK penerus",
        max_length=40,
        required=False,
        help_text="Kosongkan bila tetap satu KK dengan penerima.",
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"max_length": "Nomor KK berisi 16 angka."},
    )
    kinship = forms.ChoiceField(
        label="Hubungan dengan penerima",
        choices=[("", "Pilih hubungan"), *Kinship.choices],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Pilih hubungan penerus dengan penerima."),
    )
    lives_there = YesNoField(
        label="Penerus tinggal di rumah itu?",
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Pilih ya atau tidak."),
    )
    proof = ScanField(
        intake=PROOF,
        label="Bukti dalam satu file",
        help_text="Surat kematian, surat keterangan ahli waris, dan pernyataan (format II-22) yang ditandatangani "
        "penerus. PDF, atau foto bila satu lembar.",
        error_messages={"required": "Pilih file buktinya."},
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, calon: Calon, today: date) -> None:
        super().__init__(data, files, initial={"seen": calon.person_id})
        self.today = today

    def clean_died_on(self) -> date:
        day: date = self.cleaned_data["died_on"]
        if day > self.today:
            raise forms.ValidationError("Tanggal meninggal belum tiba. Periksa tanggalnya.")
        return day

    def clean_nik(self) -> str:
        try:
            return read_nik(self.cleaned_data["nik"]).text
        except NikError as error:
            raise forms.ValidationError(error.sentence) from error

    def clean_name(self) -> str:
        if what := fault_of_name(self.cleaned_data["name"]):
            raise forms.ValidationError(f"{what} {MEND}")
        return str(self.cleaned_data["name"])

    def clean_kk(self) -> str:
        try:
            return read_kk(self.cleaned_data["kk"]) if self.cleaned_data["kk"] else ""
        except NikError as error:
            raise forms.ValidationError(error.sentence) from error

    def clean_lives_there(self) -> bool:
        if not self.cleaned_data["lives_there"]:
            raise forms.ValidationError(ELSEWHERE)
        return True

    def details(self) -> HeirDetails:
        """What was filled in, of a valid form."""
        cleaned = self.cleaned_data
        nik = read_nik(cleaned["nik"])
        return HeirDetails(
            identity=Identity(
                nik=nik.text,
                name=cleaned["name"],
                sex=nik.sex,
                birth_date=nik.birth_date(None, self.today),
                kk=cleaned["kk"],
            ),
            kinship=Kinship(cleaned["kinship"]),
            died_on=cleaned["died_on"],
            lives_there=cleaned["lives_there"],
            proof=cleaned["proof"],
            seen=cleaned["seen"],
        )
