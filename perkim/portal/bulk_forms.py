"""The forms of a decision on many cases: which way and why, or to whom they are handed."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from perkim.accounts.models import Assignment
from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Move

LONGEST_REASON = 2_000


class DecisionForm(forms.Form):
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

    def __init__(self, *args: Any, moves: Sequence[Move], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moves = {move.key: move for move in moves}
        _offer(self, "langkah", [(move.key, move.title) for move in moves])
        prepared = [(move.title, [(reason, reason) for reason in move.reasons]) for move in moves if move.reasons]
        _offer(self, "alasan_siap", [("", "Tulis sendiri di bawah"), *prepared])
        if not prepared:
            del self.fields["alasan_siap"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        move = self.moves.get(found.get("langkah", ""))
        ready = found.get("alasan_siap", "")
        if move and ready and ready not in move.reasons:
            self.add_error("alasan_siap", f"Alasan ini bukan untuk “{move.title}”. Pilih alasan lain atau kosongkan.")
        if move and move.needs_reason and not self.reason:
            sentence = f"Tulis alasan untuk “{move.title}”: apa sebabnya dan apa yang perlu diperbaiki."
            self.add_error("alasan", sentence)
        return found

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
        named = [(key, f"{each.user} ({each.label}, {each.region})") for key, each in self.holders.items()]
        _offer(self, "kepada", [("", "Pilih petugas"), *named])

    @property
    def holder(self) -> Assignment:
        return self.holders[self.cleaned_data["kepada"]]

    @property
    def role(self) -> Role:
        return Role(self.holder.role)


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices
