"""Work and money of the demo office: accounts, progress, reports, payments; through the real actions."""

from datetime import datetime
from functools import singledispatch
from uuid import uuid4

from django.utils import timezone

from perkim.accounts.models import User
from perkim.banking.actions.confirming import confirm_account
from perkim.banking.actions.recording import AccountTold, record_account
from perkim.banking.models import Account
from perkim.banking.requirements import AccountConfirmed, AccountRecorded, AccountsBelow
from perkim.banking.standing import standing_of as account_of
from perkim.funds.actions.booking import Booking, pay, transfer
from perkim.funds.actions.measuring import Look, measure
from perkim.funds.actions.reporting import Figures, check_report, enter_report, fingerprint
from perkim.funds.requirements import Checked, Measured, Paid, Reported, Transferred
from perkim.funds.standing import gates_on, standing_of
from perkim.funds.terms import Kind
from perkim.parameters.reading import value_on
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas


@singledispatch
def settle_money(requirement: Requirement, actor: User, case: Berkas, at: datetime) -> None:
    """What a stage asks for about work and money; nothing for what is no such requirement."""


@settle_money.register
def _(requirement: AccountRecorded, actor: User, case: Berkas, at: datetime) -> None:
    if account_of(case).account is None:
        record_account(actor=actor, case=case, told=_told(case), seen=None, now=at)


@settle_money.register
def _(requirement: AccountConfirmed, actor: User, case: Berkas, at: datetime) -> None:
    account = account_of(case).account
    if account:
        confirm_account(actor=actor, case=case, seen=account.pk, now=at)


@settle_money.register
def _(requirement: AccountsBelow, actor: User, case: Berkas, at: datetime) -> None:
    """The staff brings the bank's numbers, whoever works the stage."""
    staff = User.objects.get(username="staf")
    lacking = requirement.below(Berkas.objects.filter(pk=case.pk)).exclude(rekening__in=Account.objects.standing())
    for house in lacking.order_by("id"):
        record_account(actor=staff, case=house, told=_told(house), seen=None, now=at)


@settle_money.register
def _(requirement: Transferred, actor: User, case: Berkas, at: datetime) -> None:
    if requirement.missing(Berkas.objects.filter(pk=case.pk)):
        transfer(actor=actor, case=case, asked=requirement, booking=_booking("SP2D", case, at), now=at)


@settle_money.register
def _(requirement: Measured, actor: User, case: Berkas, at: datetime) -> None:
    """The house is built from below: a little more than the first gate asks for, then all of it."""
    day = timezone.localdate(at)
    weights = value_on(requirement.weights, day)
    done = dict.fromkeys(weights, 100)
    if gates_on(day)[requirement.term] < 100:
        built = dict(zip(weights, (100, 100, 60, 20), strict=False))
        done = {name: built.get(name, 0) for name in weights}
    look = Look(seen_on=day, done=done, client_key=uuid4())
    measure(actor=actor, case=case, asked=requirement, look=look, now=at)


@settle_money.register
def _(requirement: Reported, actor: User, case: Berkas, at: datetime) -> None:
    """The shop asks for a little less than it may in the first term, and for all that is left in the second."""
    standing, day = standing_of(case), timezone.localdate(at)
    left = value_on(requirement.aid, day).material_left(requirement.term, standing.paid(Kind.MATERIAL, 1))
    figures = Figures(
        shop="Toko Sumber Makmur, Candipuro",
        receipt_number=f"SM/{case.pk:04}/{requirement.term}",
        receipt_date=day,
        receipts=left - (60_000 if requirement.term == 1 else 0),
        delivered_on=day,
        delivered=True,
        attendance=True,
        wage_receipt=True,
    )
    seen = fingerprint(standing.reports.get(requirement.term))
    enter_report(actor=actor, case=case, asked=requirement, figures=figures, seen=seen, now=at)


@settle_money.register
def _(requirement: Checked, actor: User, case: Berkas, at: datetime) -> None:
    seen = fingerprint(standing_of(case).reports[requirement.term])
    check_report(actor=actor, case=case, asked=requirement, seen=seen, now=at)


@settle_money.register
def _(requirement: Paid, actor: User, case: Berkas, at: datetime) -> None:
    pay(actor=actor, case=case, asked=requirement, booking=_booking("PB", case, at), now=at)


def _told(case: Berkas) -> AccountTold:
    """As the bank opens it."""
    name = account_of(case).name
    return AccountTold(bank="Bank Jatim", branch="Lumajang", number=f"07{case.pk:08}", holder=name.upper())


def _booking(prefix: str, case: Berkas, at: datetime) -> Booking:
    reference = f"{prefix}/{case.pk:05}/{at:%m%d}/{at.year}"
    return Booking(dated=timezone.localdate(at), reference=reference, client_key=uuid4())
