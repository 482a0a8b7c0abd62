"""The smallest programme with every kind of move: letters that are written, checked and decided."""

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Box, Deadline, Move, Process, Programme, Sheet, Stage
from perkim.sipoc.requirements import Deed
from perkim.sipoc.terms import Clock, Duty, MoveKind, Outcome, Unit

SHEET = Sheet(
    key="surat",
    title="Surat",
    supplier=("Desa",),
    input=("Surat",),
    boxes=(
        Box(title="Periksa", activities=("Memeriksa",)),
        Box(title="Putuskan", activities=("Memutuskan",)),
    ),
    output=("Jawaban",),
    customer=("Desa",),
)

DRAFT = Stage(
    key="draf",
    title="Draf",
    box=0,
    activities=("Menulis surat",),
    worked_by=Role.OPERATOR_DESA,
    task="Lengkapi surat",
    duty=Duty.ENTER,
    moves=(
        Move(
            key="kirim",
            title="Kirim",
            effect="Surat diperiksa.",
            by=(Role.OPERATOR_DESA, Role.KADES),
            to="periksa",
            submits=True,
        ),
        Move(
            key="batal",
            title="Batalkan",
            effect="Surat ditutup.",
            by=(Role.OPERATOR_DESA,),
            kind=MoveKind.END,
            outcome=Outcome.BATAL,
        ),
    ),
    deadlines=(
        Deadline(
            key="perbaikan",
            title="Batas perbaikan",
            unit=Unit.CALENDAR_DAYS,
            amounts=(30,),
            basis="Contoh",
            reminders=(20,),
        ),
    ),
)

CHECK = Stage(
    key="periksa",
    title="Pemeriksaan",
    box=1,
    activities=("Memeriksa surat",),
    worked_by=Role.STAF,
    task="Periksa surat",
    duty=Duty.VERIFY,
    inputs=(Deed(key="kunjungan", title="Kunjungan lapangan", worked_by=Role.TIM_TEKNIS),),
    moves=(
        Move(key="terima", title="Terima", effect="Diputuskan kepala bidang.", by=(Role.STAF,), to="putus"),
        Move(
            key="kembali",
            title="Kembalikan",
            effect="Desa memperbaiki.",
            by=(Role.STAF,),
            to="draf",
            kind=MoveKind.RETURN,
            clock=Clock.STOP,
            reasons=("Tanda tangan belum ada. Tanda tangani lalu kirim lagi.",),
        ),
        Move(
            key="tolak",
            title="Tolak",
            effect="Surat ditutup.",
            by=(Role.STAF,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=("Bukan wewenang dinas.",),
        ),
    ),
    deadlines=(
        Deadline(
            key="cek", title="Pemeriksaan", unit=Unit.WORKING_DAYS, amounts=(5, 3), basis="Contoh", extensions=(2,)
        ),
        Deadline(
            key="total", title="Seluruh layanan", unit=Unit.WORKING_DAYS, amounts=(10,), basis="Contoh", until="akhir"
        ),
    ),
)

DECIDE = Stage(
    key="putus",
    title="Putusan",
    box=2,
    activities=("Memutuskan",),
    worked_by=Role.KABID_PRM,
    task="Putuskan surat",
    duty=Duty.SIGN,
    moves=(
        Move(
            key="setuju",
            title="Setujui",
            effect="Surat selesai.",
            by=(Role.KABID_PRM,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
        Move(
            key="ulang",
            title="Periksa ulang",
            effect="Diperiksa lagi.",
            by=(Role.KABID_PRM,),
            to="periksa",
            kind=MoveKind.RETURN,
            clock=Clock.RESTART,
            reasons=("Pemeriksaan kurang lengkap.",),
        ),
    ),
)

SURAT = Process(
    key="surat",
    title="Surat desa",
    noun="surat",
    sheet=SHEET,
    prefix="CT",
    stages=(DRAFT, CHECK, DECIDE),
    opened_by=(Role.OPERATOR_DESA,),
    seen_by=(Role.KADIS, Role.APIP),
)

LETTERS = Programme(
    slug="contoh",
    title="Contoh",
    service="Kirim surat",
    summary="Surat untuk uji.",
    for_whom="Desa",
    icon="mail",
    legal_basis=("Contoh",),
    sheets=(SHEET,),
    processes=(SURAT,),
    open=True,
)
