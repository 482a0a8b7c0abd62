"""A scheme of household aid like RTLH and yet another one, in as few lines as it takes: it has its own sheet, keys,
values and bank, is decreed by an officer, announces no list that leaves nobody out, and knows no groups."""

from perkim.accounts.roles import Role
from perkim.funds.amounts import AidSince
from perkim.funds.gates import Ceilings
from perkim.schemes.lists import register_lists
from perkim.schemes.reasons import SchemeReasons
from perkim.schemes.scheme import DecreeTexts, NamingDecree, Scheme, StageKeys
from perkim.schemes.stages import candidate, naming, proposal, recipient, work, year
from perkim.schemes.stages.days import StageDays
from perkim.schemes.values import declare_scheme
from perkim.sipoc.declarations import Box, Process, Programme, Sheet
from perkim.sipoc.registry import register
from perkim.sipoc.terms import Unit

SHEET = Sheet(
    key="stimulan",
    title="Bantuan stimulan rumah nelayan",
    supplier=("Kementerian yang membidangi perikanan",),
    input=("SK alokasi",),
    boxes=(
        Box(title="Persiapan", activities=("Tim teknis",)),
        Box(title="Penetapan", activities=("Survei rumah", "SK penerima")),
        Box(title="Pelaksanaan", activities=("Pengerjaan", "LPD")),
        Box(title="Serah terima", activities=("Pemeriksaan hasil",)),
    ),
    output=("Rumah nelayan yang layak huni",),
    customer=("Nelayan",),
)
REASONS = SchemeReasons(
    no_team=("Kementerian membatalkan alokasinya.",),
    no_naming=("Tidak ada calon yang memenuhi syarat.",),
    decree_wrong=("Ada nama yang keliru di lampiran SK.",),
    list_wrong=(),
    withdrawn=("Desa membatalkan usulannya.",),
    opened_twice=("Usulan ini dibuat dua kali.",),
    incomplete=("KTP beberapa calon tidak terbaca. Foto ulang lalu kirim lagi.",),
    refused=("Desa ini tidak termasuk SK alokasi.",),
    survey_hindered=("Alamat beberapa calon tidak ditemukan. Lengkapi lalu kirim lagi.",),
    nobody_receives=("Tidak ada calon yang memenuhi syarat.",),
    unlisted=("Calon tercantum dua kali.",),
    not_eligible=("Calon tidak memenuhi syarat.",),
    dropped_out=("Calon menolak bantuan.",),
    survey_again=("Foto tidak memperlihatkan atap. Foto ulang.",),
    outside_quota=("Alokasi tahun ini habis.",),
    left=("Penerima mengundurkan diri.",),
    account_wrong=("Nama di rekening bukan nama di SK. Minta bank memperbaikinya.",),
    account_returned=("Rekening tidak aktif. Minta penerima mengaktifkannya.",),
    plan_wrong=("Volume pada RAB tidak sama dengan rencana. Hitung ulang.",),
    left_before_material=("Penerima mengundurkan diri sebelum bahan dikirim.",),
    report_wrong=("Jumlah bukti belum sama dengan nilai tahap ini. Lengkapi.",),
    unfinished=("Pekerjaan belum selesai sampai akhir tahun anggaran.",),
    to_be_mended=("Atap masih bocor. Perbaiki lalu foto lagi.",),
)
DECREE = NamingDecree(
    body="PPK",
    title="SK PPK tentang penerima",
    officer=Role.PPK,
    office="Pejabat Pembuat Komitmen Rumah Nelayan",
    key="sk_ppk",
    amended_key="sk_ppk_ubah",
    texts=DecreeTexts(laws=("Peraturan Menteri Nomor 1 Tahun 2026",), considering=(), budget="APBN bidang perikanan"),
)
MONTH, WEEK = StageDays(first=30), StageDays(first=7)
SENDING = StageDays(first=60, again=(30,), reminders=(20,))
OFFICE = StageDays(first=3, unit=Unit.WORKING_DAYS)


PK, PB = Ceilings(material=30_000_000, wages=5_000_000), Ceilings(material=60_000_000, wages=0)


def near_copy() -> Scheme:
    """The scheme with its parameters; the registries keep them until the test ends."""
    return declare_scheme(
        Scheme(
            slug="nelayan",
            title="Nelayan",
            aid_title="rumah nelayan",
            activity="bantuan stimulan rumah nelayan",
            house_work="bantuan rumah nelayan",
            sheet=SHEET,
            schedule="Petunjuk teknis rumah nelayan",
            decree=DECREE,
            values=(AidSince(aid={"PK": PK, "PB": PB}, basis="Petunjuk teknis rumah nelayan"),),
            bank="BRI",
            team_by="Kepala Dinas",
            grantor="Kementerian yang membidangi perikanan",
            reasons=REASONS,
            announced=False,
            groups=False,
            year="tahun",
            proposal="ajuan",
            household="rumah",
            at=StageKeys(eligible="siap", awarded="disahkan"),
        )
    )


def processes_of(scheme: Scheme) -> tuple[Process, Process, Process]:
    return (
        year.year_process(
            scheme,
            prefix="NLY-THN",
            title_example="Rumah nelayan 2026",
            stages=(
                year.team(scheme, box=1, days=MONTH),
                naming.naming(scheme, box=2, days=MONTH),
                year.meetings(scheme, box=2, days=WEEK),
                year.closing(scheme, box=4),
            ),
        ),
        proposal.proposal_process(
            scheme,
            prefix="NLY",
            title_example="Rumah nelayan, Desa Sumberwuluh",
            stages=(
                proposal.draft(scheme, box=0, days=SENDING),
                proposal.intake(scheme, box=0, days=OFFICE),
                proposal.verification(scheme, box=2, days=MONTH),
                proposal.running(scheme, box=3),
            ),
        ),
        recipient.household_process(
            scheme,
            prefix="NLY-RMH",
            stages=(
                candidate.listed(scheme, box=0),
                candidate.survey(scheme, box=2, days=MONTH),
                candidate.eligible(scheme, box=2),
                recipient.awarded(scheme, box=2, days=WEEK),
                recipient.opening_account(scheme, box=3, days=WEEK),
                recipient.plan(scheme, box=3, days=MONTH),
                work.building(scheme, 1, box=3, days=MONTH),
                work.report(scheme, 1, box=3, days=OFFICE),
                work.building(scheme, 2, box=3, days=MONTH),
                work.report(scheme, 2, box=3, days=OFFICE),
                work.handover(scheme, box=4, days=WEEK),
            ),
        ),
    )


def register_near_copy(scheme: Scheme) -> Programme:
    programme = Programme(
        slug=scheme.slug,
        title="Rumah nelayan",
        service="Usulkan rumah nelayan",
        summary="Rumah nelayan diusulkan desa dengan daftar nama dan alamat.",
        for_whom="Lewat desa",
        icon="hammer",
        legal_basis=("Peraturan Menteri Nomor 1 Tahun 2026",),
        sheets=(SHEET,),
        processes=processes_of(scheme),
        open=True,
    )
    register(programme)
    register_lists(scheme)
    return programme
