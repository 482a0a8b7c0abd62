"""Three levels of cases: a year holds bundles, a bundle holds letters, which facilitators work in person."""

from dataclasses import replace

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Deadline, Move, Process, Programme, Stage
from perkim.sipoc.requirements import CasesBelow
from perkim.sipoc.terms import Clock, MoveKind, Outcome, Unit
from tests.samples.letters import LETTERS, SHEET

GO_BACK = Move(
    key="kembali",
    title="Kembalikan",
    effect="Dikembalikan.",
    by=(Role.KABID_PRM,),
    to="kumpul",
    kind=MoveKind.RETURN,
    clock=Clock.STOP,
    reasons=("Belum lengkap.",),
)
END = Move(
    key="selesai",
    title="Selesaikan",
    effect="Selesai.",
    by=(Role.KABID_PRM,),
    kind=MoveKind.END,
    outcome=Outcome.SELESAI,
)
REFUSE = replace(END, key="tolak", title="Tolak", outcome=Outcome.DITOLAK, reasons=("Tidak ada anggaran.",))


def _collecting(key: str, title: str, worker: Role) -> tuple[Stage, Stage]:
    gather = Stage(
        key="kumpul",
        title="Pengumpulan",
        box=1,
        activities=(title,),
        worked_by=worker,
        task="Kumpulkan",
        moves=(
            Move(key="lanjut", title="Lanjutkan", effect="Diputuskan.", by=(worker,), to="putus"),
            replace(END, key="batal", title="Batalkan", by=(worker,), outcome=Outcome.BATAL),
        ),
    )
    decide = Stage(
        key="putus",
        title="Putusan",
        box=2,
        activities=("Memutuskan",),
        worked_by=Role.KABID_PRM,
        task="Putuskan",
        moves=(END, REFUSE, GO_BACK),
    )
    return gather, decide


YEAR = Process(
    key="tahun",
    title="Kegiatan tahunan",
    noun="kegiatan",
    sheet=SHEET,
    prefix="CTK",
    stages=_collecting("tahun", "Menyusun kegiatan", Role.STAF),
    opened_by=(Role.STAF,),
    seen_by=(Role.KADIS,),
)
_gather, _decide = _collecting("berkas", "Mengumpulkan surat", Role.STAF)
BUNDLE = replace(
    YEAR,
    key="bundel",
    title="Bundel surat",
    noun="bundel",
    prefix="CTB",
    parent="tahun",
    stages=(
        replace(
            _gather,
            inputs=(CasesBelow(key="surat", title="Surat di bawahnya", process="kunjungan", not_in=("datang",)),),
        ),
        _decide,
    ),
)
VISIT = Process(
    key="kunjungan",
    title="Kunjungan rumah",
    noun="kunjungan",
    sheet=SHEET,
    prefix="CTR",
    parent="bundel",
    own_roles={Role.TFL: Role.KORFAS},
    opened_by=(Role.STAF,),
    seen_by=(Role.STAF, Role.KORFAS, Role.KADIS),
    stages=(
        Stage(
            key="datang",
            title="Kunjungan",
            box=1,
            activities=("Mengunjungi rumah",),
            worked_by=Role.TFL,
            task="Kunjungi rumah",
            deadlines=(
                Deadline(key="kunjungan", title="Kunjungan", unit=Unit.WORKING_DAYS, amounts=(5,), basis="Contoh"),
            ),
            moves=(Move(key="catat", title="Catat", effect="Diperiksa.", by=(Role.TFL,), to="periksa"),),
        ),
        Stage(
            key="periksa",
            title="Pemeriksaan",
            box=2,
            activities=("Memeriksa",),
            worked_by=Role.STAF,
            task="Periksa kunjungan",
            moves=(
                replace(END, by=(Role.STAF,)),
                replace(GO_BACK, by=(Role.STAF,), to="datang", clock=Clock.RUN),
            ),
        ),
    ),
)
FAMILY: Programme = replace(LETTERS, slug="keluarga", title="Keluarga", processes=(YEAR, BUNDLE, VISIT))
