"""Consultation by letter, at the counter, and public information, as `domain.md` §10.1-10.4 tells them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from konsultasi.programme import KONSULTASI
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Deadline, Move, Process, Programme, Stage
from perkim.sipoc.models import Berkas, StageVisit
from perkim.sipoc.requirements import Deed
from perkim.sipoc.terms import Clock, Duty, MoveKind, Outcome, Start, Unit

FO, STAF, KABID, SEKDIS, KADIS = Role.FO, Role.STAF, Role.KABID_PRM, Role.SEKDIS, Role.KADIS
STANDARD = "Standar pelayanan konsultasi 2021"


@dataclass(frozen=True, kw_only=True)
class Times:
    """A way that is open only after another was taken `least` times, and while it was taken fewer than `most` times."""

    move: str
    sentence: str
    least: int = 0
    most: int = 1_000

    def refusals(self, user: User, cases: Sequence[Berkas]) -> Mapping[int, str]:
        ids = [case.pk for case in cases]
        taken = list(StageVisit.objects.filter(berkas__in=ids, move=self.move).values_list("berkas", flat=True))
        return {pk: self.sentence for pk in ids if not self.least <= taken.count(pk) < self.most}


def ends(key: str, title: str, effect: str, *, by: Role, outcome: Outcome) -> Move:
    return Move(key=key, title=title, effect=effect, by=(by,), kind=MoveKind.END, outcome=outcome)


# --- By letter, e-mail or portal: KON-01 to KON-06 ----------------------------------------------------------------

REQUEST = Stage(
    key="permohonan",
    title="Permohonan",
    box=1,
    activities=("Surat dan identitas diterima",),
    worked_by=FO,
    task="Catat permohonan",
    duty=Duty.ENTER,
    moves=(
        Move(
            key="daftar",
            title="Daftarkan",
            effect="Pemohon mendapat tanda terima; pimpinan memberi disposisi.",
            by=(FO,),
            to="disposisi",
            submits=True,
        ),
        ends("batal", "Batalkan", "Permohonan ditutup.", by=FO, outcome=Outcome.BATAL),
    ),
)
DISPOSITION = Stage(
    key="disposisi",
    title="Disposisi",
    box=2,
    activities=("Petugas dan cara konsultasi ditentukan",),
    worked_by=KADIS,
    task="Beri disposisi",
    moves=(
        Move(key="teruskan", title="Teruskan", effect="Petugas menjawab.", by=(KADIS, SEKDIS), to="jawaban"),
        Move(
            key="lengkapi",
            title="Minta dilengkapi",
            effect="Pemohon melengkapi; waktu berhenti.",
            by=(KADIS, SEKDIS),
            to="permohonan",
            kind=MoveKind.RETURN,
            clock=Clock.STOP,
            reasons=("Materi konsultasi belum jelas. Tulis pertanyaannya.",),
        ),
    ),
    deadlines=(
        Deadline(
            key="jawaban",
            title="Surat jawaban",
            unit=Unit.WORKING_DAYS,
            amounts=(1,),
            basis=STANDARD,
            start=Start.SUBMISSION,
            until="tanda-tangan",
        ),
    ),
)
ANSWER = Stage(
    key="jawaban",
    title="Konsep jawaban",
    box=3,
    activities=("Konsep surat jawaban dengan jadwal",),
    worked_by=STAF,
    task="Siapkan jawaban",
    duty=Duty.VERIFY,
    outputs=(Deed(key="konsep", title="Konsep surat jawaban", worked_by=STAF),),
    moves=(Move(key="ajukan", title="Ajukan", effect="Kepala dinas menandatangani.", by=(STAF,), to="tanda-tangan"),),
)
SIGNATURE = Stage(
    key="tanda-tangan",
    title="Tanda tangan jawaban",
    box=3,
    activities=("Surat jawaban ditandatangani dan dikirim",),
    worked_by=KADIS,
    task="Tanda tangani jawaban",
    duty=Duty.SIGN,
    moves=(
        Move(key="kirim", title="Kirim jawaban", effect="Pemohon diundang.", by=(KADIS,), to="kehadiran"),
        Move(
            key="perbaiki",
            title="Perbaiki konsep",
            effect="Petugas memperbaiki konsep.",
            by=(KADIS,),
            to="jawaban",
            kind=MoveKind.RETURN,
            reasons=("Dasar hukumnya keliru. Periksa lagi.",),
        ),
        Move(
            key="tolak",
            title="Tolak",
            effect="Pemohon menerima penolakan beserta jalan lain.",
            by=(KADIS,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=("Bukan urusan dinas. Hubungi instansi yang disebut dalam surat.",),
        ),
    ),
)
ATTENDANCE = Stage(
    key="kehadiran",
    title="Kehadiran",
    box=4,
    activities=("Pemohon hadir atau masuk tautan",),
    worked_by=FO,
    task="Terima tamu",
    moves=(
        Move(key="hadir", title="Hadir", effect="Petugas melayani.", by=(FO,), to="layanan"),
        Move(
            key="jadwal-ulang",
            title="Jadwalkan ulang",
            effect="Jadwal baru, satu kali saja.",
            by=(FO,),
            to="kehadiran",
            kind=MoveKind.RETURN,
            clock=Clock.RESTART,
            reasons=("Pemohon tidak hadir.",),
            policies=(Times(move="jadwal-ulang", most=1, sentence="Jadwal hanya bisa diulang satu kali."),),
        ),
        Move(
            key="tidak-hadir",
            title="Tutup: tidak hadir",
            effect="Permohonan ditutup.",
            by=(FO,),
            kind=MoveKind.END,
            outcome=Outcome.BATAL,
            policies=(Times(move="jadwal-ulang", least=1, sentence="Tawarkan jadwal baru dahulu."),),
        ),
    ),
    deadlines=(
        Deadline(
            key="konsultasi",
            title="Konsultasi dilaksanakan",
            unit=Unit.WORKING_DAYS,
            amounts=(3,),
            basis=STANDARD,
            until="layanan",
        ),
    ),
)
SERVICE = Stage(
    key="layanan",
    title="Layanan konsultasi",
    box=4,
    activities=("Konsultasi", "Notulen"),
    worked_by=STAF,
    task="Layani konsultasi",
    outputs=(Deed(key="notulen", title="Notulen", worked_by=STAF),),
    moves=(Move(key="terlayani", title="Terlayani", effect="Pemohon diminta menilai.", by=(STAF,), to="skm"),),
)
CLOSING = Stage(
    key="skm",
    title="Survei kepuasan",
    box=5,
    activities=("Pemohon menilai layanan",),
    worked_by=FO,
    task="Mintakan penilaian",
    outputs=(Deed(key="isian", title="Isian SKM", worked_by=FO),),
    moves=(ends("tutup", "Tutup", "Permohonan selesai.", by=FO, outcome=Outcome.SELESAI),),
)
BY_LETTER = Process(
    key="konsultasi",
    title="Konsultasi",
    noun="permohonan konsultasi",
    sheet=KONSULTASI,
    prefix="CKON",
    stages=(REQUEST, DISPOSITION, ANSWER, SIGNATURE, ATTENDANCE, SERVICE, CLOSING),
    opened_by=(FO,),
    seen_by=(Role.APIP,),
    own_roles={STAF: KADIS},
)

# --- At the counter: KNL-01 to KNL-03 -----------------------------------------------------------------------------

QUEUE = Stage(
    key="antre",
    title="Antrean",
    box=1,
    activities=("Tamu dicatat", "Maksud disampaikan"),
    worked_by=FO,
    task="Arahkan tamu",
    moves=(
        Move(key="arahkan", title="Arahkan", effect="Pimpinan unit menentukan petugas.", by=(FO,), to="disposisi"),
        ends("pulang", "Tamu pulang", "Kunjungan ditutup.", by=FO, outcome=Outcome.BATAL),
    ),
    deadlines=(
        Deadline(
            key="diarahkan",
            title="Diarahkan kepada petugas",
            unit=Unit.OFFICE_MINUTES,
            amounts=(60,),
            basis=STANDARD,
            start=Start.SUBMISSION,
            until="disposisi",
        ),
    ),
)
RECEPTION = Stage(
    key="disposisi",
    title="Disposisi pimpinan unit",
    box=2,
    activities=("Petugas ditentukan",),
    worked_by=KABID,
    task="Tentukan petugas",
    moves=(
        Move(key="terima", title="Terima", effect="Tamu masuk ruang konsultasi.", by=(KABID,), to="layanan"),
        Move(
            key="jadwalkan",
            title="Tidak bisa sekarang",
            effect="Tamu dilayani sebagai permohonan konsultasi.",
            by=(KABID,),
            kind=MoveKind.REFER,
            outcome=Outcome.DIRUJUK,
            reasons=("Petugas yang menguasai materi sedang dinas luar.",),
            refers_to="contoh-konsultasi.konsultasi",
        ),
    ),
)
COUNTER_SERVICE = Stage(
    key="layanan",
    title="Layanan langsung",
    box=4,
    activities=("Konsultasi", "Notulen"),
    worked_by=STAF,
    task="Layani tamu",
    outputs=(Deed(key="notulen", title="Notulen", worked_by=STAF),),
    moves=(ends("tutup", "Tutup", "Kunjungan selesai.", by=STAF, outcome=Outcome.SELESAI),),
)
AT_THE_COUNTER = Process(
    key="langsung",
    title="Konsultasi langsung",
    noun="kunjungan",
    sheet=KONSULTASI,
    prefix="CLNG",
    stages=(QUEUE, RECEPTION, COUNTER_SERVICE),
    opened_by=(FO,),
    seen_by=(KADIS, Role.APIP),
    own_roles={STAF: KABID},
)

CONSULTATION = Programme(
    slug="contoh-konsultasi",
    title="Konsultasi (contoh)",
    service="Ajukan konsultasi",
    summary="Uji di atas kertas.",
    for_whom="Warga",
    icon="message-circle",
    legal_basis=("UU 25/2009",),
    sheets=(KONSULTASI,),
    processes=(BY_LETTER, AT_THE_COUNTER),
    open=True,
)
