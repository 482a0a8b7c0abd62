"""Confirming that a household's account is active, by somebody other than the person who recorded it."""

from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.banking import log
from perkim.banking.account_status import AccountStatus, account_status_of
from perkim.banking.models import Account
from perkim.banking.policies import confirm_refusal
from perkim.banking.requirements import AccountConfirmed, AccountRecorded, other_name
from perkim.sipoc.actions.asking import checked_already, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.refusing import refuse_check, withdraw_refusal
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas

SELF = "Anda mencatat rekening ini, jadi pemastiannya harus oleh petugas lain."


@transaction.atomic
def confirm_account(*, actor: User, case: Berkas, seen: int, now: datetime) -> Account:
    """Confirm that the account is active. `seen` is the id of the one that the page showed.

    Raises RefusedError unless the actor may do this, or if he recorded it himself; StaleError if it was replaced
    meanwhile; SipocError if a colleague has confirmed it already, or its name is unlike the decree's without a reason.
    """
    step, account, status, requirement = _looked_at(actor, case, seen, now)
    by, what = (
        account.confirmed_by if status.is_confirmed(requirement.anew_in) else None,
        "Rekening ini sudah dipastikan",
    )
    if checked_already(step, by=by, entered_by=account.recorded_by_id, what=what, mine=SELF):
        return account
    if not status.name_is_settled:
        raise SipocError(f"{other_name(account.holder, status.name)} Minta diperbaiki, atau minta alasannya.")
    account.confirmed_by, account.confirmed_at = actor, step.now
    account.save(update_fields=["confirmed_by", "confirmed_at"])
    withdraw_refusal(step, requirement)
    step.record(log.CONFIRMED, lambda _: {"rekening": account.pk})
    step.save()
    settle(step, requirement)
    return account


@transaction.atomic
def refuse_account(*, actor: User, case: Berkas, seen: int, reason: str, now: datetime) -> Account:
    """Refuse the account: whoever recorded it is told why and asked to record it again; a confirmation becomes void.

    Raises as `confirm_account` does, and SipocError without a reason or while it is being mended.
    """
    step, account, _, requirement = _looked_at(actor, case, seen, now)
    recorded = AccountRecorded.find(step.cases[0].declared)
    if account.recorded_by_id == actor.pk:
        raise RefusedError({case.pk: [SELF]})
    account.confirmed_by, account.confirmed_at = None, None
    account.save(update_fields=["confirmed_by", "confirmed_at"])
    refuse_check(
        step,
        requirement,
        reason=reason,
        what="rekening penerima",
        mended_by=recorded.recorded_by if recorded else Role.STAF,
    )
    return account


def _looked_at(
    actor: User, case: Berkas, seen: int, now: datetime
) -> tuple[Step, Account, AccountStatus, AccountConfirmed]:
    """The account as the page showed it, for those who may check it."""
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := confirm_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    status, requirement = account_status_of(case), AccountConfirmed.find(case.declared)
    if status.account is None or requirement is None or status.account.pk != seen:
        raise StaleError
    return step, status.account, status, requirement
