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
from perkim.budgets.actions.choosing import choose_shop
from perkim.budgets.actions.entering import check_budget, enter_budget
from perkim.budgets.actions.entering import fingerprint as fingerprint_of_budget
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.budgets.rules import Amounts
from perkim.budgets.shop_rules import Compared, ShopTold
from perkim.budgets.standing import standing_of as budget_of
from perkim.funds.actions.booking import Booking, pay, transfer
from perkim.funds.actions.measuring import Look, measure
from perkim.funds.actions.reporting import Figures, check_report, enter_report, fingerprint
from perkim.funds.requirements import Checked, Measured, Paid, Reported, Transferred
from perkim.funds.standing import gates_on, standing_of
from perkim.funds.terms import EntryKind
from perkim.parameters.reading import value_on
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas

# A number whose serial starts with 9, so that nobody real is meant.
SHOP = ShopTold(
    name="Toko Sumber Makmur, Candipuro",
    owner="Hadi Purnomo",
    owner_kind="NIK",
    owner_number="3508031207719912",
    licence="503/118/427.62/2024",
    bank="Bank Jatim Cabang Lumajang",
    account="0241990127",
    account_holder="Hadi Purnomo",
    price=17_500_000,
    compared=(Compared(name="UD Karya Jaya, Pasirian", price=17_820_000), Compared(name="TB Semeru, Candipuro")),
)


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
    left = requirement.ceilings(case, standing).material_left(requirement.term, standing.paid(EntryKind.MATERIAL, 1))
    figures = Figures(
        shop=requirement.shops(case, standing)[0],
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


@settle_money.register
def _(requirement: ShopChosen, actor: User, case: Berkas, at: datetime) -> None:
    """The first household chooses for the whole village."""
    if requirement.missing(Berkas.objects.filter(pk=case.pk)):
        choose_shop(actor=actor, case=case, asked=requirement, told=SHOP, seen="", now=at)


@settle_money.register
def _(requirement: BudgetEntered, actor: User, case: Berkas, at: datetime) -> None:
    """The household adds money, old material and labour of its own, each house a little differently."""
    aid = requirement.aid([case.pk])[case.pk]
    own = {"own_cash": 1_500_000 + case.pk % 4 * 250_000, "own_material": 850_000, "own_labour": 1_200_000}
    total, weights = aid.total + sum(own.values()), value_on(requirement.weights, timezone.localdate(at))
    parts = {name: total * weight // 100 for name, weight in weights.items()}
    parts[next(iter(parts))] += total - sum(parts.values())
    amounts = Amounts(
        total=total,
        components=parts,
        material=aid.material,
        wages=aid.wages,
        drpb_material=aid.material,
        drpb_wages=aid.wages,
        **own,
    )
    seen = fingerprint_of_budget(budget_of(case).budget)
    enter_budget(actor=actor, case=case, asked=requirement, amounts=amounts, seen=seen, now=at)


@settle_money.register
def _(requirement: BudgetChecked, actor: User, case: Berkas, at: datetime) -> None:
    seen = fingerprint_of_budget(budget_of(case).budget)
    check_budget(actor=actor, case=case, asked=requirement, seen=seen, now=at)


def _booking(prefix: str, case: Berkas, at: datetime) -> Booking:
    reference = f"{prefix}/{case.pk:05}/{at:%m%d}/{at.year}"
    return Booking(dated=timezone.localdate(at), reference=reference, client_key=uuid4())
