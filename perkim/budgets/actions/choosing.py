"""The shop of a group or a village: chosen, and changed with a reason."""

from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.budgets import log
from perkim.budgets.actions.entering import BudgetFaultError
from perkim.budgets.models import ACCOUNT, OWNER, Shop
from perkim.budgets.requirements import ShopChosen
from perkim.budgets.segregation import refuse_own_shop
from perkim.budgets.shops.chosen import group_of
from perkim.budgets.shops.policies import shop_refusal
from perkim.budgets.shops.rules import ShopDetails, faults_of_shop, read_account, read_owner_number
from perkim.people.cipher import index_of, seal
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas

_SAID = ("name", "owner", "owner_kind", "licence", "bank", "account_holder", "price")


@transaction.atomic
def choose_shop(
    *, actor: User, case: Berkas, requirement: ShopChosen, details: ShopDetails, seen: str, now: datetime
) -> Shop:
    """Choose the shop for the household's group, or for its village where it has none. The same shop again changes
    nothing. Logged in the village's case and in the household's.

    `seen` is the fingerprint that the page showed, empty for none. Raises RefusedError unless the actor works the case;
    StaleError if a colleague chose meanwhile; BudgetFaultError for what is wrong; SipocError for a change without a
    reason, or for a shop of the facilitator who assists there.
    """
    # The village first: whoever chooses for another household of it waits, and so does who changes its groups.
    villages = lock([case.parent_id] if case.parent_id else [])
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := shop_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    village, kpb = villages[0], group_of(case)
    shop = Shop.objects.filter(usulan=village, kpb=kpb).first()
    if faults := faults_of_shop(details, known_kind=shop.owner_kind if shop else ""):
        raise BudgetFaultError(faults)
    before = shop.fingerprint if shop else ""
    chosen = shop or Shop(usulan=village, kpb=kpb)
    _write(chosen, details)
    if shop and chosen.fingerprint == before:
        return Shop.objects.get(pk=shop.pk)
    if seen != before:
        raise StaleError
    if shop and not details.reason.strip():
        raise SipocError("Tulis mengapa toko ini diganti atau diperbaiki.")
    refuse_own_shop(chosen, village, kpb)
    chosen.chosen_by, chosen.chosen_at = actor, step.now
    chosen.save()
    said = {"toko": chosen.pk, "nama": chosen.name, "kpb": kpb and kpb.pk, "alasan": details.reason.strip()}
    for each in (Step(actor=actor, now=step.now, cases=[village]), step):
        each.record(log.SHOP_CHANGED if shop else log.SHOP_CHOSEN, lambda _: said)
        each.save()
    return chosen


def _write(shop: Shop, details: ShopDetails) -> None:
    """Write the details into the row; numbers that were left empty stay as they are."""
    for name in _SAID:
        value = getattr(details, name)
        setattr(shop, name, " ".join(value.split()) if isinstance(value, str) else value)
    shop.compared = [{"nama": " ".join(each.name.split()), "harga": each.price} for each in details.compared]
    if details.owner_number:
        number = read_owner_number(details.owner_kind, details.owner_number)
        shop.owner_sealed, shop.owner_index, shop.owner_index_next = seal(number), index_of(OWNER, number), None
    if details.account:
        account = read_account(details.account)
        shop.account_sealed, shop.account_index, shop.account_index_next = (
            seal(account),
            index_of(ACCOUNT, account),
            None,
        )
