"""One year's activity of one source of money, from the team to the final report. Source: `domain.md` §4.3."""

from perkim.accounts.roles import Role
from perkim.lib.text import within_sentence
from perkim.schemes.accounts import ACCOUNTS_EMPTY, accounts_of_all
from perkim.schemes.papers import village, year
from perkim.schemes.scheme import Scheme
from perkim.schemes.stages.days import StageDays
from perkim.schemes.stages.naming import allocated, cancel
from perkim.sipoc.declarations import Move, Process, Stage
from perkim.sipoc.requirements import CasesBelow, Deed
from perkim.sipoc.terms import MoveKind, Outcome
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.ranking.policies import ceiling_fault
from perkim.swadaya.socialisation.reaching import Receiving
from perkim.swadaya.socialisation.requirements import VillagePapers, VillagesReached

SEEN_BY = (
    Role.SEKDIS,
    Role.PPK,
    Role.PPTK,
    Role.BENDAHARA,
    Role.VERIFIKATOR,
    Role.TIM_TEKNIS,
    Role.APIP,
)


def receiving(scheme: Scheme) -> Receiving:
    """From the award on a household is told its rights and duties; reserves are not."""
    return Receiving(process=scheme.household, since=scheme.at.awarded)


def year_process(
    scheme: Scheme, *, prefix: str, title_example: str, stages: tuple[Stage, ...], seen_by: tuple[Role, ...] = SEEN_BY
) -> Process:
    return Process(
        key=scheme.year,
        title="Kegiatan tahunan",
        noun="kegiatan",
        title_example=title_example,
        amount_title=f"Pagu menurut {within_sentence(scheme.allocation.title) if scheme.allocation else 'DPA'}",
        amount_fault=ceiling_fault,
        sheet=scheme.sheet,
        prefix=prefix,
        stages=stages,
        opened_by=(scheme.roles.lead,),
        seen_by=seen_by,
    )


def team(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The team and the facilitators are appointed and trained."""
    roles = scheme.roles
    return Stage(
        key=scheme.at.team,
        title="Tim dan TFL",
        box=box,
        supplier=(scheme.grantor, "Perangkat daerah"),
        activities=("Membentuk tim teknis", "Merekrut TFL dan koordinator fasilitator", "Membagi desa dampingan"),
        worked_by=roles.lead,
        task="Bentuk tim teknis dan siapkan fasilitator",
        inputs=(year.juknis(scheme), year.money(scheme), *allocated(scheme)),
        after={each.key: (each.paper,) for each in allocated(scheme)},
        outputs=(
            year.sk_tim(scheme),
            year.sk_tfl(scheme),
            year.surat_tugas(scheme),
            Deed(key="pembekalan", title="Pembekalan TFL dan pembagian desa", worked_by=roles.coordinator, kept=True),
        ),
        customer=("Tim teknis", "TFL dan koordinator fasilitator"),
        deadlines=(days.deadline(scheme, "tim", "Pembentukan tim"),),
        moves=(
            Move(
                key="lanjut",
                title="Lanjutkan ke penetapan",
                effect="Tim dan fasilitator tercatat. Hasil verifikasi desa mulai dikumpulkan untuk penetapan.",
                by=(roles.lead,),
                to=scheme.at.naming,
            ),
            cancel(scheme, scheme.reasons.no_team),
        ),
    )


def meetings(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """Every village with recipients holds its meeting; groups are formed, savings books handed over."""
    accounts = accounts_of_all(scheme)
    return Stage(
        key=scheme.at.meetings,
        title="Sosialisasi per desa",
        box=box,
        supplier=(scheme.decree.body, "Bank penyalur"),
        activities=(
            "Mengadakan sosialisasi dan rembuk warga di tiap desa",
            *scheme.of_groups("Membentuk KPB"),
            "Menyerahkan buku tabungan",
        ),
        worked_by=scheme.roles.lead,
        task="Pastikan sosialisasi berjalan di semua desa penerima",
        inputs=(
            VillagePapers(
                key="ba_sosialisasi",
                title="BA sosialisasi dan rembuk warga",
                process=scheme.proposal,
                paper=village.ba_sosialisasi(scheme),
                stages=(scheme.at.running,),
                receiving=receiving(scheme),
            ),
            year.sk_perubahan(scheme),
            VillagesReached(
                key="terjangkau",
                title="Sosialisasi semua penerima",
                process=scheme.proposal,
                receiving=receiving(scheme),
            ),
            accounts,
        ),
        after={accounts.key: ()},
        customer=("Penerima bantuan", *scheme.of_groups("KPB")),
        deadlines=(days.deadline(scheme, "sosialisasi", "Sosialisasi semua desa"),),
        moves=(
            Move(
                key="lanjut",
                title="Lanjutkan ke pelaksanaan dan penutupan",
                effect="Kegiatan menunggu semua rumah diserahterimakan, lalu ditutup dengan laporan akhir.",
                by=(scheme.roles.lead,),
                to=scheme.at.closing,
            ),
            _change_decree(scheme),
        ),
    )


def _change_decree(scheme: Scheme) -> Move:
    return Move(
        key="ubah_sk",
        title="Kembalikan ke penetapan",
        effect="Semua usulan dan penerima di bawahnya dibekukan sampai SK perubahan terbit.",
        by=(scheme.roles.lead,),
        to=scheme.at.naming,
        kind=MoveKind.RETURN,
        reasons=scheme.reasons.decree_wrong,
    )


def closing(scheme: Scheme, *, box: int) -> Stage:
    """The year ends with its report once everything below has ended."""
    reserves = ReservesClosed(
        key="cadangan",
        title="Penutupan cadangan",
        process=scheme.household,
        ranked_in=scheme.at.eligible,
        way="di_luar_kuota",
    )
    return Stage(
        key=scheme.at.closing,
        title="Pemantauan dan penutupan",
        box=box,
        supplier=("PPK", "TFL dan koordinator fasilitator"),
        activities=("Merekap fisik dan dana", "Menyusun laporan akhir", "Menutup kegiatan"),
        worked_by=scheme.roles.lead,
        task="Susun laporan akhir dan ajukan penutupan",
        inputs=(
            year.sk_perubahan(scheme),
            reserves,
            ACCOUNTS_EMPTY,
            CasesBelow(
                key="usulan",
                title="Penyelesaian usulan desa",
                process=scheme.proposal,
                not_in=(scheme.at.draft, scheme.at.intake, scheme.at.verification, scheme.at.running),
            ),
        ),
        outputs=(year.laporan_akhir(scheme),),
        customer=(scheme.decree.body, scheme.grantor),
        moves=(
            Move(
                key="selesai",
                title="Tutup kegiatan",
                effect="Kegiatan selesai dan tidak berubah lagi.",
                task="Tutup kegiatan tahun ini",
                by=(scheme.roles.head,),
                kind=MoveKind.END,
                outcome=Outcome.SELESAI,
            ),
        ),
    )
