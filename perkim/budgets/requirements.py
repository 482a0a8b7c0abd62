"""What a stage asks for about the plan of a house: the numbers of RAB and DRPB, and that somebody else checked them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.budgets.budget_status import BudgetStatus, budget_status_of, budget_status_of_many, measures_on
from perkim.budgets.shops.chosen import shop_of, shops_of_many
from perkim.documents.models import Dokumen
from perkim.funds.amounts import AidOf
from perkim.lib.money import rupiah
from perkim.parameters.kinds import ParameterKind
from perkim.sipoc.declarations import Process, Requirement, Stage
from perkim.sipoc.mending import Check
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet


@dataclass(frozen=True, kw_only=True)
class BudgetEntered(Requirement):
    """The numbers of RAB and DRPB are there and fit the aid. `aid` is what houses get, `weights` the parameter that
    names the components of a house."""

    page: str = "budgets:budget"
    aid: AidOf
    weights: ParameterKind

    def fact(self, case: Berkas) -> str:
        budget = budget_status_of(case).budget
        return f"RAB {rupiah(budget.total)}, DRPB {rupiah(budget.amounts.drpb)}." if budget else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        statuses = budget_status_of_many(cases.ids())
        held_to = measures_on(localdate(), self.aid, statuses)
        sentences: dict[int, Sequence[str]] = {}
        for pk, status in statuses.items():
            if status.budget is None:
                sentences[pk] = [f"{self.title} belum diisi."]
            # The aid may have changed since they were entered.
            elif faults := held_to.faults(status.budget):
                sentences[pk] = [fault.sentence for fault in faults]
        return sentences


@dataclass(frozen=True, kw_only=True)
class BudgetChecked(Check):
    """Somebody other than the person who entered them checked papers and numbers. A paper of `papers` that is recorded
    afterwards makes another check necessary."""

    page: str = "budgets:budget"

    def holds(self, case: Berkas) -> bool:
        """Whether what was checked is what lies there now."""
        return not self.missing(case.as_queryset())

    def fact(self, case: Berkas) -> str:
        status = budget_status_of(case)
        if status.budget is None or status.budget.checked_at is None or not self.holds(case):
            return ""
        return f"Diperiksa {date_format(localdate(status.budget.checked_at), 'j F Y')}."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        statuses = budget_status_of_many(cases.ids())
        live = (
            Dokumen.objects.live()
            .filter(berkas__any_of=cases.ids(), key__in=[each.key for each in self.papers])
            .order_by()
        )
        newest = dict(live.values_list("berkas").annotate(Max("recorded_at")))
        said = {pk: self._lacking(each, newest.get(pk)) for pk, each in statuses.items()}
        return {pk: [sentence] for pk, sentence in said.items() if sentence}

    def _lacking(self, status: BudgetStatus, newest: datetime | None) -> str:
        checked = status.budget.checked_at if status.budget and status.is_checked_anew(self.anew_in) else None
        if checked is None:
            return f"{self.title} belum dilakukan."
        return f"{self.title} diulang: naskahnya berubah sesudah diperiksa." if newest and newest > checked else ""

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if strangers := [each.key for each in self.papers if each not in stage.requirements]:
            yield f"looks at papers that the stage does not ask for: {', '.join(strangers)}"
        if self.anew_in and self.anew_in not in {each.key for each in process.stages}:
            yield f"is done anew in {self.anew_in!r}, which the process does not have"
        if BudgetEntered.find(stage) is None:
            yield "checks numbers that the stage does not ask for"


@dataclass(frozen=True, kw_only=True)
class ShopChosen(Requirement):
    """A shop has been chosen for the household's group, or for its village. It may be changed, with a reason, in any of
    `stages` too."""

    page: str = "budgets:shop"
    stages: tuple[str, ...] = ()

    def fact(self, case: Berkas) -> str:
        shop = shop_of(case)
        return f"{shop.name}, SIUP {shop.licence}." if shop else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        ids = cases.ids()
        chosen = shops_of_many(ids)
        sentence = f"{self.title} belum dicatat untuk kelompok atau desa ini."
        return {pk: [sentence] for pk in ids if pk not in chosen}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if not process.parent:
            yield "has no village's case above it, for which a shop could be chosen"
        if strangers := set(self.stages) - {each.key for each in process.stages}:
            yield f"may be changed in {', '.join(sorted(strangers))}, which the process does not have"
