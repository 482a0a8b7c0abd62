"""Short words for building on a house: progress, reports, and what is booked."""

from uuid import uuid4

from perkim.accounts.roles import Role
from perkim.funds.actions.booking import pay, transfer
from perkim.funds.actions.measuring import Look, measure
from perkim.funds.actions.reporting import Figures, enter_report, fingerprint
from perkim.funds.case_funds import funds_of
from perkim.funds.models import LedgerEntry, Lpd, Measure
from perkim.schemes import money
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process
from rtlh.scheme import SCHEME
from tests.every_programme.providing import booked, provide
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import year_with
from tests.rtlh.walks import reach
from tests.worlds import kept

PENERIMA = process("rtlh", "penerima")
COMPONENTS = ("pondasi", "sloof", "kolom", "ring_balok", "dinding", "rangka_atap", "penutup_atap", "lantai", "sanitasi")


@kept
def neighbours(walker: Walker, stage: str, count: int) -> list[Berkas]:
    """So many houses of one village, in this stage; they come there together, stage by stage."""
    keys = [each.key for each in PENERIMA.stages]
    if stage == "layak":
        return year_with(walker, *[70] * count)[1]
    before = keys[keys.index(stage) - 1]
    houses = neighbours(walker, before, count)
    for house in houses:
        walker.pass_by(house, (before,))
    return [Berkas.objects.get(pk=house.pk) for house in houses]


def work(walker: Walker, case: Berkas, term: int, percent: int, **done: int) -> Measure:
    now = walker.tick()
    look = Look(seen_on=now.date(), done={**dict.fromkeys(COMPONENTS, percent), **done}, client_key=uuid4())
    return measure(actor=walker.holder(Role.TFL), case=case, requirement=money.measured(term), look=look, now=now)


def figures(walker: Walker, receipts: int, **changes) -> Figures:
    day = walker.now.date()
    told = {"shop": "Toko Sumber Makmur", "receipt_number": "N-1", "receipt_date": day, "receipts": receipts}
    told |= {"delivered_on": day, "delivered": True, "attendance": True, "wage_receipt": True}
    return Figures(**{**told, **changes})


def tell(walker: Walker, case: Berkas, term: int, receipts: int, **changes) -> Lpd:
    seen = fingerprint(funds_of(case).reports.get(term))
    told = figures(walker, receipts, **changes)
    actor = walker.holder(Role.TFL)
    return enter_report(
        actor=actor, case=case, requirement=money.reported(SCHEME, term), figures=told, seen=seen, now=walker.tick()
    )


def fill(walker: Walker, case: Berkas, **options) -> LedgerEntry:
    treasurer = walker.holder(Role.BENDAHARA)
    return transfer(actor=treasurer, case=case, requirement=money.transferred(SCHEME), **(booked(walker) | options))


@kept
def ready_to_pay(walker: Walker, receipts: int = 8_750_000, **changes) -> Berkas:
    """A house before its first payment: worked on, reported, checked, ordered."""
    case = reach(walker, "pengerjaan_1")
    tell(walker, case, 1, receipts, **changes)
    walker.pass_by(case, ("pengerjaan_1",))
    for asked in PENERIMA.stage("lpd_1").requirements[:3]:
        provide(asked, walker, Berkas.objects.get(pk=case.pk))
    return Berkas.objects.get(pk=case.pk)


def pay_now(walker: Walker, case: Berkas, term: int = 1, **options) -> list[LedgerEntry]:
    treasurer = walker.holder(Role.BENDAHARA)
    return pay(actor=treasurer, case=case, requirement=money.paid(SCHEME, term), **(booked(walker) | options))


def amounts(case: Berkas) -> list[tuple[str, int | None, int]]:
    found = LedgerEntry.objects.filter(plan__berkas=case).order_by("id")
    return list(found.values_list("kind", "term", "amount"))
