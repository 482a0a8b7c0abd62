"""Numbers that are kept sealed are opened on a page of their own: whoever gives a reason sees them once, in the answer
to that form, and the look stands in the history of the case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from perkim.accounts.access import account_of
from perkim.audit.kinds import LogKind
from perkim.people.cipher import UnreadableError
from perkim.sipoc.actions.viewing import record_look
from perkim.sipoc.models import Berkas

TEMPLATE = "sipoc/opening.html"
# Titles and numbers.
Numbers = Sequence[tuple[str, str]]


class OpeningForm(forms.Form):
    """Why the numbers are opened."""

    reason = forms.CharField(
        max_length=300,
        help_text="Tercatat di riwayat berkas bersama nama Anda.",
        error_messages={
            "required": "Tulis alasannya lebih dahulu.",
            "max_length": "Paling panjang 300 huruf. Ringkaskan.",
        },
    )

    def __init__(self, data: Mapping[str, Any] | None, *, label: str, example: str) -> None:
        super().__init__(data)
        self.fields["reason"].label = label
        self.fields["reason"].widget.attrs["placeholder"] = f"Misalnya: {example}"


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The page of some sealed numbers. `label` asks for the reason, `button` opens; `back` is the address that it came
    from, `back_title` its title, `back_words` what leads there. `kind` and `data` are for the log."""

    title: str
    label: str
    example: str
    button: str
    back: str
    back_title: str
    back_words: str
    kind: LogKind
    data: Mapping[str, Any]

    def answer(self, request: HttpRequest, case: Berkas, read: Callable[[], Numbers]) -> HttpResponse:
        """Ask for the reason; with one, show what `read` gives. Who may, the caller has asked."""
        form = OpeningForm(request.POST or None, label=self.label, example=self.example)
        context = {"case": case, "opening": self, "form": form}
        if request.method != "POST":
            return render(request, TEMPLATE, context)
        if form.is_valid():
            try:
                # Read before the look is logged: what cannot be read was not seen.
                context["numbers"] = read()
            except UnreadableError as error:
                form.add_error(None, error.sentence)
        if form.errors:
            return render(request, TEMPLATE, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        data = {**self.data, "alasan": form.cleaned_data["reason"].strip()}
        record_look(actor=account_of(request), case=case, kind=self.kind, data=data, now=timezone.now())
        return render(request, TEMPLATE, context)
