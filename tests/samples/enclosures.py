"""A letter with enclosures: drafts below a draft, which go along when the letter is accepted."""

from dataclasses import replace

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Carry, Move, Process, Programme, Stage
from perkim.sipoc.requirements import Deed
from perkim.sipoc.terms import MoveKind
from tests.samples.family import END, REFUSE
from tests.samples.letters import LETTERS, SHEET

STAMPED = Deed(key="cap", title="Cap dinas", worked_by=Role.STAF, kept=True)
LETTER = Process(
    key="surat",
    title="Surat",
    noun="surat",
    sheet=SHEET,
    prefix="CTL",
    opened_by=(Role.OPERATOR_DESA,),
    seen_by=(Role.KADIS,),
    stages=(
        Stage(
            key="draf",
            title="Draf",
            box=1,
            activities=("Menulis",),
            worked_by=Role.OPERATOR_DESA,
            task="Tulis surat",
            moves=(
                Move(key="kirim", title="Kirim", effect="Diperiksa.", by=(Role.KADES,), to="periksa", submits=True),
            ),
        ),
        Stage(
            key="periksa",
            title="Pemeriksaan",
            box=2,
            activities=("Memeriksa",),
            worked_by=Role.STAF,
            task="Periksa surat",
            moves=(
                Move(
                    key="terima",
                    title="Terima",
                    effect="Lampiran ikut diterima.",
                    by=(Role.STAF,),
                    to="arsip",
                    carries=(Carry(process="lampiran", stage="konsep", move="berlaku"),),
                ),
                Move(
                    key="kembali",
                    title="Kembalikan",
                    effect="Diperbaiki.",
                    by=(Role.STAF,),
                    to="draf",
                    kind=MoveKind.RETURN,
                    reasons=("Belum lengkap.",),
                ),
                replace(REFUSE, by=(Role.STAF,)),
            ),
        ),
        Stage(
            key="arsip",
            title="Arsip",
            box=2,
            activities=("Menyimpan",),
            worked_by=Role.STAF,
            moves=(replace(END, by=(Role.STAF,)),),
        ),
    ),
)
ENCLOSURE = Process(
    key="lampiran",
    title="Lampiran",
    noun="lampiran",
    sheet=SHEET,
    prefix="CTM",
    parent="surat",
    opened_in=("draf",),
    opened_by=(Role.OPERATOR_DESA,),
    seen_by=(Role.KADIS,),
    stages=(
        Stage(
            key="konsep",
            title="Konsep",
            box=1,
            activities=("Menyusun",),
            worked_by=Role.OPERATOR_DESA,
            moves=(
                Move(
                    key="berlaku",
                    title="Berlakukan",
                    effect="Berlaku bersama suratnya.",
                    by=(Role.STAF,),
                    to="berlaku",
                    submits=True,
                ),
                replace(REFUSE, key="buang", title="Buang", by=(Role.OPERATOR_DESA,)),
            ),
        ),
        Stage(
            key="berlaku",
            title="Berlaku",
            box=2,
            activities=("Menyimpan",),
            worked_by=Role.STAF,
            task="Simpan lampiran",
            moves=(replace(END, by=(Role.STAF,)),),
        ),
    ),
)
ENCLOSURES: Programme = replace(LETTERS, slug="lampiran", title="Lampiran", processes=(LETTER, ENCLOSURE))


def with_stamp() -> Programme:
    """The same, but no enclosure counts before it is stamped."""
    draft, valid = ENCLOSURE.stages
    return replace(
        ENCLOSURES, processes=(LETTER, replace(ENCLOSURE, stages=(replace(draft, inputs=(STAMPED,)), valid)))
    )
