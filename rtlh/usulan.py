"""Usulan: one village's proposal, from its draft until its last house is handed over. Source: `domain.md` §4.3.

It stays open as long as its households do: they lie below it, and a case does not end well over open ones.
"""

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Carry, Deadline, Move, Process, Stage
from perkim.sipoc.requirements import CasesBelow, Deed, NoneBelow, SomeBelow
from perkim.sipoc.terms import Clock, Duty, MoveKind, Outcome, Unit
from perkim.swadaya.socialisation.requirements import RecipientsChosen, RecipientsReached
from rtlh import documents
from rtlh.kegiatan import ACCOUNTS_EMPTY, RECEIVING, SCHEDULE
from rtlh.sheets import DAK

BY_THE_VILLAGE = (
    "Desa membatalkan usulan karena akan memakai sumber dana lain.",
    "Desa menunda usulan ke tahun berikutnya.",
    "Para calon penerima mengundurkan diri.",
)


def _withdraw() -> Move:
    """The village takes its proposal back."""
    return Move(
        key="tarik",
        title="Tarik usulan",
        effect="Usulan ditutup atas permintaan desa, beserta semua calon penerima di bawahnya.",
        by=(Role.KADES,),
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=BY_THE_VILLAGE,
    )


DRAF = Stage(
    key="draf",
    title="Draf usulan",
    box=0,
    supplier=("Desa atau kelurahan",),
    activities=("Menyusun BNBA calon penerima", "Melengkapi surat usulan dan lampirannya"),
    worked_by=Role.OPERATOR_DESA,
    task="Lengkapi usulan dan minta kepala desa mengirimnya",
    duty=Duty.ENTER,
    inputs=(
        SomeBelow(
            key="calon",
            title="Calon penerima dari BNBA",
            process="penerima",
            stages=("daftar", "survei", "layak"),
            page="swadaya:candidates_of",
        ),
        documents.SURAT_USULAN,
        documents.KTP_KK,
        documents.PAKTA,
    ),
    customer=("Dinas Perumahan dan Kawasan Permukiman",),
    deadlines=(
        Deadline(
            key="pengiriman",
            title="Batas pengiriman usulan",
            unit=Unit.CALENDAR_DAYS,
            amounts=(60, 30),
            basis="Batas pengiriman dan perbaikan usulan desa; nilai awal, dapat diubah dinas",
            reminders=(20,),
            expires_by="kedaluwarsa",
        ),
    ),
    moves=(
        Move(
            key="kirim",
            title="Kirim usulan",
            effect="Usulan mendapat nomor dan tanda terima, lalu diperiksa kelengkapannya oleh dinas.",
            by=(Role.KADES,),
            to="pemeriksaan",
            submits=True,
            task="Kirim usulan desa ke dinas",
        ),
        Move(
            key="batal",
            title="Batalkan usulan",
            effect="Usulan ditutup dan tidak dikirim ke dinas.",
            by=(Role.OPERATOR_DESA, Role.KADES),
            kind=MoveKind.END,
            outcome=Outcome.BATAL,
            reasons=(*BY_THE_VILLAGE, "Usulan ini dibuat dua kali."),
        ),
        Move(
            key="kedaluwarsa",
            title="Kedaluwarsa",
            effect="Usulan ditutup karena tidak dikirim sampai batas waktunya.",
            by=(),
            kind=MoveKind.EXPIRE,
            outcome=Outcome.KEDALUWARSA,
        ),
    ),
)

PEMERIKSAAN = Stage(
    key="pemeriksaan",
    title="Pemeriksaan usulan",
    box=0,
    supplier=("Desa atau kelurahan",),
    activities=("Memeriksa kelengkapan dan keterbacaan", "Mencocokkan BNBA dengan KTP dan KK"),
    worked_by=Role.STAF,
    task="Periksa kelengkapan usulan",
    duty=Duty.VERIFY,
    printouts=(documents.TANDA_TERIMA,),
    customer=("Tim teknis",),
    deadlines=(
        Deadline(
            key="pemeriksaan",
            title="Pemeriksaan usulan",
            unit=Unit.WORKING_DAYS,
            amounts=(3, 2),
            basis="Standar internal pemeriksaan usulan; nilai awal, dapat diubah dinas",
            extensions=(2,),
        ),
    ),
    moves=(
        Move(
            key="terima",
            title="Terima usulan",
            effect="Usulan lengkap. Semua calon di daftarnya mendapat nomor dan disurvei di rumahnya.",
            by=(Role.STAF,),
            to="verifikasi",
            carries=(Carry(process="penerima", stage="daftar", move="mulai"),),
        ),
        Move(
            key="kembali",
            title="Kembalikan ke desa",
            effect="Desa memperbaiki usulan lalu mengirimnya lagi. Nomor usulan tetap, waktu dinas berhenti.",
            by=(Role.STAF,),
            to="draf",
            kind=MoveKind.RETURN,
            clock=Clock.STOP,
            reasons=(
                "Surat usulan belum ditandatangani kepala desa. Tanda tangani, bubuhi cap, lalu unggah lagi.",
                "NIK pada BNBA ada yang tidak 16 angka. Cocokkan dengan KTP, perbaiki, lalu unggah lagi.",
                "KTP atau KK beberapa calon tidak terbaca. Foto ulang di tempat terang lalu unggah lagi.",
                "Ada calon di BNBA yang KTP-nya belum dilampirkan. Lengkapi dengan urutan seperti BNBA.",
                "Pakta integritas belum diketahui camat. Mintakan tanda tangan camat lalu unggah lagi.",
                "Calon berada di luar delineasi SK Kumuh. Ganti calonnya atau keluarkan dari BNBA.",
            ),
        ),
        Move(
            key="tolak",
            title="Tolak usulan",
            effect="Usulan ditutup. Desa menerima alasannya dan dapat mengusulkan lagi tahun depan.",
            by=(Role.KABID_PRM,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=(
                "Desa tidak termasuk lokasi bantuan pada petunjuk teknis tahun ini.",
                "Semua calon sudah menerima bantuan perumahan dalam jangka waktu yang diatur petunjuk teknis.",
            ),
        ),
        _withdraw(),
    ),
)

VERIFIKASI = Stage(
    key="verifikasi",
    title="Verifikasi lapangan",
    box=2,
    supplier=("Desa atau kelurahan", "TFL"),
    activities=("Menyurvei rumah semua calon", "Memutuskan layak atau tidak layak", "Menyusun BA verifikasi"),
    worked_by=Role.TIM_TEKNIS,
    task="Sahkan hasil verifikasi desa ini",
    duty=Duty.VERIFY,
    inputs=(
        CasesBelow(key="penerima", title="Survei calon penerima", process="penerima", not_in=("daftar", "survei")),
        Deed(key="uji_petik", title="Uji petik rumah oleh tim teknis", worked_by=Role.TIM_TEKNIS),
    ),
    outputs=(documents.BA_VERIFIKASI,),
    after={documents.BA_VERIFIKASI.key: ("penerima",)},
    customer=("Kepala Bidang Perumahan",),
    deadlines=(
        Deadline(
            key="verifikasi",
            title="Survei dan verifikasi lapangan",
            unit=Unit.CALENDAR_DAYS,
            amounts=(30, 14),
            basis=SCHEDULE,
            extensions=(14,),
        ),
    ),
    moves=(
        Move(
            key="sahkan",
            title="Sahkan hasil verifikasi",
            effect="BA verifikasi menjadi dasar peringkat dan penetapan penerima.",
            by=(Role.TIM_TEKNIS,),
            to="pelaksanaan",
        ),
        Move(
            key="kembali",
            title="Kembalikan ke desa",
            effect="Desa memperbaiki datanya lalu mengirim lagi. Survei di desa ini dibekukan sampai saat itu.",
            by=(Role.TIM_TEKNIS,),
            to="draf",
            kind=MoveKind.RETURN,
            clock=Clock.STOP,
            reasons=(
                "Nama di BNBA tidak cocok dengan penghuni rumah. Perbaiki BNBA lalu kirim lagi.",
                "Alamat beberapa calon tidak ditemukan. Lengkapi dusun, RT, dan RW-nya lalu kirim lagi.",
            ),
        ),
        _withdraw(),
    ),
)

PELAKSANAAN = Stage(
    key="pelaksanaan",
    title="Penetapan dan pelaksanaan",
    box=3,
    supplier=("Kepala Bidang Perumahan", "Bank penyalur"),
    activities=("Sosialisasi dan rembuk warga", "Pembentukan KPB", "Serah terima buku tabungan", "Pemilihan toko"),
    worked_by=Role.KORFAS,
    # Before the decree there is nobody to be told, to form a group, or to choose a shop.
    begins=(RecipientsChosen(key="penerima", title="Penerima yang ditetapkan", receiving=RECEIVING),),
    inputs=(
        RecipientsReached(
            key="sosialisasi", title="Sosialisasi dan daftar hadir", receiving=RECEIVING, worked_by=Role.KORFAS
        ),
    ),
    outputs=(documents.BA_SOSIALISASI, documents.BA_KPB, documents.BA_BUKU_TABUNGAN, documents.BA_TOKO),
    customer=("Penerima bantuan", "KPB"),
    moves=(
        Move(
            key="selesai",
            title="Tutup usulan",
            effect="Semua rumah desa ini sudah selesai atau ditutup; usulan ikut ditutup.",
            task="Tutup usulan: semua rumahnya selesai",
            by=(Role.KABID_PRM,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
        Move(
            key="tanpa_penerima",
            title="Tutup tanpa penerima",
            effect="Usulan ditutup, beserta calon yang masih menunggu di bawahnya.",
            by=(Role.KABID_PRM,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=(
                "Tidak ada calon dari desa ini yang masuk kuota tahun ini. Calon yang layak dapat diusulkan lagi.",
                "Tidak ada calon dari desa ini yang memenuhi syarat.",
            ),
            requires=(
                NoneBelow(
                    key="tanpa_penerima",
                    title="Tidak ada penerima yang berjalan",
                    process=RECEIVING.process,
                    not_in=("daftar", "survei", "layak"),
                    noun="penerima",
                ),
                ACCOUNTS_EMPTY,
            ),
        ),
    ),
)

USULAN = Process(
    key="usulan",
    title="Usulan desa",
    noun="usulan",
    title_example="Perbaikan 42 rumah, Desa Sumberwuluh",
    sheet=DAK,
    prefix="RTLH",
    parent="kegiatan",
    # Once the decree is out, a proposal would wait for nothing: it belongs to the next activity.
    opened_in=("tim", "penetapan"),
    stages=(DRAF, PEMERIKSAAN, VERIFIKASI, PELAKSANAAN),
    opened_by=(Role.OPERATOR_DESA,),
    seen_by=(Role.KADIS, Role.SEKDIS, Role.PPK, Role.PPTK, Role.BENDAHARA, Role.VERIFIKATOR, Role.APIP),
    # The facilitator helps with the meetings of the villages in which households were handed to him.
    seen_from_below=(Role.TFL,),
)
