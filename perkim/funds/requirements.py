"""What a stage asks for about work and money: how far the house is, the report, its check, payment, the account."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.documents.papers import Paper
from perkim.funds.amounts import AidOf
from perkim.funds.case_funds import CaseFunds, funds_of, funds_of_many, gates_on
from perkim.funds.companions import slowest_of_many
from perkim.funds.gates import TERMS, Ceilings, closed_gate, percent
from perkim.funds.physical import Number, shares_of
from perkim.funds.terms import EntryKind
from perkim.lib.money import rupiah
from perkim.parameters.kinds import ParameterKind
from perkim.parameters.reading import value_on
from perkim.sipoc.declarations import Process, Requirement, Stage
from perkim.sipoc.happened import Beginning
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet

CostsOf = Callable[[Iterable[int]], Mapping[int, Mapping[str, int]]]
NO_AID = Ceilings(material=0, wages=0)


@dataclass(frozen=True, kw_only=True)
class _OfMoney(Requirement):
    """Requirements about the work and money of a case: `_lacking` says what is missing, `_fact` how far it is."""

    page: str = "funds:ledger"

    def fact(self, case: Berkas) -> str:
        return self._fact(funds_of(case))

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        """Five queries, and one for the ids."""
        funds_by_case = funds_of_many(cases.ids())
        said = {pk: self._lacking(funds) for pk, funds in funds_by_case.items()}
        return {pk: [sentence] for pk, sentence in said.items() if sentence}

    @abstractmethod
    def _fact(self, funds: CaseFunds) -> str:
        """How far it is, in a sentence; empty where there is nothing to say."""

    @abstractmethod
    def _lacking(self, funds: CaseFunds) -> str:
        """What is missing, in a sentence; empty if nothing is."""


@dataclass(frozen=True, kw_only=True)
class _Booked(_OfMoney):
    """Money that moves: it may be booked while the case lacks none of `needs`, whatever stage asks for them."""

    needs: tuple[Requirement, ...] = ()
    # The day of the decree that gives the money, where a decree does.
    decreed: Callable[[Berkas], Sequence[Beginning]] | None = None

    def payable_since(self, case: Berkas) -> list[Beginning]:
        """The day of the decree, before which no money can have moved. Not the moment at which somebody confirmed the
        account here: an office that enters it late keeps the bank's own day."""
        return list(self.decreed(case)) if self.decreed else []

    def obstacles(self, case: Berkas) -> list[str]:
        """The sentences that stand in the way of booking it."""
        cases = case.as_queryset()
        sentences = [sentence for each in self.needs for sentence in each.missing(cases).get(case.pk, ())]
        return list(dict.fromkeys(sentences))

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        known = {each for one in process.stages for each in one.requirements}
        known |= {each for one in process.stages for move in one.moves for each in move.requires}
        for absent in [each.key for each in self.needs if each not in known]:
            yield f"needs {absent!r}, which no stage of the process asks for"


@dataclass(frozen=True, kw_only=True)
class Measured(Requirement):
    """The work has reached the gate of a term, that of the whole group where houses wait for each other. `costs` says
    what the checked plans (RAB) of houses pay for each component, by the case's id; `weights` is the parameter that
    weighs the components where there is no such plan."""

    page: str = "funds:progress"
    term: int
    weights: ParameterKind
    costs: CostsOf

    def shares(self, case: Berkas, day: date) -> dict[str, Number]:
        """How much each component of this house counts."""
        return shares_of(self.costs([case.pk]).get(case.pk, {}), value_on(self.weights, day))

    def fact(self, case: Berkas) -> str:
        measure = funds_of(case).measure
        return f"Fisik {percent(measure.physical)} % pada {_day(measure.seen_on)}." if measure else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        funds_by_case = funds_of_many(cases.ids())
        day = localdate()
        gate, slowest = gates_on(day)[self.term], slowest_of_many(funds_by_case, day)
        said = {pk: closed_gate(each.physical, slowest.get(pk), gate, self.term) for pk, each in funds_by_case.items()}
        return {pk: [sentence] for pk, sentence in said.items() if sentence}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        return _no_term(self.term)


@dataclass(frozen=True, kw_only=True)
class Reported(_OfMoney):
    """The figures of the report (LPD) on a term are there, with all proofs. `aid` is what houses get, `shop` says
    which shop was chosen for one (empty for none): no other is paid."""

    page: str = "funds:report"
    term: int
    aid: AidOf
    shop: Callable[[Berkas], str] | None = None

    def ceilings(self, case: Berkas, funds: CaseFunds) -> Ceilings:
        """What the house may spend: as its account was filled, else as the decree says; nothing without either."""
        return funds.plan.ceilings if funds.plan else self.aid([case.pk]).get(case.pk, NO_AID)

    def shops(self, case: Berkas, funds: CaseFunds) -> list[str]:
        """The shops that a report may name: the chosen one, and the one that it names already; any if empty."""
        return self.shops_beside(self.shop(case) if self.shop else "", funds)

    def shops_beside(self, chosen: str, funds: CaseFunds) -> list[str]:
        """The same where the chosen one was read already."""
        lpd = funds.reports.get(self.term)
        return list(dict.fromkeys([chosen, *([lpd.shop] if lpd else [])])) if chosen else []

    def _fact(self, funds: CaseFunds) -> str:
        lpd = funds.reports.get(self.term)
        return f"Nota {rupiah(lpd.receipts)}, {_day(lpd.receipt_date)}." if lpd else ""

    def _lacking(self, funds: CaseFunds) -> str:
        lpd = funds.reports.get(self.term)
        if lpd is None:
            return f"{self.title} belum diisi."
        lacking = [
            words
            for words, there in (
                ("bahan yang diterima lengkap", lpd.delivered),
                ("absensi tukang", lpd.attendance),
                ("kuitansi upah", lpd.wage_receipt),
            )
            if not there
        ]
        return f"{self.title} belum lengkap: {', '.join(lacking)}." if lacking else ""

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        return _no_term(self.term)


@dataclass(frozen=True, kw_only=True)
class Checked(_OfMoney):
    """Somebody other than the person who entered the report checked it, during this stay in the stage."""

    page: str = "funds:report"
    term: int

    def _fact(self, funds: CaseFunds) -> str:
        lpd = funds.reports.get(self.term)
        if lpd is None or lpd.checked_at is None or self.term not in funds.checked:
            return ""
        return f"Diperiksa {_day(localdate(lpd.checked_at))}."

    def _lacking(self, funds: CaseFunds) -> str:
        return "" if self.term in funds.checked else f"{self.title} belum dilakukan."

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        return _no_term(self.term)


@dataclass(frozen=True, kw_only=True)
class Paid(_Booked):
    """Shop and builders were paid from the household's account. `order` is the paper by which it was decided."""

    term: int
    order: Paper

    def _fact(self, funds: CaseFunds) -> str:
        material, wages = funds.paid(EntryKind.MATERIAL, self.term), funds.paid(EntryKind.WAGES, self.term)
        return f"Bahan {rupiah(material)}, upah {rupiah(wages)}." if material else ""

    def _lacking(self, funds: CaseFunds) -> str:
        if funds.plan and funds.is_paid(self.term, funds.plan.ceilings):
            return ""
        amounts = funds.reported(self.term)
        if amounts is None:
            return f"{self.title} belum dibukukan."
        material, wages = amounts
        return f"{self.title} belum dibukukan: bahan {rupiah(material)}, upah {rupiah(wages)} menurut LPD."

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        yield from super().faults(process, stage)
        yield from _no_term(self.term)
        if self.order not in stage.requirements:
            yield f"is decided by {self.order.key!r}, which the stage does not ask for"


@dataclass(frozen=True, kw_only=True)
class Transferred(_Booked):
    """The treasury filled the household's account with what `aid` says. It may be booked in any of `stages`."""

    aid: AidOf
    stages: tuple[str, ...] = ()

    def _fact(self, funds: CaseFunds) -> str:
        return f"{rupiah(funds.filled)} masuk ke rekening penerima." if funds.filled else ""

    def _lacking(self, funds: CaseFunds) -> str:
        return "" if funds.filled else f"{self.title} belum dibukukan."

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        yield from super().faults(process, stage)
        if strangers := set(self.stages) - {each.key for each in process.stages}:
            yield f"may be booked in {', '.join(sorted(strangers))}, which the process does not have"


@dataclass(frozen=True, kw_only=True)
class AccountEmpty(_OfMoney):
    """The account holds nothing more: all was paid out, or the rest went back to the treasury."""

    def _fact(self, funds: CaseFunds) -> str:
        return "Saldo Rp0." if funds.filled else ""

    def _lacking(self, funds: CaseFunds) -> str:
        if not funds.balance:
            return ""
        return f"Rekening penerima masih berisi {rupiah(funds.balance)}. Kembalikan sisanya ke kas daerah dahulu."


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _no_term(term: int) -> Iterator[str]:
    if term not in TERMS:
        yield f"is of the term {term}; there are two"
