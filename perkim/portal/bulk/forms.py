"""The forms for many cases: which way and why, to whom they are handed, or which paper is written for them."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms

from perkim.accounts.models import Assignment
from perkim.accounts.roles import Role
from perkim.documents.papers import Paper
from perkim.documents.runs import PLACE, Numbering
from perkim.lib.day_field import DayField
from perkim.lib.whole_field import WholeField
from perkim.sipoc.declarations import Move

LONGEST_REASON = 2_000


class BulkDecisionForm(forms.Form):
    """One move for all cases, with a prepared reason, own words, or both."""

    langkah = forms.ChoiceField(
        label="Putusan",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih satu putusan untuk semua berkas ini.",
            "invalid_choice": "Putusan itu tidak ada di tahap ini. Pilih salah satu di bawah.",
        },
    )
    alasan_siap = forms.ChoiceField(label="Alasan yang sudah disiapkan", required=False)
    alasan = forms.CharField(
        label="Alasan atau keterangan",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wajib untuk putusan yang mengembalikan, menolak, atau menutup berkas. Berlaku untuk semua berkas.",
    )

    def __init__(self, data: Any = None, *, moves: Sequence[Move], way: str = "") -> None:
        """`way`: the one that the cases were chosen for; with its reason, where only one is prepared."""
        self.moves = {move.key: move for move in moves}
        reasons = self.moves[way].reasons if way in self.moves else ()
        chosen = {"langkah": way, "alasan_siap": reasons[0] if len(reasons) == 1 else ""}
        super().__init__(data, initial=chosen)
        _offer(self, "langkah", [(move.key, move.title) for move in moves])
        prepared = [(move.title, [(reason, reason) for reason in move.reasons]) for move in moves if move.reasons]
        _offer(self, "alasan_siap", [("", "Tulis sendiri di bawah"), *prepared])
        if not prepared:
            del self.fields["alasan_siap"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        move = self.moves.get(cleaned.get("langkah", ""))
        ready = cleaned.get("alasan_siap", "")
        if move and ready and ready not in move.reasons:
            self.add_error("alasan_siap", f"Alasan ini bukan untuk “{move.title}”. Pilih alasan lain atau kosongkan.")
        if move and move.needs_reason and not self.reason:
            sentence = f"Tulis alasan untuk “{move.title}”: apa sebabnya dan apa yang perlu diperbaiki."
            self.add_error("alasan", sentence)
        return cleaned

    @property
    def move(self) -> Move:
        return self.moves[self.cleaned_data["langkah"]]

    @property
    def reason(self) -> str:
        """The prepared reason and the own words, whichever there are."""
        parts = (self.cleaned_data.get("alasan_siap", ""), self.cleaned_data.get("alasan", "").strip())
        return "\n".join(part for part in parts if part)


class HandOverForm(forms.Form):
    """To whom cases are handed, in which of the roles that work only their own cases."""

    kepada = forms.ChoiceField(
        label="Serahkan kepada",
        error_messages={
            "required": "Pilih petugas yang akan menangani berkas ini.",
            "invalid_choice": "Petugas itu tidak bertugas untuk berkas ini. Pilih petugas lain.",
        },
    )

    def __init__(self, *args: Any, holders: Sequence[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders = {f"{each.role}-{each.user_id}": each for each in holders}
        named = [(key, f"{each.user} ({each.label}, {each.region.address})") for key, each in self.holders.items()]
        _offer(self, "kepada", [("", "Pilih petugas"), *named])

    @property
    def holder(self) -> Assignment:
        return self.holders[self.cleaned_data["kepada"]]

    @property
    def role(self) -> Role:
        return Role(self.holder.role)


class PrintForm(forms.Form):
    """Which paper is written for all cases; for a numbered one, if wanted, by which numbers and of which date. A form
    sent twice has one key."""

    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    naskah = forms.ChoiceField(
        label="Naskah",
        error_messages={"required": "Pilih naskahnya.", "invalid_choice": "Naskah itu tidak dibuat di tahap ini."},
    )
    bentuk = forms.CharField(
        label="Bentuk nomor",
        required=False,
        max_length=70,
        help_text=f"Misalnya 600.2/{PLACE}/427.55/2026; {PLACE} menjadi nomor urut. Kosongkan bila belum bernomor.",
    )
    pertama = WholeField(
        label="Nomor urut pertama",
        required=False,
        min_value=1,
        max_value=99_999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Tulis nomor urutnya saja, misalnya 412."),
    )
    tanggal = DayField(label="Tanggal naskah", required=False)

    def __init__(self, *args: Any, papers: Sequence[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {paper.key: paper for paper in papers}
        _offer(self, "naskah", [(paper.key, paper.title) for paper in papers])
        if not any(paper.numbered for paper in papers):
            del self.fields["bentuk"], self.fields["pertama"], self.fields["tanggal"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = [name for name in ("bentuk", "pertama", "tanggal") if cleaned.get(name)]
        if said and len(said) < 3 and not self.errors:
            lacking = next(name for name in ("bentuk", "pertama", "tanggal") if name not in said)
            self.add_error(lacking, "Isi bentuk nomor, nomor urut pertama, dan tanggal bersama-sama, atau kosongkan.")
        if cleaned.get("bentuk") and cleaned["bentuk"].count(PLACE) != 1:
            self.add_error("bentuk", f"Tulis {PLACE} sekali di tempat nomor urut, misalnya 600.2/{PLACE}/427.55/2026.")
        return cleaned

    @property
    def paper(self) -> Paper:
        return self.papers[self.cleaned_data["naskah"]]

    @property
    def numbering(self) -> Numbering | None:
        cleaned = self.cleaned_data
        if not cleaned.get("tanggal"):
            return None
        return Numbering(form=" ".join(cleaned["bentuk"].split()), first=cleaned["pertama"], dated=cleaned["tanggal"])


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices
