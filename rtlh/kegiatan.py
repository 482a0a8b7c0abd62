"""Kegiatan: one year's activity of one source of money, from the team to the final report. Source: `domain.md` §4.3."""

from perkim.accounts.roles import Role
from perkim.announcements.requirements import AnnouncementOver, ObjectionsAnswered
from perkim.funds.below import AccountsEmpty
from perkim.sipoc.declarations import Deadline, Move, Process, Stage
from perkim.sipoc.requirements import CasesBelow, Deed, SomeBelow
from perkim.sipoc.terms import Duty, MoveKind, Outcome, Unit
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.ranking.policies import ceiling_fault
from perkim.swadaya.ranking.requirements import RANKING, BelowCeiling, RankingApproved, RankingFrozen
from perkim.swadaya.socialisation.reaching import Receiving
from perkim.swadaya.socialisation.requirements import VillagePapers, VillagesReached
from rtlh import accounts, documents, money
from rtlh.sheets import DAK

# [D]: the office may state other lengths at any time; these are first values.
SCHEDULE = "Jadwal acuan lima bulan bantuan swadaya; nilai awal, dapat diubah dinas"
# From the award on a household is told its rights and duties; reserves are not.
RECEIVING = Receiving(process="penerima", since="ditetapkan")


# Wherever all below ends with the case above, no account may be left with money in it.
ACCOUNTS_EMPTY = AccountsEmpty(key="saldo_semua", title="Saldo semua rekening Rp0")


def _cancel(*reasons: str) -> Move:
    return Move(
        key="batal",
        title="Batalkan kegiatan",
        effect="Kegiatan ditutup. Usulan dan calon penerima di bawahnya ikut ditutup dengan alasan yang sama.",
        by=(Role.KADIS,),
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=reasons,
        requires=(ACCOUNTS_EMPTY,),
    )


TIM = Stage(
    key="tim",
    title="Tim dan TFL",
    box=1,
    supplier=("Kementerian yang membidangi perumahan", "Perangkat daerah"),
    activities=("Membentuk tim teknis", "Merekrut TFL dan koordinator fasilitator", "Membagi desa dampingan"),
    worked_by=Role.KABID_PRM,
    task="Bentuk tim teknis dan siapkan fasilitator",
    inputs=(documents.JUKNIS, documents.DPA),
    outputs=(
        documents.SK_TIM,
        documents.SK_TFL,
        documents.SURAT_TUGAS,
        Deed(key="pembekalan", title="Pembekalan TFL dan pembagian desa", worked_by=Role.KORFAS, kept=True),
    ),
    customer=("Tim teknis", "TFL dan koordinator fasilitator"),
    deadlines=(
        Deadline(
            key="tim",
            title="Pembentukan tim",
            unit=Unit.CALENDAR_DAYS,
            amounts=(30,),
            basis=SCHEDULE,
            extensions=(15,),
        ),
    ),
    moves=(
        Move(
            key="lanjut",
            title="Lanjutkan ke penetapan",
            effect="Tim dan fasilitator tercatat. Hasil verifikasi desa mulai dikumpulkan untuk penetapan.",
            by=(Role.KABID_PRM,),
            to="penetapan",
        ),
        _cancel(
            "Pagu kegiatan dicabut dari DPA, jadi bantuan tahun ini tidak dapat dijalankan.",
            "Kementerian membatalkan alokasi DAK tahun ini.",
        ),
    ),
)

PENETAPAN = Stage(
    key="penetapan",
    title="Penetapan penerima",
    box=3,
    supplier=("Tim teknis", "Desa dan kelurahan"),
    activities=(
        "Menyusun peringkat dan membagi kuota",
        "Mengumumkan daftar dan menerima sanggahan",
        "Mengajukan SK Bupati lokasi dan alokasi",
    ),
    worked_by=Role.KABID_PRM,
    task="Susun peringkat, umumkan, dan ajukan SK penerima",
    duty=Duty.SIGN,
    inputs=(
        # Villages that never sent their draft, or have it back, do not hold up the others.
        CasesBelow(
            key="usulan",
            title="Verifikasi usulan desa",
            process="usulan",
            not_in=("pemeriksaan", "verifikasi"),
            least=0,
        ),
        SomeBelow(
            key="desa_lolos", title="Usulan desa yang lolos verifikasi", process="usulan", stages=("pelaksanaan",)
        ),
        RankingFrozen(
            key="peringkat",
            title="Peringkat dan kuota",
            process="penerima",
            ranked_in="layak",
            decree="sk_penerima",
            aid=money.AID,
        ),
        BelowCeiling(key="pagu", title="Nilai bantuan tidak melebihi pagu"),
        AnnouncementOver(
            key="pengumuman", title="Pengumuman dan masa sanggah", announced=RANKING, worked_by=Role.KABID_PRM
        ),
        ObjectionsAnswered(key="sanggah", title="Jawaban atas sanggahan", announced=RANKING),
        RankingApproved(
            key="persetujuan",
            title="Persetujuan kepala dinas atas daftar penerima",
            worked_by=Role.KADIS,
            page="portal:approval",
        ),
    ),
    outputs=(documents.SK_PENERIMA,),
    # As soon as nothing is objected any more the head can approve, and reads the draft of the decree for it.
    after={
        "pengumuman": ("peringkat", "sanggah"),
        "persetujuan": ("peringkat", "pengumuman", "sanggah"),
        documents.SK_PENERIMA.key: ("peringkat", "pengumuman", "sanggah"),
    },
    customer=("Calon penerima yang layak", "Desa dan kelurahan"),
    deadlines=(
        Deadline(
            key="penetapan",
            title="Penetapan penerima",
            unit=Unit.CALENDAR_DAYS,
            amounts=(45, 15),
            basis=SCHEDULE,
            extensions=(15,),
        ),
    ),
    moves=(
        Move(
            key="tetapkan",
            title="SK terbit, lanjutkan ke sosialisasi",
            effect="Calon yang layak dapat ditetapkan sebagai penerima, sendiri-sendiri atau bersama-sama.",
            by=(Role.KABID_PRM,),
            to="sosialisasi",
        ),
        _cancel(
            "Pagu kegiatan dicabut dari DPA, jadi bantuan tahun ini tidak dapat dijalankan.",
            "Tidak ada calon yang memenuhi syarat pada semua desa usulan.",
        ),
    ),
)

SOSIALISASI = Stage(
    key="sosialisasi",
    title="Sosialisasi per desa",
    box=3,
    supplier=("Bupati", "Bank penyalur"),
    activities=(
        "Mengadakan sosialisasi dan rembuk warga di tiap desa",
        "Membentuk KPB",
        "Menyerahkan buku tabungan",
    ),
    worked_by=Role.KABID_PRM,
    task="Pastikan sosialisasi berjalan di semua desa penerima",
    inputs=(
        VillagePapers(
            key="ba_sosialisasi",
            title="BA sosialisasi dan rembuk warga",
            process="usulan",
            paper=documents.BA_SOSIALISASI,
            stages=("pelaksanaan",),
            receiving=RECEIVING,
        ),
        documents.SK_PERUBAHAN,
        VillagesReached(key="terjangkau", title="Sosialisasi semua penerima", process="usulan", receiving=RECEIVING),
        accounts.EVERYBODY,
    ),
    after={accounts.EVERYBODY.key: ()},
    customer=("Penerima bantuan", "KPB"),
    deadlines=(
        Deadline(
            key="sosialisasi",
            title="Sosialisasi semua desa",
            unit=Unit.CALENDAR_DAYS,
            amounts=(15,),
            basis=SCHEDULE,
            extensions=(15,),
        ),
    ),
    moves=(
        Move(
            key="lanjut",
            title="Lanjutkan ke pelaksanaan dan penutupan",
            effect="Kegiatan menunggu semua rumah diserahterimakan, lalu ditutup dengan laporan akhir.",
            by=(Role.KABID_PRM,),
            to="penutupan",
        ),
        Move(
            key="ubah_sk",
            title="Kembalikan ke penetapan",
            effect="Semua usulan dan penerima di bawahnya dibekukan sampai SK perubahan terbit.",
            by=(Role.KABID_PRM,),
            to="penetapan",
            kind=MoveKind.RETURN,
            reasons=(
                "SK Bupati perlu diubah karena ada nama atau nilai bantuan yang keliru di lampirannya.",
                "Bagian Hukum meminta koreksi lampiran SK sebelum buku tabungan diserahkan.",
            ),
        ),
    ),
)

PENUTUPAN = Stage(
    key="penutupan",
    title="Pemantauan dan penutupan",
    box=8,
    supplier=("PPK", "TFL dan koordinator fasilitator"),
    activities=("Merekap fisik dan dana", "Menyusun laporan akhir", "Menutup kegiatan"),
    worked_by=Role.KABID_PRM,
    task="Susun laporan akhir dan ajukan penutupan",
    inputs=(
        documents.SK_PERUBAHAN,
        ReservesClosed(
            key="cadangan", title="Penutupan cadangan", process="penerima", ranked_in="layak", way="di_luar_kuota"
        ),
        ACCOUNTS_EMPTY,
        CasesBelow(
            key="usulan",
            title="Penyelesaian usulan desa",
            process="usulan",
            not_in=("draf", "pemeriksaan", "verifikasi", "pelaksanaan"),
        ),
    ),
    outputs=(documents.LAPORAN_AKHIR,),
    customer=("Bupati", "Kementerian yang membidangi perumahan"),
    moves=(
        Move(
            key="selesai",
            title="Tutup kegiatan",
            effect="Kegiatan selesai dan tidak berubah lagi.",
            task="Tutup kegiatan tahun ini",
            by=(Role.KADIS,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
    ),
)

KEGIATAN = Process(
    key="kegiatan",
    title="Kegiatan tahunan",
    noun="kegiatan",
    title_example="Perbaikan 42 rumah, Desa Sumberwuluh",
    amount_title="Pagu menurut DPA",
    amount_fault=ceiling_fault,
    sheet=DAK,
    prefix="RTLH-KEG",
    stages=(TIM, PENETAPAN, SOSIALISASI, PENUTUPAN),
    opened_by=(Role.KABID_PRM,),
    seen_by=(
        Role.SEKDIS,
        Role.PPK,
        Role.PPTK,
        Role.BENDAHARA,
        Role.VERIFIKATOR,
        Role.TIM_TEKNIS,
        Role.APIP,
    ),
)
