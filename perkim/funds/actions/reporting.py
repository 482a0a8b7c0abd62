"""The report on a term's money (LPD): entered by the facilitator, checked by somebody else."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from perkim.accounts.models import User
from perkim.funds import log
from perkim.funds.beginning import work_began
from perkim.funds.case_funds import CaseFunds, funds_of
from perkim.funds.models import Lpd
from perkim.funds.requirements import Checked, Reported
from perkim.funds.terms import EntryKind, Excess
from perkim.lib.money import rupiah
from perkim.lib.text import full_stop
from perkim.sipoc.actions.asking import checked_already, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import AnswerError, RefusedError, SipocError, StaleError
from perkim.sipoc.happened import day_fault
from perkim.sipoc.models import Berkas
from perkim.visits.policies import provider_refusal

_DAYS = {"receipt_date": "Tanggal nota terakhir", "delivered_on": "Tanggal bahan diterima"}
SELF = "Anda mengisi LPD ini, jadi pemeriksaannya harus oleh petugas lain."


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the shop delivered and asks for in a term (Rp), and which proofs of wages are there."""

    shop: str
    receipt_number: str
    receipt_date: date
    receipts: int
    delivered_on: date
    delivered: bool
    attendance: bool
    wage_receipt: bool
    excess: str = ""


def fingerprint(report: Lpd | None) -> str:
    """Tells whether a report is still what a page showed."""
    joined = "\x1f".join(str(getattr(report, name)) for name in Figures.__dataclass_fields__) if report else ""
    return sha256(joined.encode()).hexdigest()[:24]


@transaction.atomic
def enter_report(
    *, actor: User, case: Berkas, requirement: Reported, figures: Figures, seen: str, now: datetime
) -> Lpd:
    """Keep the figures of a term; sending the same ones again changes nothing, other ones void the check.

    `seen` is the `fingerprint` that the page showed. Raises RefusedError unless the actor works the case in this stage;
    StaleError if a colleague entered other figures meanwhile; SipocError for a term that was paid already, days that
    have not come or lie before the work, a shop that was not chosen, or receipts above the ceiling without a word on
    who pays for that.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := provider_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    funds = funds_of(case)
    report = funds.reports.get(requirement.term)
    if report and all(getattr(report, name) == value for name, value in asdict(figures).items()):
        return report
    if seen != fingerprint(report):
        raise StaleError
    shops = requirement.shops(case, funds)
    if shops and figures.shop not in shops:
        raise SipocError(f"Bahan hanya dibayar kepada toko yang dipilih, {full_stop(shops[0])} Perbaiki nama tokonya.")
    _check(step, funds, requirement, figures)
    report = report or Lpd(berkas=case, term=requirement.term)
    for name, value in asdict(figures).items():
        setattr(report, name, value)
    report.entered_by, report.entered_at, report.checked_by, report.checked_at = actor, step.now, None, None
    report.save()
    step.record(log.REPORTED, lambda _: {"lpd": report.pk, "tahap": requirement.term, "nota": figures.receipts})
    step.save()
    settle(step, requirement)
    return report


@transaction.atomic
def check_report(*, actor: User, case: Berkas, requirement: Checked, seen: str, now: datetime) -> Lpd:
    """Record that a report was checked and found correct. Raises RefusedError unless the actor may do this, or if he
    entered it himself; StaleError if its figures changed since the page was made; SipocError if a colleague has checked
    it already."""
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := provider_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    funds = funds_of(case)
    report = funds.reports.get(requirement.term)
    if report is None or seen != fingerprint(report):
        raise StaleError
    by = report.checked_by if requirement.term in funds.checked else None
    if checked_already(step, by=by, entered_by=report.entered_by_id, what="LPD ini sudah diperiksa", mine=SELF):
        return report
    report.checked_by, report.checked_at = actor, step.now
    report.save(update_fields=["checked_by", "checked_at"])
    step.record(log.CHECKED, lambda _: {"lpd": report.pk, "tahap": requirement.term, "nota": report.receipts})
    step.save()
    settle(step, requirement)
    return report


def _check(step: Step, funds: CaseFunds, requirement: Reported, figures: Figures) -> None:
    if funds.paid(EntryKind.MATERIAL, requirement.term):
        raise SipocError("Tahap ini sudah dicairkan, jadi nilainya tidak berubah lagi.")
    began = [work_began(step.cases[0])]
    for name, what in _DAYS.items():
        if fault := day_fault(what, getattr(figures, name), began, step.today):
            raise AnswerError(name, fault)
    ceilings = requirement.ceilings(step.cases[0], funds)
    left = ceilings.material_left(requirement.term, funds.paid(EntryKind.MATERIAL, 1) if requirement.term == 2 else 0)
    if figures.receipts > left and not figures.excess:
        raise SipocError(
            f"Nota {rupiah(figures.receipts)} melebihi sisa pagu bahan {rupiah(left)}. "
            f"Pilih siapa yang menanggung kelebihan {rupiah(figures.receipts - left)}."
        )
    if figures.excess and figures.receipts <= left:
        raise SipocError("Nota tidak melebihi pagu, jadi kelebihan nota dikosongkan.")
    if figures.excess == Excess.LATER and requirement.term == 2:
        raise SipocError("Sesudah tahap 2 tidak ada tahap lagi. Catat kelebihannya sebagai swadaya.")
