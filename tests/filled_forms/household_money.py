"""Of what aid for households asks for: accounts, plans, shops, bookings, reports."""

from perkim.banking.requirements import AccountConfirmed, AccountRecorded
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.funds.gates import TERMS
from perkim.funds.requirements import Checked, Measured, Paid, Reported, Transferred
from perkim.sipoc.declarations import Stage
from tests.filled_forms.form import FilledForm, Marks, filled, provider, today
from tests.rtlh.providing import shop_told, typed_rab


@filled.register
def _(requirement: AccountRecorded, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    form = FilledForm(
        who=requirement.recorded_by,
        step="rekening",
        action="/rekening/$",
        button="^Simpan rekening",
        answer=r"Rekening tersimpan\.",
        typed={"bank": "Bank Jatim", "number": marks.account()},
    )
    return (form,)


@filled.register
def _(requirement: AccountConfirmed, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    form = FilledForm(
        who=provider(requirement, stage),
        step="rekening pasti",
        action="/rekening/pastikan/$",
        button="^Rekening ini aktif",
        answer=r"Rekening dipastikan aktif\.",
    )
    return (form,)


@filled.register
def _(requirement: ShopChosen, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    """All households of a village buy in one shop; whoever comes first writes it down."""
    shop = shop_told()
    names = ("name", "licence", "owner", "owner_number", "bank", "account", "account_holder")
    form = FilledForm(
        who=provider(requirement, stage),
        step="toko",
        action="/toko/",
        button="^Simpan toko",
        answer=f"{shop.name} tersimpan sebagai toko desa ini",
        typed={name: getattr(shop, name) for name in names},
        phone=True,
    )
    return (form,)


@filled.register
def _(requirement: BudgetEntered, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    form = FilledForm(
        who=provider(requirement, stage),
        step="rab",
        action=f"/rab/{requirement.key}/$",
        button="^Simpan nilai RAB dan DRPB",
        answer=f"{requirement.title} tersimpan",
        typed={name: str(value) for name, value in typed_rab().items()},
        keeps=True,
    )
    return (form,)


@filled.register
def _(requirement: BudgetChecked, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    form = FilledForm(
        who=provider(requirement, stage),
        step="rab diperiksa",
        action="/periksa/$",
        button="^Rencana dan RAB sesuai",
        answer=f"{requirement.title} tercatat",
    )
    return (form,)


@filled.register
def _(requirement: Transferred, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    number = marks.number(requirement.key)
    form = FilledForm(
        who=provider(requirement, stage),
        step="buku",
        action="/dana/bukukan/salur/$",
        button="^Bukukan penyaluran",
        answer=r"dibukukan\.",
        typed={"reference": number, "dated": today()},
        detail=number,
    )
    return (form,)


@filled.register
def _(requirement: Paid, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    number = marks.number(requirement.key)
    form = FilledForm(
        who=provider(requirement, stage),
        step="buku",
        action="/dana/bukukan/bayar/$",
        button="^Bukukan pencairan",
        answer=rf"Pencairan tahap {requirement.term} dibukukan\.",
        typed={"reference": number, "dated": today()},
        detail=number,
    )
    return (form,)


@filled.register
def _(requirement: Measured, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    """Half of everything is built in the first term, the rest in the last."""
    done = 100 if requirement.term == TERMS[-1] else 50
    form = FilledForm(
        who=provider(requirement, stage),
        step="kemajuan",
        action="/kemajuan/",
        button="^Simpan kemajuan",
        answer="^Fisik .* tersimpan",
        each={"done_": str(done)},
        phone=True,
    )
    return (form,)


@filled.register
def _(requirement: Reported, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    receipts = f"{marks.receipts(requirement.term):,}".replace(",", ".")
    form = FilledForm(
        who=provider(requirement, stage),
        step="lpd",
        action=f"/lpd/{requirement.key}/$",
        button="^Simpan nilai LPD",
        answer="tersimpan",
        typed={
            "receipt_number": marks.number(requirement.key),
            "receipts": receipts,
            "receipt_date": today(),
            "delivered_on": today(),
        },
        sometimes={"shop": shop_told().name},
        ticked=("delivered", "attendance", "wage_receipt"),
        detail=receipts,
        keeps=True,
        phone=True,
    )
    return (form,)


@filled.register
def _(requirement: Checked, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    form = FilledForm(
        who=provider(requirement, stage),
        step="periksa",
        action="/periksa/$",
        button="^Nilai LPD cocok",
        answer="iperiksa",
    )
    return (form,)
