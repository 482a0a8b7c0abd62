"""What people type and press on the page of each kind of requirement: one table for browser tests and chaos script.

Each of them has one way to fill such a page in: the browser by what stands on it, the script by the fields of its form.
What differs from case to case (numbers, amounts) comes from the `Marks` of whoever types.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Protocol

from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.banking.requirements import AccountConfirmed, AccountRecorded
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.funds.gates import TERMS
from perkim.funds.requirements import Checked, Measured, Paid, Reported, Transferred
from perkim.sipoc.declarations import Requirement, Stage
from perkim.swadaya.socialisation.demo import AGREED, TOPICS
from perkim.swadaya.socialisation.requirements import RecipientsReached
from tests.rtlh.providing import shop_told, typed_rab


class Marks(Protocol):
    """By what one case differs from the others."""

    def number(self, key: str) -> str:
        """Of a paper or a booking, never the same twice."""

    def account(self) -> str:
        """The number of the household's account."""

    def receipts(self, term: int) -> int:
        """What the shop asks for in a term (Rp)."""


@dataclass(frozen=True, kw_only=True)
class FilledPage:
    """The page of one requirement as somebody leaves it.

    `action` is a pattern of the address that the form is sent to, `button` of the words by which, `answer` of what the
    page then says. `typed` and `ticked` are the fields by name; `sometimes` those that not every page has, `each` those
    whose name only begins like that. `link` is the words of the link to the form, `linked` its address below the case,
    where it stands on a page of its own. `step` names what was done, `detail` by what it can be met again. `keeps`:
    what was saved stands on the same page, which is worth a look then.
    """

    who: Role
    step: str
    action: str
    button: str
    answer: str
    typed: Mapping[str, str] = field(default_factory=dict)
    sometimes: Mapping[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    each: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    linked: str = ""
    detail: str = ""
    keeps: bool = False
    phone: bool = False


@singledispatch
def filled(requirement: Requirement, stage: Stage, marks: Marks) -> FilledPage | None:
    """How the page of this requirement is filled in; None for a kind that takes more than one form, or none."""
    return None


def provider(requirement: Requirement, stage: Stage) -> Role:
    return requirement.worked_by or stage.worked_by


def today() -> str:
    return timezone.localdate().isoformat()


@filled.register
def _(requirement: RecipientsReached, stage: Stage, marks: Marks) -> FilledPage:
    """Everybody came."""
    return FilledPage(
        who=provider(requirement, stage),
        step="sosialisasi",
        link="Catat sosialisasi",
        linked="sosialisasi/catat/",
        action="/sosialisasi/catat/",
        button="^Simpan sosialisasi",
        answer="sudah hadir atau diwakili",
        typed={
            "held_on": today(),
            "starts": "09:00",
            "place": "Balai desa",
            "topics": "\n".join(TOPICS),
            "agreement": "\n".join(AGREED),
            "others": "3",
        },
        each={"hadir_": "HADIR"},
        phone=True,
    )


@filled.register
def _(requirement: AccountRecorded, stage: Stage, marks: Marks) -> FilledPage:
    return FilledPage(
        who=requirement.recorded_by,
        step="rekening",
        action="/rekening/$",
        button="^Simpan rekening",
        answer=r"Rekening tersimpan\.",
        typed={"bank": "Bank Jatim", "number": marks.account()},
    )


@filled.register
def _(requirement: AccountConfirmed, stage: Stage, marks: Marks) -> FilledPage:
    return FilledPage(
        who=provider(requirement, stage),
        step="rekening pasti",
        action="/rekening/pastikan/$",
        button="^Rekening ini aktif",
        answer=r"Rekening dipastikan aktif\.",
    )


@filled.register
def _(requirement: ShopChosen, stage: Stage, marks: Marks) -> FilledPage:
    """All households of a village buy in one shop; whoever comes first writes it down."""
    shop = shop_told()
    names = ("name", "licence", "owner", "owner_number", "bank", "account", "account_holder")
    return FilledPage(
        who=provider(requirement, stage),
        step="toko",
        action="/toko/",
        button="^Simpan toko",
        answer=f"{shop.name} tersimpan sebagai toko desa ini",
        typed={name: getattr(shop, name) for name in names},
        phone=True,
    )


@filled.register
def _(requirement: BudgetEntered, stage: Stage, marks: Marks) -> FilledPage:
    return FilledPage(
        who=provider(requirement, stage),
        step="rab",
        action=f"/rab/{requirement.key}/$",
        button="^Simpan nilai RAB dan DRPB",
        answer=f"{requirement.title} tersimpan",
        typed={name: str(value) for name, value in typed_rab().items()},
        keeps=True,
    )


@filled.register
def _(requirement: BudgetChecked, stage: Stage, marks: Marks) -> FilledPage:
    return FilledPage(
        who=provider(requirement, stage),
        step="rab diperiksa",
        action="/periksa/$",
        button="^Rencana dan RAB sesuai",
        answer=f"{requirement.title} tercatat",
    )


@filled.register
def _(requirement: Transferred, stage: Stage, marks: Marks) -> FilledPage:
    number = marks.number(requirement.key)
    return FilledPage(
        who=provider(requirement, stage),
        step="buku",
        action="/dana/bukukan/salur/$",
        button="^Bukukan penyaluran",
        answer=r"dibukukan\.",
        typed={"reference": number, "dated": today()},
        detail=number,
    )


@filled.register
def _(requirement: Paid, stage: Stage, marks: Marks) -> FilledPage:
    number = marks.number(requirement.key)
    return FilledPage(
        who=provider(requirement, stage),
        step="buku",
        action="/dana/bukukan/bayar/$",
        button="^Bukukan pencairan",
        answer=rf"Pencairan tahap {requirement.term} dibukukan\.",
        typed={"reference": number, "dated": today()},
        detail=number,
    )


@filled.register
def _(requirement: Measured, stage: Stage, marks: Marks) -> FilledPage:
    """Half of everything is built in the first term, the rest in the last."""
    done = 100 if requirement.term == TERMS[-1] else 50
    return FilledPage(
        who=provider(requirement, stage),
        step="kemajuan",
        action="/kemajuan/",
        button="^Simpan kemajuan",
        answer="^Fisik .* tersimpan",
        each={"done_": str(done)},
        phone=True,
    )


@filled.register
def _(requirement: Reported, stage: Stage, marks: Marks) -> FilledPage:
    receipts = f"{marks.receipts(requirement.term):,}".replace(",", ".")
    return FilledPage(
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


@filled.register
def _(requirement: Checked, stage: Stage, marks: Marks) -> FilledPage:
    return FilledPage(
        who=provider(requirement, stage),
        step="periksa",
        action="/periksa/$",
        button="^Nilai LPD cocok",
        answer="iperiksa",
    )
