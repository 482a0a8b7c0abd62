"""How demo office and tests meet requirements about work and money: progress, reports, payments, an empty account."""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from uuid import uuid4

from django.utils import timezone

from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.funds.actions.booking import Booking, give_back, pay, transfer
from perkim.funds.actions.measuring import Look, measure
from perkim.funds.actions.reporting import Figures, check_report, enter_report, fingerprint
from perkim.funds.case_funds import funds_of, gates_on
from perkim.funds.physical import Number
from perkim.funds.requirements import AccountEmpty, Checked, Measured, Paid, Reported, Transferred
from perkim.funds.terms import EntryKind
from perkim.parameters.reading import value_on
from perkim.sipoc.models import Berkas

# Where no shop was chosen.
SHOP = "Toko Sumber Makmur"


@provide.register
def _(requirement: Transferred, hands: Hands, case: Berkas) -> None:
    actor, now = hands.provider(requirement, case), hands.tick()
    transfer(actor=actor, case=case, requirement=requirement, booking=_booking("SP2D", case, now), now=now)


@provide.register
def _(requirement: Measured, hands: Hands, case: Berkas) -> None:
    now = hands.tick()
    day = timezone.localdate(now)
    gate = gates_on(day)[requirement.term]
    done = dict.fromkeys(value_on(requirement.weights, day), 0) | built(requirement.shares(case, day), gate)
    look = Look(seen_on=day, done=done, client_key=uuid4())
    measure(actor=hands.provider(requirement, case), case=case, requirement=requirement, look=look, now=now)


def built(shares: Mapping[str, Number], gate: Number) -> dict[str, int]:
    """Per cent of each component: one after the other, as a house is built, just as far as the gate asks for."""
    left, done = Decimal(sum(shares.values())) * gate, {}
    for name, share in shares.items():
        done[name] = min(100, int((left / share).to_integral_value(ROUND_CEILING)))
        left = max(Decimal(0), left - Decimal(share) * done[name])
    return done


@provide.register
def enter_figures(requirement: Reported, hands: Hands, case: Berkas, less: int = 0) -> None:
    """All that the shop may be paid in this term, or so much less."""
    funds, now = funds_of(case), hands.tick()
    day = timezone.localdate(now)
    ceilings = requirement.ceilings(case, funds)
    figures = Figures(
        shop=next(iter(requirement.shops(case, funds)), SHOP),
        receipt_number=f"SM/{case.pk:04}/{requirement.term}",
        receipt_date=day,
        receipts=ceilings.material_left(requirement.term, funds.paid(EntryKind.MATERIAL, 1)) - less,
        delivered_on=day,
        delivered=True,
        attendance=True,
        wage_receipt=True,
    )
    seen = fingerprint(funds.reports.get(requirement.term))
    actor = hands.provider(requirement, case)
    enter_report(actor=actor, case=case, requirement=requirement, figures=figures, seen=seen, now=now)


@provide.register
def _(requirement: Checked, hands: Hands, case: Berkas) -> None:
    seen = fingerprint(funds_of(case).reports[requirement.term])
    check_report(
        actor=hands.provider(requirement, case), case=case, requirement=requirement, seen=seen, now=hands.tick()
    )


@provide.register
def _(requirement: Paid, hands: Hands, case: Berkas) -> None:
    actor, now = hands.provider(requirement, case), hands.tick()
    pay(actor=actor, case=case, requirement=requirement, booking=_booking("PB", case, now), now=now)


@provide.register
def _(requirement: AccountEmpty, hands: Hands, case: Berkas) -> None:
    """Who filled the account brings the rest back to the treasury."""
    filled, now = Transferred.find(case.declared), hands.tick()
    booking = _booking("STS", case, now, "Rumah tidak dilanjutkan.")
    give_back(actor=hands.provider(filled or requirement, case), case=case, booking=booking, now=now)


def _booking(prefix: str, case: Berkas, at: datetime, reason: str = "") -> Booking:
    reference = f"{prefix}/{case.pk:05}/{at:%m%d}/{at.year}"
    return Booking(dated=timezone.localdate(at), reference=reference, client_key=uuid4(), reason=reason)
