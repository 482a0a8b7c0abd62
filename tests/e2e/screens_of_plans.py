"""How shop, RAB and DRPB of a household are met on the screens; known to `tests.e2e.screens` once imported."""

from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.sipoc.models import Berkas
from tests.e2e.screens import Screens, meet
from tests.rtlh.providing import shop_told, typed_rab


@meet.register
def _(requirement: ShopChosen, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, Role.TFL, requirement.title, "phone")
    told = shop_told()
    for name in ("name", "licence", "owner", "owner_number", "bank", "account", "account_holder"):
        page.fill(f"[name={name}]", getattr(told, name))
    screens.look_once(page, "toko")
    page.get_by_role("button", name="Simpan toko").click()
    expect(page.get_by_text(f"{told.name} tersimpan sebagai toko desa ini.")).to_be_visible()


@meet.register
def _(requirement: BudgetEntered, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, Role.TFL, requirement.title)
    for name, value in typed_rab().items():
        page.fill(f"[name={name}]", str(value))
    page.get_by_role("button", name="Simpan nilai RAB dan DRPB").click()
    expect(page.get_by_text(f"{requirement.title} tersimpan.")).to_be_visible()
    page = screens.open(f"/berkas/{case.public_id}/rab/{requirement.key}/", Role.TFL)
    screens.look_once(page, "rab")


@meet.register
def _(requirement: BudgetChecked, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, requirement.worked_by or case.declared_stage.worked_by, requirement.title)
    screens.look_once(page, "periksa-rab")
    page.get_by_role("button", name="Rencana dan RAB sesuai").click()
    expect(page.get_by_text(f"{requirement.title} tercatat.")).to_be_visible()
