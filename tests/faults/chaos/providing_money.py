"""How what is asked for about a household's money is met over HTTP: account, shop, RAB, transfer, report, payment."""

from perkim.accounts.roles import Role
from perkim.banking.requirements import AccountConfirmed, AccountRecorded
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.funds.requirements import Checked, Measured, Paid, Reported, Transferred
from perkim.sipoc.declarations import Stage
from tests.faults.chaos.office import Belief, Case, SimulatedOffice, name_of
from tests.faults.chaos.providing import number_of, provide, today, who_does
from tests.rtlh.providing import shop_told, typed_rab

# What a household gets; the shop asks for all of the material in two terms, and the account is empty afterwards.
MATERIAL, WAGES = 17_500_000, 2_500_000


def receipts(case: Case, term: int) -> int:
    """No two households ask for the same, so that money booked on the wrong one shows."""
    first = 8_000_000 + int(case.id[:4], 16) * 10 + 1
    return first if term == 1 else MATERIAL - first


@provide.register
def _(requirement: AccountRecorded, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = name_of(requirement.recorded_by)
    form = office.open(who, f"{case.url}rekening/{requirement.key}/").form(r"/rekening/$")
    told = {"bank": "Bank Jatim", "number": f"07{int(case.id[:7], 16) % 10**8:08}"}
    office.send(who, form, told, None, Belief("rekening", case.id, requirement.key))


@provide.register
def _(requirement: AccountConfirmed, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = name_of(requirement.worked_by or stage.worked_by)
    form = office.open(who, f"{case.url}rekening/{requirement.key}/").form(r"/rekening/pastikan/$")
    office.send(who, form, {}, None, Belief("rekening pasti", case.id, requirement.key))


@provide.register
def _(requirement: ShopChosen, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    """All households of a village buy in one shop; whoever comes first writes it down."""
    who, told = who_does(requirement, stage), shop_told()
    form = office.open(who, f"{case.url}toko/{requirement.key}/").form(r"/toko/")
    names = ("name", "licence", "owner", "owner_number", "bank", "account", "account_holder")
    office.send(who, form, {name: getattr(told, name) for name in names}, None, Belief("toko", case.id))


@provide.register
def _(requirement: BudgetEntered, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    form = office.open(who, f"{case.url}rab/{requirement.key}/").form(rf"/rab/{requirement.key}/$")
    office.send(who, form, typed_rab(), None, Belief("rab", case.id, requirement.key))


@provide.register
def _(requirement: BudgetChecked, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    form = office.open(who, f"{case.url}rab/{requirement.key}/").form("/periksa/$")
    office.send(who, form, {}, None, Belief("rab diperiksa", case.id, requirement.key))


@provide.register
def _(requirement: Transferred, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    _book(office, case, requirement.key, "salur")


@provide.register
def _(requirement: Paid, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    _book(office, case, requirement.key, "bayar")


def _book(office: SimulatedOffice, case: Case, key: str, act: str) -> None:
    who = name_of(Role.BENDAHARA)
    form = office.open(who, f"{case.url}dana/{key}/").form(rf"/dana/bukukan/{act}/$")
    number = number_of(case, key)
    office.send(who, form, {"reference": number, "dated": today()}, None, Belief("buku", case.id, key, number))


@provide.register
def _(requirement: Measured, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    form = office.open(who, f"{case.url}kemajuan/{requirement.key}/").form("/kemajuan/")
    done = {name: 100 if requirement.term == 2 else 50 for name in form.names if name.startswith("done_")}
    office.send(who, form, done, None, Belief("kemajuan", case.id, requirement.key))


@provide.register
def _(requirement: Reported, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    form = office.open(who, f"{case.url}lpd/{requirement.key}/").form(rf"/lpd/{requirement.key}/$")
    told = {"shop": shop_told().name, "receipt_number": number_of(case, requirement.key)}
    told |= {"receipt_date": today(), "delivered_on": today(), "receipts": str(receipts(case, requirement.term))}
    ticked = dict.fromkeys(("delivered", "attendance", "wage_receipt"), "on")
    belief = Belief("lpd", case.id, requirement.key, str(receipts(case, requirement.term)))
    office.send(who, form, told | ticked, None, belief)


@provide.register
def _(requirement: Checked, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = name_of(Role.VERIFIKATOR)
    form = office.open(who, f"{case.url}lpd/{requirement.key}/").form("/periksa/$")
    office.send(who, form, {}, None, Belief("periksa", case.id, requirement.key))
