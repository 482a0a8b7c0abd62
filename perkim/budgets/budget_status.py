"""The numbers of RAB and DRPB as last entered, and the aid that limits them; one house or thousands are read in the
same number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from perkim.budgets.models import Budget
from perkim.budgets.parameters import LEFTOVER
from perkim.budgets.rules import BudgetFault, faults_of
from perkim.funds.amounts import AidOf
from perkim.funds.gates import Ceilings
from perkim.funds.models import Plan
from perkim.funds.requirements import NO_AID
from perkim.lib.one_look import read_once
from perkim.parameters.reading import value_on
from perkim.sipoc.models import Berkas
from perkim.sipoc.stays import stays_of


@dataclass(frozen=True, kw_only=True)
class BudgetStatus:
    """What is planned for one house, and since when the case is in which stage."""

    budget: Budget | None = None
    stage: str = ""
    entered_at: datetime | None = None

    @property
    def is_checked(self) -> bool:
        return self.budget is not None and self.budget.checked_at is not None

    def is_checked_anew(self, stage: str) -> bool:
        """Whether the check counts. In the stage that requires it, only a check of this stay counts, so that a house
        which was sent back there is checked again; in later stages it counts until numbers or papers change."""
        if self.budget is None or self.budget.checked_at is None:
            return False
        return self.stage != stage or self.entered_at is None or self.budget.checked_at >= self.entered_at


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What the numbers are held to on a day: the aid of each case, and the switch."""

    aid: Mapping[int, Ceilings]
    leftover: bool

    def aid_of(self, case: int) -> Ceilings:
        return self.aid.get(case, NO_AID)

    def faults(self, budget: Budget) -> list[BudgetFault]:
        return faults_of(budget.amounts, self.aid_of(budget.berkas_id), leftover=self.leftover)


def budget_status_of(case: Berkas) -> BudgetStatus:
    return budget_status_of_many([case.pk])[case.pk]


@read_once
def budget_status_of_many(ids: Iterable[int]) -> dict[int, BudgetStatus]:
    """Of each of these cases. Two queries."""
    wanted = list(ids)
    rows = Budget.objects.filter(berkas__any_of=wanted).select_related("entered_by", "checked_by")
    budgets = {each.berkas_id: each for each in rows}
    stays = stays_of(wanted)
    return {
        pk: BudgetStatus(
            budget=budgets.get(pk), stage=stays.get(pk, ("", None))[0], entered_at=stays.get(pk, ("", None))[1]
        )
        for pk in wanted
    }


def measures_on(day: date, aid: AidOf, ids: Iterable[int]) -> Measures:
    """What the numbers of these cases are held to: what their accounts were filled with, else what `aid` says. Two
    queries and those of `aid`."""
    wanted = list(ids)
    plans = {each.berkas_id: each.ceilings for each in Plan.objects.filter(berkas__any_of=wanted)}
    return Measures(aid={**aid(wanted), **plans}, leftover=value_on(LEFTOVER, day))


@read_once
def component_costs_of_many(ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """What the checked plans of these cases pay for each component (Rp); a case without such a plan is not there. One
    query."""
    checked = Budget.objects.filter(berkas__any_of=list(ids), checked_at__isnull=False).exclude(components={})
    return dict(checked.values_list("berkas", "components"))
