"""Bank accounts as the case page shows them: that of a household, and how many of a year. The page above registers
both."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q

from perkim.accounts.models import User
from perkim.banking.account_status import account_status_of
from perkim.banking.requirements import AccountConfirmed, AccountRecorded, AccountsBelow
from perkim.sipoc.models import Berkas


def account_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """The household's account, masked; empty before one is recorded where it may be, None for other cases and before.

    For readers who may see the case. Three queries at most.
    """
    requirement = AccountRecorded.find(case.declared)
    if requirement is None:
        return None
    status = account_status_of(case)
    if status.account is None:
        return {"case": case} if case.is_open and case.stage in requirement.stages else None
    confirmed = AccountConfirmed.find(case.declared)
    return {
        "case": case,
        "account_status": status,
        "confirmed": status.is_confirmed(confirmed.anew_in if confirmed else ""),
    }


def accounts_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """How many households of the year have an account; empty before anybody needs one, None for other cases.

    For readers who may see the case. One query.
    """
    requirement = AccountsBelow.find(case.declared)
    if requirement is None:
        return None
    has_account = Q(rekening__isnull=False, rekening__ended_at=None)
    counted = requirement.below(case.as_queryset()).aggregate(
        all=Count("id", distinct=True),
        have=Count("id", distinct=True, filter=has_account),
        confirmed=Count("id", distinct=True, filter=has_account & Q(rekening__confirmed_at__isnull=False)),
    )
    return {"case": case, **counted} if counted["all"] else {}
