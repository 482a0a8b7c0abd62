"""A contract holds the stretches of road that it improves."""

from dataclasses import replace

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Move, Process, Programme, Stage
from perkim.sipoc.registry import register
from perkim.sipoc.terms import MoveKind, Outcome
from tests.samples.letters import LETTERS, SHEET

WORK = Stage(
    key="pelaksanaan",
    title="Pelaksanaan",
    box=1,
    activities=("Mengerjakan jalan",),
    worked_by=Role.STAF,
    task="Catat pekerjaan",
    moves=(
        Move(
            key="selesai",
            title="Selesaikan",
            effect="Pekerjaan diserahkan.",
            by=(Role.STAF,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
    ),
)
CONTRACT = Process(
    key="kontrak",
    title="Kontrak jalan",
    noun="kontrak",
    title_example="Peningkatan jalan lingkungan, Kelurahan Tompokersan",
    sheet=SHEET,
    prefix="JLN",
    stages=(WORK,),
    opened_by=(Role.STAF,),
    seen_by=(Role.KADIS,),
)
STRETCH = replace(CONTRACT, key="ruas", title="Ruas jalan", noun="ruas", prefix="RJL", parent="kontrak")
ROADS: Programme = replace(LETTERS, slug="jalan", title="Jalan lingkungan", processes=(CONTRACT, STRETCH))

register(ROADS)
