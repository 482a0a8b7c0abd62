"""Slum areas, KMH-01 to KMH-05 of `domain.md` §8.1: a yearly case, and below it one case for each area."""

from kumuh.programme import PENANGANAN
from perkim.accounts.roles import Role
from perkim.sipoc.declarations import END_OF_CASE, Deadline, Move, Process, Programme, Stage
from perkim.sipoc.requirements import CasesBelow, Deed
from perkim.sipoc.terms import Clock, Duty, MoveKind, Outcome, Start, Unit

STAF, TEAM, KABID, KADIS, DESA = Role.STAF, Role.TIM_TEKNIS, Role.KABID_KP, Role.KADIS, Role.OPERATOR_DESA
BASIS = "Ketetapan dinas"

# --- The year -----------------------------------------------------------------------------------------------------

PREPARATION = Stage(
    key="persiapan",
    title="Persiapan",
    box=0,
    activities=("SK Kumuh dan rencana ditinjau",),
    worked_by=KABID,
    task="Siapkan kegiatan",
    moves=(
        Move(key="mulai", title="Mulai", effect="Kawasan dikerjakan.", by=(KABID,), to="pelaksanaan"),
        Move(
            key="batal",
            title="Batalkan",
            effect="Kegiatan dan semua kawasannya ditutup.",
            by=(KADIS,),
            kind=MoveKind.END,
            outcome=Outcome.BATAL,
        ),
    ),
)
WORKING = Stage(
    key="pelaksanaan",
    title="Pelaksanaan",
    box=4,
    activities=("Kawasan dikerjakan",),
    worked_by=KABID,
    inputs=(
        CasesBelow(
            key="kawasan",
            title="Kawasan dihitung ulang",
            process="kawasan",
            not_in=("kelembagaan", "melengkapi", "survei", "sk-lokasi", "pelaksanaan"),
        ),
    ),
    moves=(
        Move(key="laporkan", title="Laporkan", effect="Kepala dinas menutup tahun.", by=(KABID,), to="laporan"),
        Move(
            key="tinjau",
            title="Tinjau ulang",
            effect="Semua kawasan dibekukan sampai kegiatan berjalan lagi.",
            by=(KADIS,),
            to="persiapan",
            kind=MoveKind.RETURN,
            reasons=("SK Kumuh diubah.",),
        ),
        Move(
            key="batal",
            title="Batalkan",
            effect="Kegiatan dan semua kawasannya ditutup.",
            by=(KADIS,),
            kind=MoveKind.END,
            outcome=Outcome.BATAL,
            reasons=("Anggaran dialihkan.",),
        ),
    ),
)
REPORT = Stage(
    key="laporan",
    title="Laporan tahunan",
    box=4,
    activities=("Luas kumuh dihitung ulang",),
    worked_by=KADIS,
    task="Tutup tahun",
    duty=Duty.SIGN,
    moves=(
        Move(
            key="tutup", title="Tutup", effect="Tahun ditutup.", by=(KADIS,), kind=MoveKind.END, outcome=Outcome.SELESAI
        ),
    ),
)
YEAR = Process(
    key="tahunan",
    title="Penanganan setahun",
    noun="kegiatan tahunan",
    sheet=PENANGANAN,
    prefix="CKMT",
    stages=(PREPARATION, WORKING, REPORT),
    opened_by=(KABID,),
    seen_by=(Role.APIP,),
)

# --- One area -----------------------------------------------------------------------------------------------------

INSTITUTIONS = Stage(
    key="kelembagaan",
    title="Kelembagaan",
    box=1,
    activities=("KSM dan BKM dibentuk",),
    worked_by=STAF,
    task="Periksa kelembagaan",
    inputs=(Deed(key="ksm", title="Pengesahan KSM", worked_by=DESA), Deed(key="bkm", title="Akta BKM", worked_by=STAF)),
    moves=(
        Move(key="lengkap", title="Lengkap", effect="Lokasi disurvei.", by=(STAF,), to="survei"),
        Move(
            key="lengkapi",
            title="Minta dilengkapi",
            effect="Desa melengkapi; waktu berhenti.",
            by=(STAF,),
            to="melengkapi",
            kind=MoveKind.RETURN,
            clock=Clock.STOP,
            reasons=("Akta notaris belum ada.",),
        ),
    ),
    deadlines=(
        Deadline(
            key="kawasan",
            title="Penanganan kawasan",
            unit=Unit.WORKING_DAYS,
            amounts=(60,),
            basis=BASIS,
            start=Start.SUBMISSION,
            until=END_OF_CASE,
        ),
    ),
)
COMPLETION = Stage(
    key="melengkapi",
    title="Melengkapi kelembagaan",
    box=1,
    activities=("Desa melengkapi",),
    worked_by=DESA,
    task="Lengkapi kelembagaan",
    moves=(
        Move(key="kirim", title="Kirim", effect="Diperiksa lagi.", by=(DESA,), to="kelembagaan"),
        Move(
            key="lewat",
            title="Lewat waktu",
            effect="Kawasan tidak ditangani tahun ini.",
            by=(),
            kind=MoveKind.EXPIRE,
            outcome=Outcome.KEDALUWARSA,
        ),
    ),
    deadlines=(
        Deadline(
            key="melengkapi",
            title="Batas melengkapi",
            unit=Unit.CALENDAR_DAYS,
            amounts=(14,),
            basis=BASIS,
            expires_by="lewat",
        ),
    ),
)
SURVEY = Stage(
    key="survei",
    title="Survei lokasi",
    box=2,
    activities=("Survei", "Penentuan alokasi"),
    worked_by=TEAM,
    task="Survei lokasi",
    duty=Duty.VERIFY,
    moves=(
        Move(key="layak", title="Layak", effect="SK lokasi disiapkan.", by=(TEAM,), to="sk-lokasi"),
        Move(
            key="tolak",
            title="Di luar delineasi",
            effect="Kawasan tidak ditangani.",
            by=(TEAM,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=("Di luar delineasi SK Kumuh.",),
        ),
    ),
)
DECREE = Stage(
    key="sk-lokasi",
    title="SK lokasi",
    box=3,
    activities=("SK lokasi", "Pencairan sesuai tahapan"),
    worked_by=KABID,
    task="Tetapkan lokasi",
    duty=Duty.SIGN,
    moves=(
        Move(key="tetapkan", title="Tetapkan", effect="Kegiatan dilaksanakan.", by=(KABID,), to="pelaksanaan"),
        Move(
            key="survei-ulang",
            title="Survei ulang",
            effect="Lokasi disurvei lagi.",
            by=(KABID,),
            to="survei",
            kind=MoveKind.RETURN,
            reasons=("Alokasi melebihi pagu.",),
        ),
    ),
)
BUILDING = Stage(
    key="pelaksanaan",
    title="Pelaksanaan",
    box=4,
    activities=("Kegiatan dilaksanakan dan dipantau",),
    worked_by=STAF,
    task="Pantau pelaksanaan",
    inputs=(Deed(key="monev", title="Monitoring dan evaluasi", worked_by=TEAM),),
    moves=(Move(key="selesai", title="Selesai", effect="Skor dihitung ulang.", by=(STAF,), to="hitung"),),
)
RECKONING = Stage(
    key="hitung",
    title="Hitung ulang skor",
    box=4,
    activities=("Skor dan luas kumuh dihitung ulang",),
    worked_by=KABID,
    task="Hitung ulang",
    moves=(
        Move(
            key="tutup",
            title="Tutup",
            effect="Kawasan selesai untuk tahun ini.",
            by=(KABID,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
    ),
)
AREA = Process(
    key="kawasan",
    title="Penanganan kawasan",
    noun="kawasan",
    sheet=PENANGANAN,
    prefix="CKMH",
    stages=(INSTITUTIONS, COMPLETION, SURVEY, DECREE, BUILDING, RECKONING),
    parent="tahunan",
    opened_by=(KABID,),
    seen_by=(Role.KADES, KADIS),
)
SLUM = Programme(
    slug="contoh-kumuh",
    title="Kawasan kumuh (contoh)",
    service="Tangani kawasan kumuh",
    summary="Uji di atas kertas.",
    for_whom="Desa",
    icon="map-pin",
    legal_basis=("UU 1/2011",),
    sheets=(PENANGANAN,),
    processes=(YEAR, AREA),
    open=True,
)
