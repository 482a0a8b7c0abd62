"""The money of a case and the progress of its work; one or thousands are read in the same number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from perkim.funds.amounts import GATES
from perkim.funds.gates import Ceilings, Payment, Slowest, TermReport, payment_of
from perkim.funds.models import LedgerEntry, Lpd, Measure, Plan
from perkim.funds.terms import EntryKind
from perkim.lib.one_look import read_once
from perkim.parameters.reading import value_on
from perkim.sipoc.models import Berkas
from perkim.sipoc.stays import stays_of


@dataclass(frozen=True, kw_only=True)
class CaseFunds:
    """Plan, ledger, progress and reports of one house; `checked` are the terms whose report has a check that counts."""

    plan: Plan | None = None
    entries: Sequence[LedgerEntry] = ()
    measure: Measure | None = None
    reports: Mapping[int, Lpd] = field(default_factory=dict)
    checked: frozenset[int] = frozenset()

    @property
    def physical(self) -> Decimal | None:
        return self.measure.physical if self.measure else None

    @property
    def filled(self) -> int:
        """What the treasury put into the household's account."""
        return sum(each.amount for each in self.entries if each.kind == EntryKind.TRANSFER)

    @property
    def given_back(self) -> int:
        return sum(each.amount for each in self.entries if each.kind == EntryKind.RETURN)

    @property
    def balance(self) -> int:
        """What the account still holds."""
        return self.filled - sum(each.amount for each in self.entries if each.kind != EntryKind.TRANSFER)

    def paid(self, kind: EntryKind, term: int) -> int:
        return sum(each.amount for each in self.entries if (each.kind, each.term) == (kind, term))

    def is_paid(self, term: int, ceilings: Ceilings) -> bool:
        wages = not ceilings.wages_of(term) or self.paid(EntryKind.WAGES, term) > 0
        return self.paid(EntryKind.MATERIAL, term) > 0 and wages

    def reported(self, term: int) -> tuple[int, int] | None:
        """What a term pays by its report: to the shop, as far as the ceiling goes, and to the builders. None without a
        report. Whether it may be paid is `payment`'s to say."""
        lpd = self.reports.get(term)
        if self.plan is None or lpd is None:
            return None
        left = self.plan.ceilings.material_left(term, self.paid(EntryKind.MATERIAL, 1) if term == 2 else 0)
        return min(lpd.receipts, left), self.plan.ceilings.wages_of(term)

    def payment(
        self, term: int, ceilings: Ceilings, gates: Mapping[int, int], slowest: Slowest | None = None
    ) -> Payment:
        """What may be paid of a term now, and what stands in the way; `slowest` where the house waits for its group."""
        lpd = self.reports.get(term)
        report = TermReport(
            term=term,
            physical=self.physical,
            checked=term in self.checked,
            receipts=lpd.receipts if lpd else 0,
            delivered=bool(lpd and lpd.delivered),
            attendance=bool(lpd and lpd.attendance),
            wage_receipt=bool(lpd and lpd.wage_receipt),
            settled=bool(lpd and lpd.excess),
            slowest=slowest,
        )
        return payment_of(report, ceilings, gates, self.paid(EntryKind.MATERIAL, 1) if term == 2 else 0)


def funds_of(case: Berkas) -> CaseFunds:
    return funds_of_many([case.pk])[case.pk]


@read_once
def funds_of_many(ids: Iterable[int]) -> dict[int, CaseFunds]:
    """Of each of these cases. Five queries."""
    wanted = list(ids)
    plans = {each.berkas_id: each for each in Plan.objects.filter(berkas__any_of=wanted)}
    entries: dict[int, list[LedgerEntry]] = {}
    booked = LedgerEntry.objects.filter(plan__berkas__any_of=wanted).select_related("plan", "booked_by", "corrected_by")
    for entry in booked.order_by("id"):
        entries.setdefault(entry.plan.berkas_id, []).append(entry)
    measures = {each.berkas_id: each for each in Measure.objects.filter(berkas__any_of=wanted).newest()}
    reports: dict[int, dict[int, Lpd]] = {}
    for report in Lpd.objects.filter(berkas__any_of=wanted).select_related("checked_by", "entered_by"):
        reports.setdefault(report.berkas_id, {})[report.term] = report
    stays = stays_of(wanted)
    return {
        pk: CaseFunds(
            plan=plans.get(pk),
            entries=tuple(entries.get(pk, ())),
            measure=measures.get(pk),
            reports=reports.get(pk, {}),
            checked=frozenset(
                term for term, each in reports.get(pk, {}).items() if _counts(each, stays.get(pk), entries.get(pk, ()))
            ),
        )
        for pk in wanted
    }


def _counts(report: Lpd, stay: tuple[str, datetime] | None, entries: Sequence[LedgerEntry]) -> bool:
    """Whether the check of a report counts: only if made during this stay in the stage, so that a report that was sent
    back is checked again; for good once the term was paid by it."""
    if report.checked_at is None:
        return False
    paid = sum(each.amount for each in entries if (each.kind, each.term) == (EntryKind.MATERIAL, report.term))
    return stay is None or report.checked_at >= stay[1] or paid > 0


def gates_on(day: date) -> Mapping[int, int]:
    gates: Mapping[int, int] = value_on(GATES, day)
    return gates
