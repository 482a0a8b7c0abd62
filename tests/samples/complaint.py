"""Complaints and public information, as `domain.md` §10.4 and §10.5 tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import END_OF_CASE, Box, Deadline, Move, Process, Programme, Requirement, Sheet, Stage
from perkim.sipoc.models import Tenggat
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.terms import Clock, Duty, MoveKind, Outcome, Start, Unit

FO, STAF, SEKDIS, KADIS = Role.FO, Role.STAF, Role.SEKDIS, Role.KADIS
OFFICER, INSPECTOR = Role.PEJ_ADUAN, Role.APIP


@dataclass(frozen=True, kw_only=True)
class ComplaintClassified(Requirement):
    """The class of a deadline was chosen (`domain.md` §10.5: at telaah)."""

    deadline: str

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        chosen = Tenggat.objects.filter(berkas__in=cases, key=self.deadline).exclude(chosen="")
        have = set(chosen.values_list("berkas", flat=True))
        ids = cases.ids()
        return {pk: ["Golongan pengaduan belum dipilih."] for pk in ids if pk not in have}


SHEET = Sheet(
    key="pengaduan",
    title="Pengaduan dan informasi publik",
    supplier=("Warga",),
    input=("Pengaduan", "Permintaan informasi"),
    boxes=(
        Box(title="Telaah", activities=("Golongan ditentukan",)),
        Box(title="Klarifikasi", activities=("Keterangan dikumpulkan",)),
        Box(title="Tanggapan", activities=("Pelapor dijawab",)),
        Box(title="Tindak lanjut", activities=("Perbaikan dilaksanakan",)),
    ),
    output=("Tanggapan", "Informasi"),
    customer=("Pelapor", "Pemohon informasi"),
)

# --- Complaints ---------------------------------------------------------------------------------------------------

REVIEW = Stage(
    key="telaah",
    title="Telaah",
    box=1,
    activities=("Pengaduan dibaca dan digolongkan",),
    worked_by=OFFICER,
    task="Telaah pengaduan",
    inputs=(ComplaintClassified(key="golongan", title="Golongan", deadline="tanggapan"),),
    moves=(
        Move(key="teruskan", title="Teruskan", effect="Sekretaris memberi disposisi.", by=(OFFICER,), to="disposisi"),
        Move(key="tanggapi", title="Tanggapi", effect="Langsung ditanggapi.", by=(OFFICER,), to="tanggapan"),
        Move(
            key="rujuk-apip",
            title="Rujuk ke APIP",
            effect="Pengaduan diperiksa pengawas internal.",
            by=(OFFICER,),
            kind=MoveKind.REFER,
            outcome=Outcome.DIRUJUK,
            reasons=("Dugaan penyalahgunaan wewenang.",),
            refers_to="contoh-pengaduan.pemeriksaan",
        ),
        Move(
            key="tolak",
            title="Bukan pengaduan",
            effect="Ditutup dengan penjelasan.",
            by=(OFFICER,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
        ),
    ),
    deadlines=(
        Deadline(
            key="telaah",
            title="Telaah",
            unit=Unit.WORKING_DAYS,
            amounts=(1,),
            basis="Ketetapan dinas",
        ),
        Deadline(
            key="tanggapan",
            title="Tanggapan",
            unit=Unit.WORKING_DAYS,
            amounts={"ringan": (2,), "normatif": (5,), "tidak berkadar": (14,), "berkadar": (60,)},
            basis="Permenpan RB",
            start=Start.SUBMISSION,
            until="tanggapan",
        ),
    ),
)
DISPOSITION = Stage(
    key="disposisi",
    title="Disposisi",
    box=1,
    activities=("Petugas klarifikasi ditunjuk",),
    worked_by=SEKDIS,
    task="Beri disposisi",
    moves=(
        Move(key="teruskan", title="Teruskan", effect="Diklarifikasi.", by=(SEKDIS, KADIS, OFFICER), to="klarifikasi"),
    ),
)
CLARIFICATION = Stage(
    key="klarifikasi",
    title="Klarifikasi",
    box=2,
    activities=("Keterangan dikumpulkan",),
    worked_by=STAF,
    task="Klarifikasi",
    moves=(
        Move(key="laporkan", title="Laporkan", effect="Tanggapan disusun.", by=(STAF, OFFICER), to="tanggapan"),
        Move(
            key="telaah-ulang",
            title="Telaah ulang",
            effect="Golongan ditinjau lagi.",
            by=(STAF,),
            to="telaah",
            kind=MoveKind.RETURN,
            reasons=("Ternyata berkadar pengawasan.",),
        ),
    ),
)
RESPONSE = Stage(
    key="tanggapan",
    title="Tanggapan",
    box=3,
    activities=("Pelapor dijawab",),
    worked_by=OFFICER,
    task="Tanggapi pelapor",
    moves=(Move(key="kirim", title="Kirim", effect="Tindak lanjut dipantau.", by=(OFFICER,), to="tindak-lanjut"),),
)
FOLLOW_UP = Stage(
    key="tindak-lanjut",
    title="Tindak lanjut",
    box=4,
    activities=("Perbaikan dilaksanakan",),
    worked_by=OFFICER,
    task="Pantau tindak lanjut",
    moves=(
        Move(
            key="selesai",
            title="Selesai",
            effect="Pengaduan ditutup.",
            by=(OFFICER,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
    ),
)
COMPLAINT = Process(
    key="pengaduan",
    title="Pengaduan",
    noun="pengaduan",
    sheet=SHEET,
    prefix="CADU",
    stages=(REVIEW, DISPOSITION, CLARIFICATION, RESPONSE, FOLLOW_UP),
    opened_by=(FO, OFFICER),
    seen_by=(FO, INSPECTOR),
    own_roles={STAF: SEKDIS},
    confidential_to=(OFFICER, INSPECTOR),
    hidden_to=(OFFICER,),
)

# --- What the internal inspectorate examines; gratuity reports begin here -----------------------------------------

INSPECTION = Process(
    key="pemeriksaan",
    title="Pemeriksaan",
    noun="pemeriksaan",
    sheet=SHEET,
    prefix="CPRK",
    stages=(
        Stage(
            key="periksa",
            title="Pemeriksaan",
            box=2,
            activities=("Diperiksa pengawas internal",),
            worked_by=INSPECTOR,
            task="Periksa",
            moves=(
                Move(
                    key="selesai",
                    title="Selesai",
                    effect="Hasilnya disampaikan kepada pimpinan.",
                    by=(INSPECTOR,),
                    kind=MoveKind.END,
                    outcome=Outcome.SELESAI,
                ),
            ),
        ),
    ),
    opened_by=(INSPECTOR,),
    seen_by=(),
    confidential_to=(INSPECTOR,),
)

# --- Public information -------------------------------------------------------------------------------------------

ASKED = Stage(
    key="permintaan",
    title="Permintaan",
    box=1,
    activities=("Permintaan dicatat",),
    worked_by=FO,
    task="Catat permintaan",
    duty=Duty.ENTER,
    moves=(
        Move(
            key="daftar", title="Daftarkan", effect="Dijawab dalam 10 hari kerja.", by=(FO,), to="jawaban", submits=True
        ),
    ),
)
ANSWERED = Stage(
    key="jawaban",
    title="Jawaban",
    box=3,
    activities=("Informasi disiapkan",),
    worked_by=STAF,
    task="Jawab permintaan",
    duty=Duty.VERIFY,
    moves=(
        Move(
            key="beri",
            title="Beri informasi",
            effect="Permintaan selesai.",
            by=(STAF,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
        Move(
            key="tolak",
            title="Tolak",
            effect="Pemohon bisa mengajukan keberatan.",
            by=(STAF,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=("Informasi dikecualikan.",),
        ),
        Move(
            key="perjelas",
            title="Minta diperjelas",
            effect="Pemohon memperjelas; waktu berhenti.",
            by=(STAF,),
            to="permintaan",
            kind=MoveKind.RETURN,
            clock=Clock.STOP,
            reasons=("Informasi yang diminta belum jelas.",),
        ),
    ),
    deadlines=(
        Deadline(
            key="ppid",
            title="Jawaban informasi",
            unit=Unit.WORKING_DAYS,
            amounts=(10,),
            basis="UU 14/2008 Pasal 22",
            start=Start.SUBMISSION,
            until=END_OF_CASE,
            extensions=(7,),
        ),
    ),
)
INFORMATION = Process(
    key="informasi",
    title="Informasi publik",
    noun="permintaan informasi",
    sheet=SHEET,
    prefix="CPPI",
    stages=(ASKED, ANSWERED),
    opened_by=(FO,),
    seen_by=(KADIS, Role.APIP),
)

COMPLAINTS = Programme(
    slug="contoh-pengaduan",
    title="Pengaduan (contoh)",
    service="Sampaikan pengaduan",
    summary="Uji di atas kertas.",
    for_whom="Warga",
    icon="message-circle",
    legal_basis=("UU 25/2009",),
    sheets=(SHEET,),
    processes=(COMPLAINT, INSPECTION, INFORMATION),
    open=True,
)
