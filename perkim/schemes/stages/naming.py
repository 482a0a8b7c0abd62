"""How the recipients of a year are chosen and named: from a frozen list within the quota, by a decree. Source:
`domain.md` §4.3 (DAK-03), §4.4 (BSPS-02)."""

from perkim.announcements.requirements import AnnouncementOver, ObjectionsAnswered
from perkim.lib.text import within_sentence
from perkim.schemes.accounts import ACCOUNTS_EMPTY
from perkim.schemes.names import names_of
from perkim.schemes.papers import year
from perkim.schemes.scheme import Scheme
from perkim.schemes.stages.days import StageDays
from perkim.schemes.values import worth_on
from perkim.sipoc.declarations import Move, Requirement, Stage
from perkim.sipoc.requirements import CasesBelow, SomeBelow
from perkim.sipoc.terms import Duty, MoveKind, Outcome
from perkim.swadaya.ranking.allocation import QuotaStated
from perkim.swadaya.ranking.requirements import (
    RANKING,
    BelowCeiling,
    ChoiceAnnounced,
    RankingApproved,
    RankingFrozen,
)


def naming(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The recipients are chosen and decreed; from a ranking that was announced and agreed to, where there is one."""
    decree, quota = year.sk_penerima(scheme), allocated(scheme)
    request = (year.pengajuan_sk(scheme),) if scheme.decree.requested else ()
    chosen, made = ("peringkat", "pengumuman", "sanggah"), ("Menyusun daftar penerima", "Membagi kuota")
    # As soon as nothing is objected any more the head can approve, and reads the draft of the decree for it.
    before: dict[str, tuple[str, ...]] = {"pengumuman": ("peringkat", "sanggah"), decree.key: chosen}
    if scheme.announced:
        before["persetujuan"] = chosen
        made = ("Menyusun peringkat dan membagi kuota", "Mengumumkan daftar dan menerima sanggahan")
    for each in request:
        before |= {each.key: chosen, decree.key: (*chosen, each.key)}
    brought = names_of(scheme)
    # The paper of the allocation is asked for anew only where it was withdrawn.
    before |= {each.key: (each.paper,) for each in brought}
    for stated in quota:
        before |= {stated.key: (stated.paper,), stated.paper: ()}
    return Stage(
        key=scheme.at.naming,
        title="Penetapan penerima",
        box=box,
        supplier=("Tim teknis", "Desa dan kelurahan"),
        activities=(*made, f"Mengajukan {scheme.decree.title}"),
        worked_by=scheme.roles.lead,
        task=f"Susun {scheme.list_noun}{', umumkan,' if scheme.announced else ''} dan ajukan SK penerima",
        duty=Duty.SIGN,
        inputs=(
            *((year.money(scheme), *quota) if quota else ()),
            *_verified(scheme),
            *_ranking(scheme),
        ),
        outputs=(*request, decree, *brought),
        after=before,
        customer=("Calon penerima yang layak", "Desa dan kelurahan"),
        deadlines=(days.deadline(scheme, "penetapan", "Penetapan penerima"),),
        moves=(
            Move(
                key="tetapkan",
                title="SK terbit, lanjutkan ke sosialisasi",
                effect="Calon yang layak dapat ditetapkan sebagai penerima, sendiri-sendiri atau bersama-sama.",
                by=(scheme.roles.lead,),
                to=scheme.at.meetings,
            ),
            cancel(scheme, scheme.reasons.no_naming),
        ),
    )


def _verified(scheme: Scheme) -> tuple[Requirement, ...]:
    return (
        # Villages that never sent their draft, or have it back, do not hold up the others.
        CasesBelow(
            key="usulan",
            title="Verifikasi usulan desa",
            process=scheme.proposal,
            not_in=(scheme.at.intake, scheme.at.verification),
            least=0,
        ),
        SomeBelow(
            key="desa_lolos",
            title="Usulan desa yang lolos verifikasi",
            process=scheme.proposal,
            stages=(scheme.at.running,),
        ),
    )


def allocated(scheme: Scheme) -> tuple[QuotaStated, ...]:
    """An allocation is the quota; it may be changed until the recipients are named."""
    if scheme.allocation is None:
        return ()
    title = f"Jumlah rumah menurut {within_sentence(scheme.allocation.title)}"
    return (QuotaStated(key="kuota", title=title, paper=scheme.allocation.key, worked_by=scheme.roles.lead),)


def _ranking(scheme: Scheme) -> tuple[Requirement, ...]:
    over = AnnouncementOver if scheme.announced else ChoiceAnnounced
    approved = RankingApproved(
        key="persetujuan",
        title="Persetujuan kepala dinas atas daftar penerima",
        worked_by=scheme.roles.head,
        page="portal:approval",
    )
    return (
        RankingFrozen(
            key="peringkat",
            title=f"{scheme.list_noun.capitalize()} dan kuota",
            process=scheme.household,
            ranked_in=scheme.at.eligible,
            decree=scheme.decree.key,
            worth=worth_on(scheme),
            noun=scheme.list_noun,
        ),
        BelowCeiling(key="pagu", title="Nilai bantuan tidak melebihi pagu"),
        over(key="pengumuman", title="Pengumuman dan masa sanggah", announced=RANKING, worked_by=scheme.roles.lead),
        ObjectionsAnswered(key="sanggah", title="Jawaban atas sanggahan", announced=RANKING),
        *((approved,) if scheme.announced else ()),
    )


def cancel(scheme: Scheme, reasons: tuple[str, ...]) -> Move:
    return Move(
        key="batal",
        title="Batalkan kegiatan",
        effect="Kegiatan ditutup. Usulan dan calon penerima di bawahnya ikut ditutup dengan alasan yang sama.",
        by=(scheme.roles.head,),
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=reasons,
        requires=(ACCOUNTS_EMPTY,),
    )
