"""The decision panel: every way out of the stage with what it does, and why it may not be taken where that is so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms

from perkim.lib.whole_field import WholeField
from perkim.portal.case.desk import Desk
from perkim.sipoc.completeness import blockers
from perkim.sipoc.declarations import Move
from perkim.sipoc.levels import paths_up
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.policies import refusals
from perkim.sipoc.terms import Clock, MoveKind, Outcome

LONGEST_REASON = 4_000
NO_DECISION = "Pilih putusan Anda dahulu."
_CLOCKS = {Clock.STOP: "Tenggat berhenti sampai berkas maju lagi.", Clock.RESTART: "Tenggat dihitung dari awal."}


class DecisionForm(forms.Form):
    """What somebody decided. Whether the way exists and may be taken is the action's to say, not the form's: the same
    decision sent twice arrives when the case has left the stage already."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    lock_version = WholeField(widget=forms.HiddenInput)
    move = forms.CharField(error_messages={"required": NO_DECISION})
    prepared = forms.MultipleChoiceField(required=False)
    reason = forms.CharField(
        label="Alasan",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Alasan paling panjang 4.000 huruf. Ringkaskan."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, desk: Desk) -> None:
        super().__init__(data, auto_id="putusan_%s", initial={"key": uuid4(), "lock_version": desk.case.lock_version})
        self._elsewhere = {each.key for each in desk.stage.moves if not each.offered}
        self.way = next((each for each in desk.stage.moves if each.key == (data or {}).get("move")), None)
        known = [(f"{move.key}:{n}", text) for move in desk.stage.moves for n, text in enumerate(move.reasons)]
        self.fields["prepared"] = _Prepared(choices=known, required=False)

    def clean_move(self) -> str:
        """What only an action of its own takes is no decision of this page."""
        key: str = self.cleaned_data["move"]
        if key in self._elsewhere:
            raise forms.ValidationError(NO_DECISION)
        return key

    def clean(self) -> dict[str, Any]:
        """Joins the prepared reasons of the chosen way with what was typed; those of another way do not count."""
        cleaned = dict(super().clean() or {})
        chosen = [self.way.reasons[int(n)] for way, n in self._picked() if self.way and way == self.way.key]
        cleaned["reason"] = " ".join([*chosen, cleaned.get("reason", "").strip()]).strip()
        if self.way and self.way.needs_reason and not cleaned["reason"] and "reason" not in self.errors:
            self.add_error(
                "reason", f"Tulis alasan untuk “{self.way.title}”: apa sebabnya dan apa yang perlu diperbaiki."
            )
        return cleaned

    def _picked(self) -> list[list[str]]:
        return [each.split(":") for each in self.cleaned_data.get("prepared", ())]

    @property
    def ticked(self) -> Sequence[str]:
        return self["prepared"].value() or ()


class _Prepared(forms.MultipleChoiceField):
    """Reasons of a stage the case has left meanwhile are passed over: they belong to a decision already taken."""

    def to_python(self, value: Any) -> list[str]:
        return [each for each in super().to_python(value) if self.valid_value(each)]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way out. `barred` are the sentences that say why it may not be taken now; empty if it may."""

    move: Move
    barred: Sequence[str]
    reasons: Sequence[tuple[str, str]]

    @property
    def effect(self) -> str:
        """What will happen, with what it does to the clock."""
        return f"{self.move.effect} {_CLOCKS.get(self.move.clock, '')}".strip()


@dataclass(frozen=True, kw_only=True)
class DecisionPanel:
    """What the reader may decide; `by` are the roles that decide where it is not the reader."""

    choices: Sequence[Choice]
    by: str
    frozen: bool

    @property
    def open(self) -> bool:
        return self.first_open is not None

    @property
    def awaits(self) -> bool:
        """Whether the case goes on as soon as the reader says so. That he could end it makes nobody wait for him."""
        ways = [choice.move for choice in self.choices if not choice.barred]
        return any(way.kind is MoveKind.FORWARD or way.outcome is Outcome.SELESAI for way in ways)

    @property
    def first_open(self) -> Choice | None:
        """The first way that may be taken: the summary of faults leads to it."""
        return next((choice for choice in self.choices if not choice.barred), None)


def panel_of(desk: Desk) -> DecisionPanel | None:
    """None for a case that is closed. The queries depend on the declaration alone."""
    if not desk.case.is_open:
        return None
    moves = desk.stage.ways
    roles = dict.fromkeys(str(role.label) for move in moves for role in move.by)
    mine = [move for move in moves if desk.works(move.by)]
    choices = [_choice(desk, move) for move in moves] if mine and not desk.case.frozen else []
    return DecisionPanel(choices=choices, by=_or(list(roles)), frozen=desk.case.frozen)


def barred(desk: Desk, move: Move) -> list[str]:
    """Why this way may not be taken now: who may, then what is missing."""
    refused = refusals(desk.user, desk.stage, move, [desk.case])
    if refused:
        return [refused[desk.case.pk]]
    return blockers([desk.case], move).get(desk.case.pk, [])


def _choice(desk: Desk, move: Move) -> Choice:
    prepared = [(f"{move.key}:{n}", text) for n, text in enumerate(move.reasons)]
    return Choice(move=move, barred=barred(desk, move), reasons=prepared)


def _or(roles: Sequence[str]) -> str:
    return roles[0] if len(roles) == 1 else ", ".join(roles[:-1]) + " atau " + roles[-1] if roles else ""


def needs_check(move: Move) -> bool:
    """Whether the decision is read once more on a page of its own: it ends the case for the applicant (ui.md §2.7)."""
    return move.kind in (MoveKind.END, MoveKind.REFER)


@dataclass(frozen=True, kw_only=True)
class EndConsequences:
    """What an end carries along, counted before it happens."""

    outcome: str
    good: bool
    refers_to: str
    below: int
    examples: Sequence[str]
    tugas: int


def consequences_of(desk: Desk, move: Move, target: str) -> EndConsequences:
    """One query for each level below, and one for the Tugas that drop."""
    count, examples = 0, []
    for level, path in enumerate(paths_up(), start=1):
        under = Berkas.objects.open().filter(**{path: desk.case})
        at_level = under.count()
        if not at_level:
            break
        count += at_level
        if level == 1:
            seen = Berkas.objects.visible_to(desk.user).open().filter(parent=desk.case).order_by("id")
            examples = [str(case) for case in seen[:5]]
    waiting = Tugas.objects.filter(berkas=desk.case, done_at=None, dropped_at=None)
    others = sum(not each.is_done_by_deciding for each in waiting)
    return EndConsequences(
        outcome=str(Outcome(move.outcome).label) if move.outcome else "",
        good=move.outcome is Outcome.SELESAI,
        refers_to=target,
        below=count,
        examples=examples,
        tugas=others,
    )
