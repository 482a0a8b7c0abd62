"""The recipient: from the award to the plan of the repair. How it became a candidate is in `candidate.py`, the work
itself in `work.py`. Source: `domain.md` §3.2, §4.3."""

from dataclasses import replace

from perkim.accounts.roles import Role
from perkim.schemes import money
from perkim.schemes.accounts import ACCOUNT_EMPTY, account, account_confirmed
from perkim.schemes.heirs import heir_by_decree
from perkim.schemes.papers.household import BUKU_TABUNGAN, DRPB, PERNYATAAN, RAB, RENCANA, SWADAYA
from perkim.schemes.scheme import Scheme
from perkim.schemes.stages.candidate import drop_out
from perkim.schemes.stages.days import StageDays
from perkim.sipoc.declarations import Move, Process, Stage
from perkim.sipoc.terms import Duty, MoveKind
from perkim.swadaya.candidates.actions import running_again_fault
from perkim.swadaya.ranking.values import Awarded

SEEN_BY = (
    Role.OPERATOR_DESA,
    Role.KADES,
    Role.KORFAS,
    Role.TIM_TEKNIS,
    Role.PPTK,
    Role.SEKDIS,
    Role.KADIS,
    Role.APIP,
)


def household_process(
    scheme: Scheme, *, prefix: str, stages: tuple[Stage, ...], seen_by: tuple[Role, ...] = SEEN_BY
) -> Process:
    """From the village's list to the handover: one household and its house."""
    return Process(
        key=scheme.household,
        title="Penerima bantuan",
        noun="calon penerima",
        sheet=scheme.sheet,
        prefix=prefix,
        parent=scheme.proposal,
        # By the village's list; once the office has accepted it, only in place of somebody who dropped out.
        opened_in=(scheme.at.draft, scheme.at.verification, scheme.at.running),
        opened_at="swadaya:candidates",
        handed_in_with_parent=True,
        detail_model="perkim.swadaya.models.Calon",
        worth=Awarded(since=scheme.at.awarded),
        back_fault=running_again_fault,
        stages=stages,
        opened_by=(scheme.roles.village, scheme.roles.desk),
        seen_by=seen_by,
        own_roles={scheme.roles.facilitator: scheme.roles.coordinator},
    )


def awarded(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The household learns its rights and duties, and signs."""
    return Stage(
        key=scheme.at.awarded,
        title="Ditetapkan",
        box=box,
        supplier=(scheme.decree.body,),
        activities=("Menjelaskan hak dan kewajiban", "Menandatangani pernyataan", "Mencatat kesanggupan swadaya"),
        worked_by=scheme.roles.facilitator,
        task="Dampingi penerima menandatangani pernyataan",
        duty=Duty.ENTER,
        inputs=(PERNYATAAN, SWADAYA),
        customer=("Penerima bantuan",),
        deadlines=(days.deadline(scheme, "pernyataan", "Pernyataan penerima"),),
        moves=(
            Move(
                key="lanjut",
                title="Lanjutkan ke pembukaan rekening",
                effect="Bank membuka rekening atas nama penerima.",
                by=(scheme.roles.facilitator,),
                to=scheme.at.account,
                requires=(heir_by_decree(scheme),),
            ),
            _leaves(scheme),
        ),
    )


def opening_account(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The bank opens an account in the name that the decree says."""
    recorded, confirmed = account(scheme), account_confirmed(scheme)
    return Stage(
        key=scheme.at.account,
        title="Rekening penerima",
        box=box,
        supplier=("Bank penyalur",),
        activities=("Membuka rekening", "Mencocokkan nama rekening dengan SK", "Menyerahkan buku tabungan"),
        worked_by=scheme.roles.desk,
        task="Pastikan rekening aktif dan atas nama penerima",
        inputs=(BUKU_TABUNGAN, recorded, confirmed),
        after={confirmed.key: (recorded.key,)},
        customer=("Penerima bantuan", "PPK"),
        deadlines=(days.deadline(scheme, "rekening", "Pembukaan rekening"),),
        moves=(
            Move(
                key="lanjut",
                title="Lanjutkan ke rencana",
                effect="TFL dan penerima menyusun rencana teknis, RAB, dan DRPB.",
                by=(scheme.roles.desk,),
                to=scheme.at.plan,
                requires=(heir_by_decree(scheme),),
            ),
            Move(
                key="kembali",
                title="Kembalikan ke TFL",
                effect="TFL mengurus perbaikannya bersama penerima dan bank.",
                by=(scheme.roles.desk,),
                to=scheme.at.awarded,
                kind=MoveKind.RETURN,
                reasons=scheme.reasons.account_returned,
            ),
            _leaves(scheme),
        ),
    )


def plan(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The repair is planned, priced and checked."""
    budget, checked = money.budget(scheme), money.budget_checked(scheme)
    return Stage(
        key=scheme.at.plan,
        title="Rencana, RAB, dan DRPB",
        box=box,
        supplier=("Penerima bantuan", *scheme.of_groups("KPB")),
        activities=("Menyusun rencana teknis dan RAB", "Memilih toko", "Menyusun daftar pembelian bahan (DRPB)"),
        worked_by=scheme.roles.facilitator,
        task="Susun rencana teknis, RAB, dan DRPB",
        duty=Duty.ENTER,
        inputs=(RENCANA, RAB, DRPB, money.shop(scheme), budget, checked),
        after={checked.key: (budget.key,)},
        customer=("Toko bahan bangunan", "PPK"),
        deadlines=(days.deadline(scheme, "rencana", "Rencana dan RAB"),),
        moves=(
            Move(
                key="lanjut",
                title="Mulai pengerjaan",
                effect="Toko mengirim bahan tahap 1 dan pekerjaan dimulai.",
                by=(scheme.roles.facilitator,),
                to=scheme.at.work_of(scheme.terms[0]),
                requires=(heir_by_decree(scheme),),
            ),
            # The account may be filled by now.
            replace(_leaves(scheme), requires=(ACCOUNT_EMPTY,)),
        ),
    )


def _leaves(scheme: Scheme) -> Move:
    return drop_out(scheme, scheme.roles.lead, reasons=scheme.reasons.left)
