"""How the plan of a house is provided: a shop for the village, the numbers of RAB and DRPB, and their check."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from perkim.budgets.actions.choosing import choose_shop
from perkim.budgets.actions.entering import check_budget, enter_budget, fingerprint
from perkim.budgets.budget_status import budget_status_of
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.budgets.rules import Amounts
from perkim.budgets.shops.rules import Compared, ShopDetails
from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.parameters.reading import value_on
from perkim.sipoc.models import Berkas

# A number whose serial starts with 9, so that nobody real is meant.
SHOP = ShopDetails(
    name="Toko Sumber Makmur",
    owner="Hadi Purnomo",
    owner_kind="NIK",
    owner_number="3508031207719912",
    licence="503/118/427.62/2024",
    bank="Bank Jatim Cabang Lumajang",
    account="0241990127",
    account_holder="Hadi Purnomo",
    price=17_500_000,
    compared=(Compared(name="UD Karya Jaya, Pasirian", price=17_820_000), Compared(name="TB Semeru, Candipuro")),
)
# What a household adds: money, old material, labour.
OWN = {"own_cash": 3_000_000, "own_material": 2_000_000, "own_labour": 1_000_000}


def amounts_of(requirement: BudgetEntered, case: Berkas, day: date, own: Mapping[str, int]) -> Amounts:
    """All of the aid and what the household adds, by the weights of the components."""
    aid = requirement.aid([case.pk])[case.pk]
    total = aid.total + sum(own.values())
    parts = {name: total * weight // 100 for name, weight in value_on(requirement.weights, day).items()}
    parts[next(iter(parts))] += total - sum(parts.values())
    return Amounts(
        total=total,
        components=parts,
        material=aid.material,
        wages=aid.wages,
        drpb_material=aid.material,
        drpb_wages=aid.wages,
        **own,
    )


@provide.register
def _(requirement: ShopChosen, hands: Hands, case: Berkas) -> None:
    """The first household chooses for the whole village."""
    actor = hands.provider(requirement, case)
    choose_shop(actor=actor, case=case, requirement=requirement, details=SHOP, seen="", now=hands.tick())


@provide.register
def plan(requirement: BudgetEntered, hands: Hands, case: Berkas, own: Mapping[str, int] = OWN) -> None:
    """Enter the plan of a house, to which the household adds this of its own."""
    now, seen = hands.tick(), fingerprint(budget_status_of(case).budget)
    amounts = amounts_of(requirement, case, timezone.localdate(now), own)
    actor = hands.provider(requirement, case)
    enter_budget(actor=actor, case=case, requirement=requirement, amounts=amounts, seen=seen, now=now)


@provide.register
def _(requirement: BudgetChecked, hands: Hands, case: Berkas) -> None:
    actor, seen = hands.provider(requirement, case), fingerprint(budget_status_of(case).budget)
    check_budget(actor=actor, case=case, requirement=requirement, seen=seen, now=hands.tick())
