"""What a household plans to spend, and where, as its page shows it: `budgets/_panel.html`."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from perkim.accounts.models import User
from perkim.budgets.budget_status import budget_status_of
from perkim.budgets.requirements import BudgetChecked, BudgetEntered
from perkim.budgets.shops.chosen import shop_of
from perkim.budgets.shops.policies import may_open_numbers
from perkim.sipoc.models import Berkas


def budget_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """What the panel's template takes; empty while nothing is entered, None for a kind of case without such a plan.

    For readers who may see the case. Eleven queries at most.
    """
    requirements = BudgetEntered.all_in(case.declared)
    checks = BudgetChecked.all_in(case.declared)
    if not requirements:
        return None
    status, shop = budget_status_of(case), shop_of(case)
    if status.budget is None and shop is None:
        return {}
    return {
        "case": case,
        "budget": status.budget,
        "is_checked": all(each.holds(case) for each in checks),
        "address": reverse("budgets:budget", args=[case.public_id, requirements[0].key]),
        "shop": shop,
        "may_open": shop is not None and may_open_numbers(user, case),
    }
