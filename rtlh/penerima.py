"""Penerima: one household, from the village's list to the plan of its repair; the work itself is in
`rtlh/pengerjaan.py`. Source: `domain.md` §3.2, §4.3."""

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Deadline, Move, Process, Stage
from perkim.sipoc.requirements import Deed
from perkim.sipoc.terms import Duty, MoveKind, Outcome, Unit
from perkim.swadaya.requirements import SurveyComplete
from perkim.swadaya.verdict_requirements import ELIGIBLE, NOT_ELIGIBLE
from perkim.visits.requirements import PhotosTaken, VisitRecorded
from rtlh import documents
from rtlh.kegiatan import SCHEDULE
from rtlh.pengerjaan import WORK
from rtlh.photos import photos
from rtlh.rules import CaseAbove
from rtlh.sheets import DAK

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
    "Calon meninggal dunia. Ahli waris serumah dapat diusulkan sebagai penggantinya.",
    "Calon pindah dari rumah yang diusulkan.",
    "Calon menolak bantuan dan sudah menandatangani surat pengunduran diri.",
    "Calon ternyata menerima bantuan dari sumber dana lain tahun ini.",
)


def _drop_out(*by: Role) -> Move:
    """Death, moving away, refusal: the household leaves before any material was delivered."""
    return Move(
        key="gugur",
        title="Gugurkan calon",
        effect="Berkas ditutup. Tempatnya dapat diisi calon cadangan lewat SK perubahan.",
        by=by,
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=DROPPED_OUT,
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
        VisitRecorded(key="kunjungan", title="Kunjungan rumah"),
        PhotosTaken(key="foto_0", title="Foto 0 %", photos=photos(0)),
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
        _drop_out(Role.TFL, Role.KORFAS),
    ),
)

# Nothing is to be done here: who is not within the quota waits as a reserve until a place becomes free.
LAYAK = Stage(
    key="layak",
    title="Layak, menunggu penetapan",
    box=3,
    supplier=("Tim teknis",),
    activities=("Menunggu peringkat, kuota, dan SK Bupati", "Cadangan menunggu tempat yang lowong"),
    worked_by=Role.KABID_PRM,
    duty=Duty.SIGN,
    inputs=(
        CaseAbove(
            key="verifikasi_desa",
            title="Verifikasi lapangan desa",
            process="usulan",
            not_in=("draf", "pemeriksaan", "verifikasi"),
        ),
        CaseAbove(
            key="sk_kegiatan",
            title="Penetapan dengan SK Bupati",
            process="kegiatan",
            not_in=("tim", "penetapan"),
        ),
    ),
    customer=("Calon penerima",),
    moves=(
        Move(
            key="tetapkan",
            title="Tetapkan sebagai penerima",
            effect="Nama tercantum di lampiran SK Bupati. TFL mendampingi penerima sampai rumahnya selesai.",
            by=(Role.KABID_PRM,),
            to="ditetapkan",
        ),
        Move(
            key="survei_ulang",
            title="Minta survei ulang",
            effect="TFL memperbaiki data atau foto, lalu menyatakan kelayakannya lagi.",
            by=(Role.KABID_PRM,),
            to="survei",
            kind=MoveKind.RETURN,
            reasons=(
                "Foto 0 % tidak memperlihatkan atap, lantai, dan dinding. Foto ulang dari lima sisi.",
                "Luas rumah atau jumlah penghuni pada lembar verifikasi tidak masuk akal. Ukur dan hitung ulang.",
                "Ada sanggahan warga atas calon ini. Kunjungi lagi dan catat hasilnya.",
            ),
        ),
        Move(
            key="di_luar_kuota",
            title="Tutup, di luar kuota",
            effect="Berkas ditutup. Calon tetap layak dan dapat diusulkan lagi tahun depan.",
            by=(Role.KABID_PRM,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=("Kuota tahun ini habis menurut peringkat. Calon dapat diusulkan lagi tahun depan.",),
        ),
        _drop_out(Role.KABID_PRM),
    ),
)

DITETAPKAN = Stage(
    key="ditetapkan",
    title="Ditetapkan",
    box=3,
    supplier=("Bupati",),
    activities=("Menjelaskan hak dan kewajiban", "Menandatangani pernyataan", "Mencatat kesanggupan swadaya"),
    worked_by=Role.TFL,
    task="Dampingi penerima menandatangani pernyataan",
    duty=Duty.ENTER,
    inputs=(documents.PERNYATAAN, documents.SWADAYA),
    customer=("Penerima bantuan",),
    deadlines=(
        Deadline(key="pernyataan", title="Pernyataan penerima", unit=Unit.CALENDAR_DAYS, amounts=(15,), basis=SCHEDULE),
    ),
    moves=(
        Move(
            key="lanjut",
            title="Lanjutkan ke pembukaan rekening",
            effect="Bank membuka rekening atas nama penerima.",
            by=(Role.TFL,),
            to="rekening",
        ),
        _drop_out(Role.KABID_PRM),
    ),
)

REKENING = Stage(
    key="rekening",
    title="Rekening penerima",
    box=3,
    supplier=("Bank penyalur",),
    activities=("Membuka rekening", "Mencocokkan nama rekening dengan SK", "Menyerahkan buku tabungan"),
    worked_by=Role.STAF,
    task="Pastikan rekening aktif dan atas nama penerima",
    inputs=(
        documents.BUKU_TABUNGAN,
        Deed(key="cek_rekening", title="Rekening aktif dan namanya sama dengan SK", worked_by=Role.BENDAHARA),
    ),
    customer=("Penerima bantuan", "PPK"),
    deadlines=(
        Deadline(key="rekening", title="Pembukaan rekening", unit=Unit.CALENDAR_DAYS, amounts=(15, 7), basis=SCHEDULE),
    ),
    moves=(
        Move(
            key="lanjut",
            title="Lanjutkan ke rencana",
            effect="TFL dan penerima menyusun rencana teknis, RAB, dan DRPB.",
            by=(Role.STAF,),
            to="rencana",
        ),
        Move(
            key="kembali",
            title="Kembalikan ke TFL",
            effect="TFL mengurus perbaikannya bersama penerima dan bank.",
            by=(Role.STAF,),
            to="ditetapkan",
            kind=MoveKind.RETURN,
            reasons=(
                "Nama di buku tabungan berbeda dengan SK. Minta bank memperbaikinya menurut KTP.",
                "Rekening tidak aktif. Minta penerima mengaktifkannya di bank penyalur.",
            ),
        ),
        _drop_out(Role.KABID_PRM),
    ),
)

RENCANA = Stage(
    key="rencana",
    title="Rencana, RAB, dan DRPB",
    box=3,
    supplier=("Penerima bantuan", "KPB"),
    activities=("Menyusun rencana teknis dan RAB", "Memilih toko", "Menyusun daftar pembelian bahan (DRPB)"),
    worked_by=Role.TFL,
    task="Susun rencana teknis, RAB, dan DRPB",
    duty=Duty.ENTER,
    inputs=(
        documents.RENCANA,
        documents.RAB,
        documents.DRPB,
        Deed(key="periksa_rab", title="Pemeriksaan rencana dan RAB oleh tim teknis", worked_by=Role.TIM_TEKNIS),
    ),
    customer=("Toko bahan bangunan", "PPK"),
    deadlines=(
        Deadline(
            key="rencana",
            title="Rencana dan RAB",
            unit=Unit.CALENDAR_DAYS,
            amounts=(15,),
            basis=SCHEDULE,
            extensions=(7,),
        ),
    ),
    moves=(
        Move(
            key="lanjut",
            title="Mulai pengerjaan",
            effect="Toko mengirim bahan tahap 1 dan pekerjaan dimulai.",
            by=(Role.TFL,),
            to="pengerjaan_1",
        ),
        _drop_out(Role.KABID_PRM),
    ),
)

PENERIMA = Process(
    key="penerima",
    title="Penerima bantuan",
    noun="calon penerima",
    sheet=DAK,
    prefix="RTLH-CPB",
    parent="usulan",
    # By the village's list; once the office has accepted it, only in place of somebody who dropped out.
    opened_in=("draf", "verifikasi", "pelaksanaan"),
    opened_at="swadaya:candidates",
    detail_model="perkim.swadaya.models.Calon",
    stages=(DAFTAR, SURVEI, LAYAK, DITETAPKAN, REKENING, RENCANA, *WORK),
    opened_by=(Role.OPERATOR_DESA, Role.STAF),
    seen_by=(
        Role.OPERATOR_DESA,
        Role.KADES,
        Role.KORFAS,
        Role.TIM_TEKNIS,
        Role.PPTK,
        Role.SEKDIS,
        Role.KADIS,
        Role.APIP,
    ),
    own_roles={Role.TFL: Role.KORFAS},
)
