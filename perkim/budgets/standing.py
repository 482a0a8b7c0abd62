"""The numbers of RAB and DRPB as they stand, and the aid they are held to; for one house or thousands in as many
queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from perkim.budgets.models import Budget
from perkim.budgets.parameters import LEFTOVER
from perkim.budgets.rules import Fault, faults_of
from perkim.funds.gates import Ceilings
from perkim.funds.models import Plan
from perkim.parameters.kinds import Kind
from perkim.parameters.reading import rows_on
from perkim.sipoc.models import Berkas
from perkim.sipoc.stays import stays_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is planned for one house. A check counts for the present stay in the stage."""

    budget: Budget | None = None
    is_checked: bool = False


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What the numbers are held to on a day: the aid, as its own plan or the parameter says, and the switch."""

    aid: Ceilings
    plans: Mapping[int, Ceilings]
    leftover: bool

    def aid_of(self, case: int) -> Ceilings:
        """What was promised when the account was filled; else what the parameter gives."""
        return self.plans.get(case, self.aid)

    def faults(self, budget: Budget) -> list[Fault]:
        return faults_of(budget.amounts, self.aid_of(budget.berkas_id), leftover=self.leftover)


def standing_of(case: Berkas) -> Standing:
    return standing_of_many([case.pk])[case.pk]


def standing_of_many(ids: Iterable[int]) -> dict[int, Standing]:
    """Of each of these cases. Two queries."""
    wanted = list(ids)
    rows = Budget.objects.filter(berkas__any_of=wanted).select_related("entered_by", "checked_by")
    budgets = {each.berkas_id: each for each in rows}
    stays = stays_of(wanted)
    return {pk: Standing(budget=budgets.get(pk), is_checked=_counts(budgets.get(pk), stays.get(pk))) for pk in wanted}


def measures_on(day: date, aid: Kind, ids: Iterable[int]) -> Measures:
    """What the numbers of these cases are held to. Two queries."""
    rows = rows_on([aid.key, LEFTOVER.key], day)
    plans = Plan.objects.filter(berkas__any_of=list(ids))
    return Measures(
        aid=rows[aid.key].parsed,
        plans={each.berkas_id: each.ceilings for each in plans},
        leftover=rows[LEFTOVER.key].parsed,
    )


def _counts(budget: Budget | None, stay: tuple[str, datetime] | None) -> bool:
    if budget is None or budget.checked_at is None:
        return False
    return stay is None or budget.checked_at >= stay[1]
