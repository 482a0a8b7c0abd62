"""The repair of one house: twice work and a report on the money, then the handover. Source: `domain.md` §4.2-§4.5."""

from dataclasses import replace
from itertools import pairwise

from perkim.accounts.roles import Role
from perkim.documents.policies import NotWhoDid
from perkim.sipoc.declarations import Deadline, Move, Requirement, Stage
from perkim.sipoc.requirements import Deed
from perkim.sipoc.terms import Duty, MoveKind, Outcome, Unit
from rtlh import documents, money
from rtlh.calon import LEFT
from rtlh.heirs import GOES_ON, HEIR
from rtlh.kegiatan import SCHEDULE
from rtlh.photos import photos

# The boxes of the sheet.
WORK_BOX, REPORT_BOX = {1: 4, 2: 6}, {1: 5, 2: 7}
WORK_DAYS = {1: 30, 2: 45}
LPD_FAULTS = (
    "Nota toko tidak sama dengan tanda terima bahan. Cocokkan volumenya lalu ajukan LPD lagi.",
    "Jumlah bukti belum sama dengan nilai tahap ini. Lengkapi kuitansinya lalu ajukan LPD lagi.",
    "Absensi tukang atau kuitansi upah belum dilampirkan. Lengkapi lalu ajukan LPD lagi.",
    "Kemajuan fisik belum mencapai batas tahap ini. Lanjutkan pekerjaan, foto lagi, lalu ajukan LPD lagi.",
    "Bahan yang dibeli tidak ada di DRPB. Perbaiki DRPB bersama TFL lalu ajukan LPD lagi.",
)

BEFORE_MATERIAL = Move(
    key="gugur",
    title="Gugurkan penerima",
    effect="Berkas ditutup sebelum ada bahan yang diterima. Penggantinya ditetapkan lewat SK perubahan.",
    by=(Role.KABID_PRM,),
    kind=MoveKind.END,
    outcome=Outcome.BATAL,
    reasons=(
        LEFT[0],
        "Penerima mengundurkan diri sebelum bahan dikirim.",
    ),
    requires=(money.ACCOUNT_EMPTY,),
)


def _unfinished() -> Move:
    """Money has flowed, but the house will not be finished: what is left goes back to the treasury."""
    return Move(
        key="tidak_selesai",
        title="Tutup, tidak selesai",
        effect="Berkas ditutup. Sisa dana dikembalikan dan tidak ada pencairan lagi.",
        by=(Role.PPK,),
        kind=MoveKind.END,
        outcome=Outcome.TIDAK_SELESAI,
        reasons=(
            "Pekerjaan belum selesai sampai akhir tahun anggaran. Sisa dana dikembalikan ke kas daerah.",
            "Dana dipakai tidak sesuai ketentuan. Penerima mengembalikannya lewat KPB.",
            "Penerima meninggal dan keluarganya tidak dapat melanjutkan pekerjaannya.",
        ),
        requires=(money.ACCOUNT_EMPTY,),
    )


def _work(term: int) -> Stage:
    """Material is delivered, the house is built on, and the report on the money is put together."""
    return Stage(
        key=f"pengerjaan_{term}",
        title=f"Pengerjaan tahap {term}",
        box=WORK_BOX[term],
        supplier=("Toko bahan bangunan", "Tukang"),
        activities=(f"Menerima bahan tahap {term}", "Mengerjakan rumah", "Memantau mutu dan kemajuan"),
        worked_by=Role.TFL,
        task=f"Dampingi pengerjaan dan ajukan LPD tahap {term}",
        duty=Duty.ENTER,
        inputs=(
            *((money.TRANSFERRED,) if term == 1 else ()),
            documents.tanda_terima(term),
            money.measured(term),
            photos(term),
            Deed(key=f"monev_{term}", title="Pemantauan mutu dan kemajuan", worked_by=Role.KORFAS),
            money.reported(term),
        ),
        outputs=(documents.lpd(term),),
        customer=("Verifikator keuangan", "PPK"),
        deadlines=(
            Deadline(
                key=f"pengerjaan_{term}",
                title=f"Pengerjaan tahap {term}",
                unit=Unit.CALENDAR_DAYS,
                amounts=(WORK_DAYS[term], 7),
                basis=SCHEDULE,
                extensions=(14,),
            ),
        ),
        moves=(
            Move(
                key="ajukan",
                title=f"Ajukan LPD tahap {term}",
                effect="LPD diperiksa verifikator keuangan, lalu PPK memerintahkan pencairannya.",
                by=(Role.TFL,),
                to=f"lpd_{term}",
                requires=(HEIR[term],),
            ),
            *((BEFORE_MATERIAL,) if term == 1 else ()),
            _unfinished(),
        ),
    )


def _one_after_the_other(*asked: Requirement) -> dict[str, tuple[str, ...]]:
    return {later.key: (before.key,) for before, later in pairwise(asked)}


def _report(term: int, following: str) -> Stage:
    """The report is verified by one; another approves the payment by ordering it. Then shop and builders are paid."""
    checked, verified = money.checked(term), documents.ba_lpd(term)
    order, paid, receipts = documents.perintah(term), money.paid(term), documents.kuitansi(term)
    return Stage(
        key=f"lpd_{term}",
        title=f"LPD tahap {term}",
        box=REPORT_BOX[term],
        supplier=("KPB", "TFL"),
        activities=(f"Memeriksa LPD tahap {term}", "Memerintahkan pemindahbukuan", "Membayar toko dan tukang"),
        worked_by=Role.PPK,
        task=f"Selesaikan pencairan tahap {term}",
        duty=Duty.SIGN,
        inputs=(checked, verified),
        outputs=(order, paid, *receipts),
        # One after the other: checked, verified, ordered, booked; then both receipts.
        after=_one_after_the_other(checked, verified, order, paid) | {each.key: (paid.key,) for each in receipts},
        customer=("Toko bahan bangunan", "Tukang", "Penerima bantuan"),
        deadlines=(
            Deadline(
                key=f"lpd_{term}",
                title=f"Verifikasi LPD tahap {term}",
                unit=Unit.WORKING_DAYS,
                amounts=(3,),
                basis="Standar internal verifikasi LPD; nilai awal, dapat diubah dinas",
                extensions=(2,),
            ),
        ),
        moves=(
            Move(
                key="setujui",
                title=f"Pencairan tahap {term} selesai, lanjutkan",
                effect="Toko dan tukang sudah dibayar, kuitansinya tercatat. Berkas berlanjut ke tahap berikutnya.",
                by=(Role.PPK,),
                to=following,
                requires=(HEIR[term],),
                policies=(NotWhoDid(keys=(checked.key, verified.key)),),
            ),
            Move(
                key="kembali",
                title="Kembalikan LPD",
                effect="TFL dan KPB memperbaiki LPD menurut daftar kekurangannya, lalu mengajukannya lagi.",
                by=(Role.VERIFIKATOR, Role.PPK),
                to=f"pengerjaan_{term}",
                kind=MoveKind.RETURN,
                reasons=LPD_FAULTS,
            ),
            _unfinished(),
        ),
    )


SERAH_TERIMA = Stage(
    key="serah_terima",
    title="Serah terima",
    box=8,
    supplier=("TFL", "Tim teknis"),
    activities=("Memeriksa hasil pekerjaan", "Menandatangani BAST"),
    worked_by=Role.PPK,
    task="Serahterimakan rumah kepada penerima",
    inputs=(
        Deed(key="periksa_hasil", title="Pemeriksaan hasil pekerjaan", worked_by=Role.TIM_TEKNIS),
        replace(money.ACCOUNT_EMPTY, worked_by=Role.BENDAHARA),
    ),
    outputs=(documents.BAST,),
    after={documents.BAST.key: ("periksa_hasil",), money.ACCOUNT_EMPTY.key: ()},
    customer=("Penerima bantuan",),
    deadlines=(
        Deadline(key="serah_terima", title="Serah terima", unit=Unit.CALENDAR_DAYS, amounts=(7,), basis=SCHEDULE),
    ),
    moves=(
        Move(
            key="selesai",
            title="Selesaikan serah terima",
            effect="Rumah diserahkan kepada penerima dan berkasnya selesai.",
            by=(Role.PPK,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
            requires=(GOES_ON,),
            policies=(NotWhoDid(keys=("periksa_hasil",)),),
        ),
        Move(
            key="perbaiki",
            title="Minta perbaikan",
            effect="TFL dan tukang memperbaiki kekurangannya, lalu rumah diperiksa lagi.",
            by=(Role.PPK, Role.TIM_TEKNIS),
            to="pengerjaan_2",
            kind=MoveKind.RETURN,
            reasons=(
                "Atap masih bocor. Perbaiki sambungannya lalu foto lagi.",
                "Lantai atau dinding belum selesai seperti RAB. Selesaikan lalu foto lagi.",
                "Jamban atau pembuangannya belum berfungsi. Perbaiki lalu foto lagi.",
            ),
        ),
    ),
)

WORK = (_work(1), _report(1, "pengerjaan_2"), _work(2), _report(2, "serah_terima"), SERAH_TERIMA)
