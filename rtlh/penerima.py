"""Penerima: one household, from its award to the plan of its repair. How it became a candidate is in `rtlh/calon.py`,
the work itself in `rtlh/pengerjaan.py`. Source: `domain.md` §3.2, §4.3."""

from dataclasses import replace

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Deadline, Move, Process, Stage
from perkim.sipoc.requirements import CaseAbove
from perkim.sipoc.terms import Duty, MoveKind, Outcome, Unit
from perkim.swadaya.ranking.amending import NamedByDecree
from perkim.swadaya.ranking.requirements import WithinQuota
from perkim.swadaya.ranking.values import Awarded
from perkim.swadaya.verdict.still_eligible import StillEligible
from rtlh import accounts, documents, money
from rtlh.calon import DAFTAR, LEFT, SURVEI, drop_out
from rtlh.heirs import BY_DECREE
from rtlh.kegiatan import SCHEDULE
from rtlh.pengerjaan import WORK
from rtlh.sheets import DAK

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
            task="Tetapkan calon di dalam kuota sebagai penerima",
            requires=(
                WithinQuota(key="dalam_kuota", title="Tempat di dalam kuota"),
                StillEligible(key="masih_layak", title="Kelayakan menurut data hari ini"),
                NamedByDecree(
                    key="nama_di_sk",
                    title="Nama di SK",
                    papers=(documents.SK_PENERIMA.key, documents.SK_PERUBAHAN.key),
                ),
            ),
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
            effect="Berkas ditutup. Desanya dapat mengambil calon ini ke usulan tahun depan tanpa mengisi ulang.",
            by=(Role.KABID_PRM,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=("Kuota tahun ini habis menurut peringkat. Calon dapat diusulkan lagi tahun depan.",),
        ),
        drop_out(Role.KABID_PRM),
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
            requires=(BY_DECREE,),
        ),
        drop_out(Role.KABID_PRM, reasons=LEFT),
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
        accounts.ACCOUNT,
        accounts.CONFIRMED,
    ),
    after={accounts.CONFIRMED.key: (accounts.ACCOUNT.key,)},
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
            requires=(BY_DECREE,),
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
        drop_out(Role.KABID_PRM, reasons=LEFT),
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
        money.SHOP,
        money.BUDGET,
        money.BUDGET_CHECKED,
    ),
    after={money.BUDGET_CHECKED.key: (money.BUDGET.key,)},
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
            requires=(BY_DECREE,),
        ),
        # The account may be filled by now.
        replace(drop_out(Role.KABID_PRM, reasons=LEFT), requires=(money.ACCOUNT_EMPTY,)),
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
    handed_in_with_parent=True,
    detail_model="perkim.swadaya.models.Calon",
    worth=Awarded(since="ditetapkan"),
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
