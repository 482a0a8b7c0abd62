"""The numbers of RAB and DRPB: entered by the facilitator, checked by the technical team."""

from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from perkim.accounts.models import User
from perkim.budgets import log
from perkim.budgets.budget_status import budget_status_of, measures_on
from perkim.budgets.models import Budget
from perkim.budgets.requirements import BudgetChecked, BudgetEntered
from perkim.budgets.rules import Amounts, BudgetFault, faults_of
from perkim.sipoc.actions.asking import ask_again, checked_already, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.refusing import note_mended, refuse_check, withdraw_refusal
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.visits.policies import provider_refusal

SELF = "Anda mengisi nilai RAB ini, jadi pemeriksaannya harus oleh petugas lain."


class BudgetFaultError(SipocError):
    """The numbers do not fit; each fault with the number at which it is mended."""

    def __init__(self, faults: list[BudgetFault]) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = faults


def fingerprint(budget: Budget | None) -> str:
    """Tells whether the numbers are still what a page showed."""
    joined = ""
    if budget:
        amounts = asdict(budget.amounts)
        parts = sorted(amounts.pop("components").items())
        joined = "\x1f".join(str(value) for value in (*amounts.values(), *parts))
    return sha256(joined.encode()).hexdigest()[:24]


@transaction.atomic
def enter_budget(
    *, actor: User, case: Berkas, requirement: BudgetEntered, amounts: Amounts, seen: str, now: datetime
) -> Budget:
    """Keep the numbers of a house; sending the same ones again changes nothing, other ones void the check.

    `seen` is the `fingerprint` that the page showed. Raises RefusedError unless the actor works the case in this stage;
    StaleError if a colleague entered other numbers meanwhile; BudgetFaultError for numbers that do not fit.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := provider_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    status = budget_status_of(case)
    budget = status.budget
    if budget and budget.amounts == amounts:
        return budget
    if seen != fingerprint(budget):
        raise StaleError
    held_to = measures_on(step.today, requirement.aid, [case.pk])
    if faults := faults_of(amounts, held_to.aid_of(case.pk), leftover=held_to.leftover):
        raise BudgetFaultError(faults)
    budget = budget or Budget(berkas=case)
    for name, value in asdict(amounts).items():
        setattr(budget, name, value)
    budget.entered_by, budget.entered_at, budget.checked_by, budget.checked_at = actor, step.now, None, None
    budget.save()
    note_mended(step, BudgetChecked.all_in(case.declared_stage))
    step.record(log.ENTERED, lambda _: {"rab": budget.pk, "syarat": requirement.key, **asdict(amounts)})
    step.save()
    settle(step, requirement)
    for each in BudgetChecked.all_in(case.declared_stage):
        ask_again(step, each)
    return budget


@transaction.atomic
def check_budget(*, actor: User, case: Berkas, requirement: BudgetChecked, seen: str, now: datetime) -> Budget:
    """Record that papers and numbers were checked and found correct. Raises RefusedError unless the actor may do this,
    or if he entered them himself; StaleError if the numbers changed since the page was made; SipocError if a colleague
    has checked them already."""
    step, budget = _looked_at(actor, case, requirement, seen, now)
    by = budget.checked_by if requirement.holds(step.cases[0]) else None
    if checked_already(step, by=by, entered_by=budget.entered_by_id, what="RAB ini sudah diperiksa", mine=SELF):
        return budget
    budget.checked_by, budget.checked_at = actor, step.now
    budget.save(update_fields=["checked_by", "checked_at"])
    withdraw_refusal(step, requirement)
    step.record(log.CHECKED, lambda _: {"rab": budget.pk, "syarat": requirement.key, "jumlah": budget.total})
    step.save()
    settle(step, requirement)
    return budget


@transaction.atomic
def refuse_budget(
    *, actor: User, case: Berkas, requirement: BudgetChecked, seen: str, reason: str, now: datetime
) -> Budget:
    """Refuse papers or numbers: whoever entered them is told why and asked to mend them; an earlier check becomes void.

    Raises as `check_budget` does, and SipocError without a reason or while they are being mended.
    """
    step, budget = _looked_at(actor, case, requirement, seen, now)
    if budget.entered_by_id == actor.pk:
        raise RefusedError({case.pk: [SELF]})
    budget.checked_by, budget.checked_at = None, None
    budget.save(update_fields=["checked_by", "checked_at"])
    stage = step.cases[0].declared_stage
    entered = BudgetEntered.find(stage)
    who = entered.worked_by if entered and entered.worked_by else stage.worked_by
    refuse_check(step, requirement, reason=reason, what="rencana, RAB, atau DRPB", mended_by=who)
    return budget


def _looked_at(actor: User, case: Berkas, requirement: BudgetChecked, seen: str, now: datetime) -> tuple[Step, Budget]:
    """The numbers as the page showed them, for those who may check them."""
    step = step_on(actor, case, now)
    if sentence := provider_refusal(actor, step.cases[0], requirement):
        raise RefusedError({case.pk: [sentence]})
    budget = budget_status_of(step.cases[0]).budget
    if budget is None or seen != fingerprint(budget):
        raise StaleError
    return step, budget
