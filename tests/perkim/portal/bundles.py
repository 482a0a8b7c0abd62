"""A programme with all that letters lack: a bundle with letters below it, a role that is handed its cases, a deadline
with classes, a stage with a form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.actions.changing import change
from perkim.sipoc.declarations import Deadline, Move, Programme
from perkim.sipoc.models import Berkas
from perkim.sipoc.terms import MoveKind, Outcome, Unit
from tests.samples.letters import CHECK, DRAFT, LETTERS, SHEET, SURAT


class TitleForm(forms.Form):
    """The data of a stage, here only the title, kept through the case's own action."""

    title = forms.CharField(label="Perihal", error_messages={"required": "Tulis perihalnya."})

    def __init__(self, data: Any = None, files: Any = None, *, case: Berkas, initial: Any = None) -> None:
        super().__init__(data, files, initial=initial)
        self.case = case

    @staticmethod
    def initial_for(case: Berkas) -> Mapping[str, Any]:
        return {"title": case.title}

    def save(self, *, actor: User, now: datetime) -> None:
        change(actor=actor, case=self.case, title=self.cleaned_data["title"], amount=self.case.amount, now=now)


CLASSED = Deadline(
    key="survei",
    title="Survei",
    unit=Unit.WORKING_DAYS,
    amounts={"dekat": (3,), "jauh": (7,)},
    basis="Contoh",
)
GATHER = replace(
    DRAFT,
    key="kumpul",
    title="Pengumpulan",
    worked_by=Role.STAF,
    task="Kumpulkan surat",
    form="tests.perkim.portal.bundles.TitleForm",
    deadlines=(CLASSED,),
    moves=(
        Move(key="teruskan", title="Teruskan", effect="Fasilitator survei.", by=(Role.STAF,), to="survei"),
        Move(
            key="tutup",
            title="Tutup",
            effect="Bundel ditutup.",
            by=(Role.STAF,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=("Dananya dialihkan.",),
        ),
    ),
)
SURVEY = replace(
    CHECK,
    key="survei",
    title="Survei",
    worked_by=Role.TFL,
    task="Survei lokasi",
    inputs=(),
    deadlines=(),
    moves=(
        Move(
            key="selesai",
            title="Selesaikan",
            effect="Bundel selesai.",
            by=(Role.TFL,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
    ),
)
BUNDLE = replace(
    SURAT,
    key="bundel",
    title="Bundel surat",
    noun="bundel",
    prefix="BD",
    stages=(GATHER, SURVEY),
    opened_by=(Role.STAF,),
    seen_by=(Role.KADIS, Role.KORFAS),
    own_roles={Role.TFL: Role.KORFAS},
)
BELOW = replace(SURAT, key="isi", title="Surat dalam bundel", noun="surat", prefix="SB", parent="bundel")
BUNDLES: Programme = replace(LETTERS, slug="bundel", title="Bundel", sheets=(SHEET,), processes=(BUNDLE, BELOW))
