"""Confirming that a household's account is active, by somebody else than who recorded it."""

from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.banking import log
from perkim.banking.models import Account
from perkim.banking.policies import confirm_refusal
from perkim.banking.requirements import confirmed_in, other_name
from perkim.banking.standing import standing_of
from perkim.sipoc.actions.asking import found_already, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas

SELF = "Anda mencatat rekening ini, jadi pemastiannya harus oleh petugas lain."


@transaction.atomic
def confirm_account(*, actor: User, case: Berkas, seen: int, now: datetime) -> Account:
    """Find the account active. `seen` is the id of the one that the page showed.

    Raises RefusedError for who may not, or who recorded it; StaleError if it was replaced meanwhile; SipocError if a
    colleague has confirmed it already, or its name is unlike the decree's without a reason.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := confirm_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    standing, asked = standing_of(case), confirmed_in(case.declared)
    account = standing.account
    if account is None or asked is None or account.pk != seen:
        raise StaleError
    by, what = account.confirmed_by if standing.is_confirmed(asked.anew_in) else None, "Rekening ini sudah dipastikan"
    if found_already(step, by=by, entered_by=account.recorded_by_id, what=what, mine=SELF):
        return account
    if not standing.name_is_settled:
        raise SipocError(f"{other_name(account.holder, standing.name)} Kembalikan berkasnya, atau minta alasannya.")
    account.confirmed_by, account.confirmed_at = actor, step.now
    account.save(update_fields=["confirmed_by", "confirmed_at"])
    step.record(log.CONFIRMED, lambda _: {"rekening": account.pk})
    step.save()
    settle(step, asked)
    return account
