"""How the pages of staged aid come to their case, and the ledger as they show it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from perkim.accounts.access import account_of
from perkim.accounts.models import User
from perkim.funds.actions.booking import payable
from perkim.funds.case_funds import CaseFunds, funds_of
from perkim.funds.gates import TERMS, Ceilings, Payment
from perkim.funds.policies import correction_refusal, return_refusal, transfer_refusal
from perkim.funds.requirements import Paid, Transferred
from perkim.funds.terms import EntryKind
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case
from perkim.visits.policies import provider_refusal


@dataclass(frozen=True, kw_only=True)
class Term:
    """The money of one term: the most, and what was paid."""

    number: int
    material_most: int
    material: int
    wages_most: int
    wages: int


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The money of a household before one reader, and what he may book now."""

    user: User
    case: Berkas
    funds: CaseFunds

    @property
    def transferred(self) -> Transferred:
        requirement = Transferred.find(self.case.declared)
        if requirement is None:
            raise Http404("no money flows in this kind of case")
        return requirement

    @property
    def paying(self) -> Paid | None:
        return Paid.find(self.case.declared_stage)

    @property
    def terms(self) -> list[Term]:
        return terms_of(self.funds)

    @property
    def transfers(self) -> bool:
        return not self.funds.filled and not transfer_refusal(self.user, self.case, self.transferred)

    @property
    def needed(self) -> list[str]:
        """What is known of the household's account, where the filling of it asks for that."""
        return [fact for each in self.transferred.needs if (fact := each.fact(self.case))]

    @property
    def lacking(self) -> list[str]:
        """What stands in the way of filling the account."""
        return [] if self.funds.filled else self.transferred.obstacles(self.case)

    @property
    def payment(self) -> tuple[Payment | None, list[str]] | None:
        """What may be paid in this stage; None where it pays nothing, or all was paid."""
        paying, plan = self.paying, self.funds.plan
        if paying is None or (plan and self.funds.is_paid(paying.term, plan.ceilings)):
            return None
        return payable(self.case, paying, self.funds, localdate())

    @property
    def pays(self) -> bool:
        return self.paying is not None and not provider_refusal(self.user, self.case, self.paying)

    @property
    def returns(self) -> bool:
        return self.funds.balance > 0 and not return_refusal(self.user, self.case)

    @property
    def correctable(self) -> set[int]:
        """The entries that this reader may take back now."""
        uncorrected = [
            each for each in self.funds.entries if not each.corrects_id and not hasattr(each, "corrected_by")
        ]
        return {each.pk for each in uncorrected if not correction_refusal(self.user, self.case, each.kind, each.term)}


def terms_of(funds: CaseFunds) -> list[Term]:
    """Both terms; none before there is a plan."""
    if funds.plan is None:
        return []
    ceilings: Ceilings = funds.plan.ceilings
    spent = funds.paid(EntryKind.MATERIAL, 1)
    return [
        Term(
            number=term,
            material_most=ceilings.material_left(term, spent if spent else ceilings.material_left(1, 0)),
            material=funds.paid(EntryKind.MATERIAL, term),
            wages_most=ceilings.wages_of(term),
            wages=funds.paid(EntryKind.WAGES, term),
        )
        for term in TERMS
    ]


def case_with_money(request: HttpRequest, public_id: UUID) -> Berkas:
    """The case, for those who may see it, and only where money flows at all; otherwise 404."""
    case = seen_case(request, public_id)
    if Transferred.find(case.declared) is None:
        raise Http404("no money flows in this kind of case")
    return case


def ledger_of(request: HttpRequest, public_id: UUID) -> Ledger:
    case = case_with_money(request, public_id)
    return Ledger(user=account_of(request), case=case, funds=funds_of(case))
