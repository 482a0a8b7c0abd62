"""The candidate: on the village's list, then surveyed in the house. What comes after is in `rtlh/penerima.py`.

Source: `domain.md` §3.2, §3.3, §4.3.
"""

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Deadline, Move, Stage
from perkim.sipoc.requirements import CaseAbove
from perkim.sipoc.terms import Duty, MoveKind, Outcome, Unit
from perkim.swadaya.destination import HOUSE
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.swadaya.verdict.requirements import ELIGIBLE, NOT_ELIGIBLE
from perkim.visits.requirements import VisitRecorded
from rtlh import documents
from rtlh.kegiatan import SCHEDULE
from rtlh.photos import photos

# Rules E1 to E8 (`domain.md` §3.2), as the village reads them.
REASONS_NOT_ELIGIBLE = (
    "Calon belum berkeluarga dan tidak termasuk pengecualian lansia atau penyandang disabilitas.",
    "Tanah dalam sengketa atau tidak dikuasai calon secara sah.",
    "Calon mempunyai rumah lain, atau rumah ini masih layak huni.",
    "Rumah belum dihuni selama waktu yang disyaratkan petunjuk teknis.",
    "Keluarga ini sudah menerima bantuan perumahan dalam jangka waktu yang diatur petunjuk teknis.",
    "Penghasilan keluarga di atas batas upah minimum.",
    "Calon tidak bersedia berswadaya dan bekerja dalam kelompok.",
    "Rumah berada di sempadan, kawasan lindung, atau lahan lain yang dilarang.",
)
DROPPED_OUT = (
    "Calon meninggal dunia. Keluarganya dapat diusulkan sebagai calon baru.",
    "Calon pindah dari rumah yang diusulkan.",
    "Calon menolak bantuan dan sudah menandatangani surat pengunduran diri.",
    "Calon ternyata menerima bantuan dari sumber dana lain tahun ini.",
)
# After the decree somebody of the same house may go on (`rtlh/heirs.py`).
LEFT = (
    "Penerima meninggal dan tidak ada ahli waris di rumahnya. Tempatnya diisi cadangan lewat SK perubahan.",
    "Penerima pindah dari rumah yang ditetapkan.",
    "Penerima mengundurkan diri dan sudah menandatangani surat pengunduran diri.",
    "Penerima ternyata menerima bantuan dari sumber dana lain tahun ini.",
)


def drop_out(*by: Role, reasons: tuple[str, ...] = DROPPED_OUT) -> Move:
    """Death, moving away, refusal: the household leaves before any material was delivered."""
    return Move(
        key="gugur",
        title="Gugurkan calon",
        effect="Berkas ditutup. Tempatnya dapat diisi calon cadangan lewat SK perubahan.",
        by=by,
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=reasons,
    )


# On the village's list: a draft below the usulan, which takes it along to the survey when it is accepted.
DAFTAR = Stage(
    key="daftar",
    title="Dalam daftar desa",
    box=0,
    supplier=("Desa atau kelurahan",),
    activities=("Tercantum di BNBA desa", "Menunggu usulan diterima dinas"),
    worked_by=Role.OPERATOR_DESA,
    inputs=(
        CaseAbove(
            key="usulan_diterima",
            title="Pemeriksaan usulan desa",
            process="usulan",
            not_in=("draf", "pemeriksaan"),
        ),
    ),
    customer=("TFL",),
    moves=(
        Move(
            key="mulai",
            title="Mulai survei",
            effect="Calon mendapat nomor. Koordinator fasilitator menunjuk TFL yang mengunjungi rumahnya.",
            by=(Role.STAF,),
            to="survei",
            submits=True,
            task="Mulai survei calon susulan",
        ),
        Move(
            key="keluarkan",
            title="Keluarkan dari daftar",
            effect="Calon tidak ikut diusulkan. Orang yang sama dapat dimasukkan lagi lewat impor.",
            by=(Role.OPERATOR_DESA, Role.KADES, Role.STAF),
            kind=MoveKind.END,
            outcome=Outcome.BATAL,
            reasons=(
                "Calon tercantum dua kali pada daftar desa.",
                "Calon bukan warga desa ini atau sudah pindah.",
                "Calon meninggal dunia.",
                "Calon tidak bersedia diusulkan.",
                "Data calon keliru dan dimasukkan lagi dengan data yang benar.",
            ),
        ),
        Move(
            key="impor_dibatalkan",
            title="Batalkan impor",
            effect="Calon ditutup karena impor daftarnya dibatalkan.",
            by=(Role.OPERATOR_DESA, Role.STAF),
            kind=MoveKind.END,
            outcome=Outcome.BATAL,
            reasons=("Impor dibatalkan oleh yang mengunggah daftarnya.",),
        ),
    ),
)

SURVEI = Stage(
    key="survei",
    title="Survei rumah",
    box=2,
    supplier=("Desa atau kelurahan", "Calon penerima"),
    activities=("Mengunjungi rumah dan mewawancarai calon", "Mengisi lembar verifikasi", "Memotret keadaan 0 %"),
    worked_by=Role.TFL,
    task="Survei rumah dan isi lembar verifikasi",
    duty=Duty.ENTER,
    inputs=(
        VisitRecorded(key="kunjungan", title="Kunjungan rumah", destination=HOUSE),
        photos(0),
        SurveyComplete(key="survei_rumah", title="Survei rumah"),
        documents.BUKTI_TANAH,
        documents.VERIFIKASI,
    ),
    customer=("Tim teknis",),
    deadlines=(
        Deadline(
            key="survei",
            title="Survei rumah",
            unit=Unit.CALENDAR_DAYS,
            amounts=(21, 7),
            basis=SCHEDULE,
            extensions=(7,),
        ),
    ),
    moves=(
        Move(
            key="layak",
            title="Layak diusulkan",
            effect="Calon menunggu penetapan. Urutannya ditentukan oleh peringkat dan kuota.",
            by=(Role.TFL,),
            to="layak",
            requires=(ELIGIBLE,),
        ),
        Move(
            key="tidak_layak",
            title="Tidak layak",
            effect="Berkas ditutup. Alasannya disampaikan kepada desa dan calon.",
            by=(Role.TFL, Role.KORFAS),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=REASONS_NOT_ELIGIBLE,
            requires=(NOT_ELIGIBLE,),
        ),
        drop_out(Role.TFL, Role.KORFAS),
    ),
)
