"""One village's proposal, from its draft until its last house is handed over. Source: `domain.md` §4.3.

It stays open as long as its households do: they lie below it, and a case does not end well over open ones.
"""

from perkim.accounts.roles import Role
from perkim.lib.text import within_sentence
from perkim.schemes.accounts import ACCOUNTS_EMPTY
from perkim.schemes.papers import village
from perkim.schemes.scheme import Scheme
from perkim.schemes.stages.days import StageDays
from perkim.schemes.stages.year import receiving
from perkim.sipoc.declarations import Carry, Move, Process, Requirement, Stage
from perkim.sipoc.requirements import CasesBelow, Deed, NoneBelow, SomeBelow
from perkim.sipoc.terms import Clock, Duty, MoveKind, Outcome
from perkim.swadaya.ranking.allocation import VillageAllocated
from perkim.swadaya.socialisation.requirements import RecipientsChosen, RecipientsReached

SEEN_BY = (Role.KADIS, Role.SEKDIS, Role.PPK, Role.PPTK, Role.BENDAHARA, Role.VERIFIKATOR, Role.APIP)


def proposal_process(
    scheme: Scheme, *, prefix: str, title_example: str, stages: tuple[Stage, ...], seen_by: tuple[Role, ...] = SEEN_BY
) -> Process:
    return Process(
        key=scheme.proposal,
        title="Usulan desa",
        noun="usulan",
        title_example=title_example,
        sheet=scheme.sheet,
        prefix=prefix,
        parent=scheme.year,
        # Once the decree is out, a proposal would wait for nothing: it belongs to the next activity.
        opened_in=(scheme.at.team, scheme.at.naming),
        stages=stages,
        opened_by=(scheme.roles.village,),
        seen_by=seen_by,
        # The facilitator helps with the meetings of the villages in which households were handed to him.
        seen_from_below=(scheme.roles.facilitator,),
    )


def draft(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The village writes its list and encloses its papers."""
    return Stage(
        key=scheme.at.draft,
        title="Draf usulan",
        box=box,
        supplier=("Desa atau kelurahan",),
        activities=("Menyusun BNBA calon penerima", "Melengkapi surat usulan dan lampirannya"),
        worked_by=scheme.roles.village,
        task="Lengkapi usulan dan minta kepala desa mengirimnya",
        duty=Duty.ENTER,
        inputs=(
            SomeBelow(
                key="calon",
                title="Calon penerima dari BNBA",
                process=scheme.household,
                stages=(scheme.at.listed, scheme.at.survey, scheme.at.eligible),
                page="swadaya:candidates_of",
            ),
            village.SURAT_USULAN,
            village.KTP_KK,
            village.PAKTA,
        ),
        customer=("Dinas Perumahan dan Kawasan Permukiman",),
        deadlines=(days.deadline(scheme, "pengiriman", "Batas pengiriman usulan", expires_by="kedaluwarsa"),),
        moves=(
            Move(
                key="kirim",
                title="Kirim usulan",
                effect="Usulan mendapat nomor dan tanda terima, lalu diperiksa kelengkapannya oleh dinas.",
                by=(scheme.roles.village_head,),
                to=scheme.at.intake,
                submits=True,
                task="Kirim usulan desa ke dinas",
            ),
            *_never_sent(scheme),
        ),
    )


def _never_sent(scheme: Scheme) -> tuple[Move, Move]:
    return (
        Move(
            key="batal",
            title="Batalkan usulan",
            effect="Usulan ditutup dan tidak dikirim ke dinas.",
            by=(scheme.roles.village, scheme.roles.village_head),
            kind=MoveKind.END,
            outcome=Outcome.BATAL,
            reasons=(*scheme.reasons.withdrawn, *scheme.reasons.opened_twice),
        ),
        Move(
            key="kedaluwarsa",
            title="Kedaluwarsa",
            effect="Usulan ditutup karena tidak dikirim sampai batas waktunya.",
            by=(),
            kind=MoveKind.EXPIRE,
            outcome=Outcome.KEDALUWARSA,
        ),
    )


def intake(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The office examines what came in."""
    return Stage(
        key=scheme.at.intake,
        title="Pemeriksaan usulan",
        box=box,
        supplier=("Desa atau kelurahan",),
        activities=("Memeriksa kelengkapan dan keterbacaan", "Mencocokkan BNBA dengan KTP dan KK"),
        worked_by=scheme.roles.desk,
        task="Periksa kelengkapan usulan",
        duty=Duty.VERIFY,
        printouts=(village.tanda_terima_usulan(scheme),),
        customer=("Tim teknis",),
        deadlines=(days.deadline(scheme, "pemeriksaan", "Pemeriksaan usulan"),),
        moves=(
            Move(
                key="terima",
                title="Terima usulan",
                effect="Usulan lengkap. Semua calon di daftarnya mendapat nomor dan disurvei di rumahnya.",
                by=(scheme.roles.desk,),
                to=scheme.at.verification,
                requires=_allocated(scheme),
                carries=(Carry(process=scheme.household, stage=scheme.at.listed, move="mulai"),),
            ),
            Move(
                key="kembali",
                title="Kembalikan ke desa",
                effect="Desa memperbaiki usulan lalu mengirimnya lagi. Nomor usulan tetap, waktu dinas berhenti.",
                by=(scheme.roles.desk,),
                to=scheme.at.draft,
                kind=MoveKind.RETURN,
                clock=Clock.STOP,
                reasons=scheme.reasons.incomplete,
            ),
            Move(
                key="tolak",
                title="Tolak usulan",
                effect="Usulan ditutup. Desa menerima alasannya dan dapat mengusulkan lagi tahun depan.",
                by=(scheme.roles.lead,),
                kind=MoveKind.END,
                outcome=Outcome.DITOLAK,
                reasons=scheme.reasons.refused,
            ),
            _withdraw(scheme),
        ),
    )


def verification(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """All houses are surveyed; the technical team adopts the result."""
    record = village.ba_verifikasi(scheme)
    return Stage(
        key=scheme.at.verification,
        title="Verifikasi lapangan",
        box=box,
        supplier=("Desa atau kelurahan", "TFL"),
        activities=("Menyurvei rumah semua calon", "Memutuskan layak atau tidak layak", "Menyusun BA verifikasi"),
        worked_by=scheme.roles.team,
        task="Sahkan hasil verifikasi desa ini",
        duty=Duty.VERIFY,
        inputs=(
            CasesBelow(
                key="penerima",
                title="Survei calon penerima",
                process=scheme.household,
                not_in=(scheme.at.listed, scheme.at.survey),
            ),
            Deed(key="uji_petik", title="Uji petik rumah oleh tim teknis", worked_by=scheme.roles.team),
        ),
        outputs=(record,),
        after={record.key: ("penerima",)},
        customer=("Kepala Bidang Perumahan",),
        deadlines=(days.deadline(scheme, "verifikasi", "Survei dan verifikasi lapangan"),),
        moves=(
            Move(
                key="sahkan",
                title="Sahkan hasil verifikasi",
                effect=f"BA verifikasi menjadi dasar {scheme.list_noun} dan penetapan penerima.",
                by=(scheme.roles.team,),
                to=scheme.at.running,
            ),
            Move(
                key="kembali",
                title="Kembalikan ke desa",
                effect="Desa memperbaiki datanya lalu mengirim lagi. Survei di desa ini dibekukan sampai saat itu.",
                by=(scheme.roles.team,),
                to=scheme.at.draft,
                kind=MoveKind.RETURN,
                clock=Clock.STOP,
                reasons=scheme.reasons.survey_hindered,
            ),
            _withdraw(scheme),
        ),
    )


def running(scheme: Scheme, *, box: int) -> Stage:
    """Recipients meet, form groups, get their savings books and choose a shop; then their houses are built."""
    return Stage(
        key=scheme.at.running,
        title="Penetapan dan pelaksanaan",
        box=box,
        supplier=("Kepala Bidang Perumahan", "Bank penyalur"),
        activities=(
            "Sosialisasi dan rembuk warga",
            *scheme.of_groups("Pembentukan KPB"),
            "Serah terima buku tabungan",
            "Pemilihan toko",
        ),
        worked_by=scheme.roles.coordinator,
        # Before the decree there is nobody to be told, to form a group, or to choose a shop.
        begins=(RecipientsChosen(key="penerima", title="Penerima yang ditetapkan", receiving=receiving(scheme)),),
        inputs=(
            RecipientsReached(
                key="sosialisasi",
                title="Sosialisasi dan daftar hadir",
                receiving=receiving(scheme),
                worked_by=scheme.roles.coordinator,
            ),
        ),
        outputs=(
            village.ba_sosialisasi(scheme),
            *((village.ba_kpb(scheme),) if scheme.groups else ()),
            village.ba_buku_tabungan(scheme),
            village.ba_toko(scheme),
        ),
        customer=("Penerima bantuan", *scheme.of_groups("KPB")),
        moves=(
            Move(
                key="selesai",
                title="Tutup usulan",
                effect="Semua rumah desa ini sudah selesai atau ditutup; usulan ikut ditutup.",
                task="Tutup usulan: semua rumahnya selesai",
                by=(scheme.roles.lead,),
                kind=MoveKind.END,
                outcome=Outcome.SELESAI,
            ),
            _without_recipients(scheme),
        ),
    )


def _without_recipients(scheme: Scheme) -> Move:
    return Move(
        key="tanpa_penerima",
        title="Tutup tanpa penerima",
        effect="Usulan ditutup, beserta calon yang masih menunggu di bawahnya.",
        by=(scheme.roles.lead,),
        kind=MoveKind.END,
        outcome=Outcome.DITOLAK,
        reasons=scheme.reasons.nobody_receives,
        requires=(
            NoneBelow(
                key="tanpa_penerima",
                title="Tidak ada penerima yang berjalan",
                process=scheme.household,
                not_in=(scheme.at.listed, scheme.at.survey, scheme.at.eligible),
                noun="penerima",
            ),
            ACCOUNTS_EMPTY,
        ),
    )


def _allocated(scheme: Scheme) -> tuple[Requirement, ...]:
    if scheme.allocation is None:
        return ()
    title = f"Desa tercantum pada {within_sentence(scheme.allocation.title)}"
    return (VillageAllocated(key="desa_alokasi", title=title, paper=scheme.allocation.title),)


def _withdraw(scheme: Scheme) -> Move:
    """The village takes its proposal back."""
    return Move(
        key="tarik",
        title="Tarik usulan",
        effect="Usulan ditutup atas permintaan desa, beserta semua calon penerima di bawahnya.",
        by=(scheme.roles.village_head,),
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=scheme.reasons.withdrawn,
    )
