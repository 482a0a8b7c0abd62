"""Site-plan permits, TPK-00 to TPK-06 of `domain.md` §7.1, as a programme that exists in tests only."""

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import END_OF_CASE, Deadline, Move, Process, Programme, Stage
from perkim.sipoc.requirements import Deed
from perkim.sipoc.terms import Clock, Duty, MoveKind, Outcome, Start, Unit
from siteplan.programme import IZIN

FO, STAF, TEAM, KABID, KADIS = Role.FO, Role.STAF, Role.TIM_TEKNIS, Role.KABID_PRM, Role.KADIS
BASIS = "SOP izin rencana tapak"


def withdrawn() -> Move:
    """The applicant may withdraw at any time before the permit (`domain.md` §15.3, 20)."""
    return Move(
        key="tarik",
        title="Ditarik pemohon",
        effect="Permohonan ditutup.",
        by=(FO,),
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
    )


def refused(*by: Role) -> Move:
    return Move(
        key="tolak",
        title="Tolak",
        effect="Permohonan ditolak dengan alasan.",
        by=by,
        kind=MoveKind.END,
        outcome=Outcome.DITOLAK,
        reasons=("Tidak sesuai rencana tata ruang.",),
    )


def with_applicant(key: str, title: str, back: str) -> Stage:
    """The applicant mends something: 30 calendar days, a reminder on day 20, then the case lapses."""
    return Stage(
        key=key,
        title=title,
        box=0,
        activities=("Pengembang memperbaiki",),
        worked_by=FO,
        task="Terima perbaikan",
        duty=Duty.ENTER,
        moves=(
            Move(key="ajukan-lagi", title="Ajukan lagi", effect="Waktu berjalan lagi.", by=(FO,), to=back),
            withdrawn(),
            Move(
                key="kedaluwarsa",
                title="Kedaluwarsa",
                effect="Permohonan ditutup karena tidak diperbaiki.",
                by=(),
                kind=MoveKind.EXPIRE,
                outcome=Outcome.KEDALUWARSA,
            ),
        ),
        deadlines=(
            Deadline(
                key=f"batas-{key}",
                title=f"Batas {title.lower()}",
                unit=Unit.CALENDAR_DAYS,
                amounts=(30,),
                basis=BASIS,
                reminders=(20,),
                expires_by="kedaluwarsa",
            ),
        ),
    )


APPLICATION = Stage(
    key="permohonan",
    title="Permohonan",
    box=0,
    activities=("Permohonan dan berkas diterima",),
    worked_by=FO,
    task="Lengkapi permohonan",
    duty=Duty.ENTER,
    moves=(
        Move(key="daftar", title="Daftarkan", effect="Kelengkapan diperiksa.", by=(FO,), to="cek", submits=True),
        withdrawn(),
    ),
)
COMPLETENESS = Stage(
    key="cek",
    title="Cek kelengkapan",
    box=2,
    activities=("Kelengkapan dokumen diperiksa",),
    worked_by=STAF,
    task="Periksa kelengkapan",
    duty=Duty.VERIFY,
    moves=(
        Move(key="lengkap", title="Lengkap", effect="Tim rapat dan berkunjung.", by=(STAF,), to="rapat"),
        Move(
            key="kembali",
            title="Kembalikan",
            effect="Pengembang melengkapi; waktu berhenti.",
            by=(STAF,),
            to="perbaikan",
            kind=MoveKind.RETURN,
            clock=Clock.STOP,
            reasons=("Sertifikat belum ada. Lampirkan sertifikat atas nama pemohon.",),
        ),
        withdrawn(),
    ),
    deadlines=(
        Deadline(key="cek", title="Cek kelengkapan", unit=Unit.WORKING_DAYS, amounts=(1,), basis=BASIS),
        Deadline(
            key="layanan",
            title="Seluruh layanan",
            unit=Unit.WORKING_DAYS,
            amounts=(10,),
            basis=BASIS,
            start=Start.SUBMISSION,
            until=END_OF_CASE,
        ),
    ),
)
MEETING = Stage(
    key="rapat",
    title="Rapat dan kunjungan",
    box=3,
    activities=("Rapat tim", "Kunjungan lapangan"),
    worked_by=STAF,
    task="Siapkan rapat dan kunjungan",
    inputs=(
        Deed(key="rapat", title="Rapat tim", worked_by=STAF),
        Deed(key="kunjungan", title="Kunjungan lapangan", worked_by=TEAM),
    ),
    moves=(
        Move(key="selesai", title="Selesai", effect="Berita acara disusun.", by=(STAF,), to="ba"),
        Move(
            key="jadwal-ulang",
            title="Jadwalkan ulang",
            effect="Rapat dan kunjungan diulang.",
            by=(STAF,),
            to="rapat",
            kind=MoveKind.RETURN,
            reasons=("Tidak kuorum.",),
        ),
        withdrawn(),
    ),
    deadlines=(
        Deadline(
            key="rapat", title="Rapat dan kunjungan", unit=Unit.WORKING_DAYS, amounts=(5,), basis=BASIS, extensions=(3,)
        ),
    ),
)
MINUTES = Stage(
    key="ba",
    title="Berita acara",
    box=4,
    activities=("Berita acara hasil rapat",),
    worked_by=TEAM,
    task="Susun berita acara",
    outputs=(Deed(key="ba", title="Berita acara", worked_by=TEAM),),
    moves=(
        Move(key="sesuai", title="Sesuai", effect="Gambar ditandatangani.", by=(TEAM,), to="ttd"),
        Move(
            key="revisi",
            title="Perlu revisi",
            effect="Pengembang merevisi gambar; waktu berhenti.",
            by=(TEAM,),
            to="revisi",
            kind=MoveKind.RETURN,
            clock=Clock.STOP,
            reasons=("Ruang terbuka hijau kurang dari 10 persen.",),
        ),
        refused(TEAM),
    ),
    deadlines=(Deadline(key="ba", title="Berita acara", unit=Unit.WORKING_DAYS, amounts=(2,), basis=BASIS),),
)
# Who signs for another office has no account: the secretariat records name, NIP and date of the signature on paper.
SIGNATURES = Stage(
    key="ttd",
    title="Tanda tangan gambar",
    box=5,
    activities=("Empat instansi menandatangani gambar",),
    worked_by=STAF,
    task="Kumpulkan tanda tangan",
    inputs=(
        Deed(key="ttd-bappeda", title="Tanda tangan Bappeda", worked_by=STAF),
        Deed(key="ttd-dputr", title="Tanda tangan Dinas PUTR", worked_by=STAF),
        Deed(key="ttd-dpkp", title="Tanda tangan Dinas PKP", worked_by=KABID),
        Deed(key="ttd-kantah", title="Tanda tangan Kantor Pertanahan", worked_by=STAF),
    ),
    moves=(
        Move(key="lengkap", title="Lengkap", effect="Kepala dinas memberi rekomendasi.", by=(STAF,), to="rekomendasi"),
        Move(
            key="catatan",
            title="Dikembalikan penanda tangan",
            effect="Berita acara diperbaiki; semua tanda tangan gugur.",
            by=(STAF, KABID),
            to="ba",
            kind=MoveKind.RETURN,
            reasons=("Lebar jalan tidak sesuai berita acara.",),
        ),
        Move(
            key="ganti-gambar",
            title="Gambar diganti",
            effect="Semua tanda tangan gugur.",
            by=(STAF,),
            to="ttd",
            kind=MoveKind.RETURN,
            reasons=("Gambar versi baru diunggah.",),
        ),
    ),
    deadlines=(Deadline(key="ttd", title="Tanda tangan", unit=Unit.WORKING_DAYS, amounts=(2,), basis=BASIS),),
)
RECOMMENDATION = Stage(
    key="rekomendasi",
    title="Rekomendasi",
    box=5,
    activities=("Rekomendasi kepala dinas",),
    worked_by=KADIS,
    task="Tanda tangani rekomendasi",
    duty=Duty.SIGN,
    moves=(
        Move(key="setuju", title="Rekomendasikan", effect="Izin diterbitkan.", by=(KADIS,), to="penerbitan"),
        Move(
            key="catatan",
            title="Kembalikan",
            effect="Berita acara diperbaiki; semua tanda tangan gugur.",
            by=(KADIS,),
            to="ba",
            kind=MoveKind.RETURN,
            reasons=("Kesimpulan berita acara belum jelas.",),
        ),
        refused(KADIS),
    ),
)
ISSUE = Stage(
    key="penerbitan",
    title="Penerbitan",
    box=5,
    activities=("Izin diserahkan",),
    worked_by=FO,
    task="Serahkan izin",
    moves=(
        Move(
            key="serahkan",
            title="Serahkan",
            effect="Izin berlaku.",
            by=(FO,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
    ),
    deadlines=(Deadline(key="serah", title="Penyerahan", unit=Unit.WORKING_DAYS, amounts=(1,), basis=BASIS),),
)
PERMIT = Process(
    key="izin",
    title="Izin rencana tapak",
    noun="permohonan izin",
    sheet=IZIN,
    prefix="CTPK",
    stages=(
        APPLICATION,
        COMPLETENESS,
        with_applicant("perbaikan", "Perbaikan berkas", "cek"),
        MEETING,
        MINUTES,
        with_applicant("revisi", "Revisi gambar", "ba"),
        SIGNATURES,
        RECOMMENDATION,
        ISSUE,
    ),
    opened_by=(FO,),
    seen_by=(Role.OPERATOR_DESA, Role.KADES, Role.APIP),
)
SITEPLAN = Programme(
    slug="contoh-siteplan",
    title="Izin rencana tapak (contoh)",
    service="Ajukan izin",
    summary="Uji di atas kertas.",
    for_whom="Pengembang",
    icon="grid-2x2",
    legal_basis=("Perbup 77/2014",),
    sheets=(IZIN,),
    processes=(PERMIT,),
    open=True,
)
