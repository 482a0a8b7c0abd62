"""The money of a household: its plan, its account, and what the terms of the work ask for about it. Source: `domain.md`
§4.1-§4.5."""

from perkim.budgets.budget_status import component_costs_of_many
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.budgets.shops.chosen import shop_name_of
from perkim.funds.requirements import Checked, Measured, Paid, Reported, Transferred
from perkim.schemes.accounts import account, account_confirmed
from perkim.schemes.heirs import heir_by_decree, heir_in
from perkim.schemes.papers.household import DRPB, RAB, RENCANA
from perkim.schemes.papers.work import perintah
from perkim.schemes.scheme import Scheme
from perkim.swadaya.aid.awards import decreed_since
from perkim.swadaya.parameters import PROGRESS
from perkim.swadaya.ranking.values import decreed_of_many


def budget(scheme: Scheme) -> BudgetEntered:
    return BudgetEntered(key="nilai_rab", title="Nilai RAB dan DRPB", aid=decreed_of_many, weights=PROGRESS)


def budget_checked(scheme: Scheme) -> BudgetChecked:
    return BudgetChecked(
        key="periksa_rab",
        title="Pemeriksaan rencana dan RAB oleh tim teknis",
        worked_by=scheme.roles.team,
        papers=(RENCANA, RAB, DRPB),
        anew_in=scheme.at.plan,
        reasons=scheme.reasons.plan_wrong,
    )


def shop(scheme: Scheme) -> ShopChosen:
    """A shop that cannot deliver is replaced while the work goes on."""
    stages = tuple(scheme.at.work_of(term) for term in scheme.terms)
    return ShopChosen(key="toko", title="Toko pilihan", stages=stages)


def transferred(scheme: Scheme) -> Transferred:
    """The treasury may fill the account before the work begins; it must have before anything is paid out of it."""
    return Transferred(
        key="penyaluran",
        title="Penyaluran ke rekening penerima",
        worked_by=scheme.roles.treasurer,
        aid=decreed_of_many,
        decreed=decreed_since,
        stages=(scheme.at.plan, scheme.at.work_of(scheme.terms[0])),
        needs=(account(scheme), account_confirmed(scheme), heir_by_decree(scheme)),
    )


def measured(term: int) -> Measured:
    """The work is as far as the parameter of the gates says for this term."""
    title = f"Kemajuan fisik tahap {term}"
    return Measured(key=f"fisik_{term}", title=title, term=term, weights=PROGRESS, costs=component_costs_of_many)


def reported(scheme: Scheme, term: int) -> Reported:
    title = f"Nilai LPD tahap {term}"
    return Reported(key=f"nilai_lpd_{term}", title=title, term=term, aid=decreed_of_many, shop=shop_name_of)


def checked(scheme: Scheme, term: int) -> Checked:
    title = f"Pemeriksaan nilai LPD tahap {term}"
    return Checked(key=f"periksa_lpd_{term}", title=title, term=term, worked_by=scheme.roles.verifier)


def paid(scheme: Scheme, term: int) -> Paid:
    """Booked by the treasurer once the PPK has ordered it, from an account in the name of who receives the aid now."""
    return Paid(
        key=f"pencairan_{term}",
        title=f"Pencairan bahan dan upah tahap {term}",
        term=term,
        worked_by=scheme.roles.treasurer,
        order=perintah(scheme, term),
        needs=(account(scheme), account_confirmed(scheme), heir_in(scheme, term)),
    )
