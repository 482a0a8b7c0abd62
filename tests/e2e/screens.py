"""How a person meets what a stage asks for, on the real screens: one kind of requirement at a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import singledispatch

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from perkim.accounts.models import User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.documents.papers import PapersBelow
from perkim.sipoc.declarations import Move, Requirement
from perkim.sipoc.models import Berkas
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.socialisation.requirements import RecipientsReached, VillagesReached
from tests.e2e.looking import arrive
from tests.filled_forms.form import FilledForm, filled
from tests.perkim.files.samples import pdf
from tests.samples.field_work import house_photo

# Who works where there is no desk.
OUTDOORS = VILLAGE_ROLES | {Role.TFL, Role.KORFAS}


@dataclass
class Screens:
    """The browser, who holds which role, and how the page of each kind of requirement is looked at."""

    open_page: Callable[..., Page]
    holder: Callable[[Role], User]
    look: Callable[[Page, str], None]
    numbers: int = 0
    looked_at: set[str] = field(default_factory=set)
    shown: Page | None = None

    def open(self, path: str, role: Role, size: str = "desk") -> Page:
        """A page as the holder of a role sees it; the one before is closed, and with it its place in the database."""
        if self.shown:
            self.shown.context.close()
        self.shown = self.open_page(path, size, user=self.holder(role))
        return self.shown

    def case_page(self, case: Berkas, role: Role, size: str = "desk") -> Page:
        page = self.open(case.get_absolute_url(), role, size)
        self.look_once(page, f"{case.process}-{case.stage}")
        return page

    def follow(self, case: Berkas, role: Role, title: str, size: str = "desk") -> Page:
        """From the case's page by the link of what is asked for."""
        page = self.case_page(case, role, size)
        page.get_by_role("region", name="Syarat tahap ini").get_by_role("link", name=title, exact=True).click()
        return arrive(page)

    def look_once(self, page: Page, name: str) -> None:
        if name not in self.looked_at:
            self.looked_at.add(name)
            self.look(page, name)

    def number(self) -> str:
        self.numbers += 1
        return f"600.2/{self.numbers}/427.43/2026"

    def meet_all(self, case: Berkas, way: Move, only: type | None = None) -> None:
        """Everything this way asks for, in the order of the declaration; or only one kind of it."""
        case = fresh(case)
        for requirement in (*(case.declared_stage.requirements if way.completes else ()), *way.requires):
            if only and not isinstance(requirement, only):
                continue
            if requirement.missing(case.as_queryset()):
                meet(requirement, self, fresh(case))

    def take(self, case: Berkas, key: str, role: Role | None = None) -> Berkas:
        """Meet what the way asks for, then decide it as whoever may."""
        way = fresh(case).declared_stage.move(key)
        self.meet_all(case, way)
        who = role or way.by[0]
        page = self.case_page(fresh(case), who, "phone" if who in OUTDOORS else "desk")
        decide(page, way)
        return fresh(case)


def fresh(case: Berkas) -> Berkas:
    return Berkas.objects.get(pk=case.pk)


def decide(page: Page, way: Move) -> None:
    page.locator(f"input[name=move][value={way.key}]").check()
    if way.reasons:
        page.get_by_label(way.reasons[0]).check()
    page.get_by_role("button", name="Simpan putusan").click()
    if arrive(page).get_by_role("heading", level=1).inner_text().startswith("Periksa putusan"):
        page.get_by_role("button", name=way.title).click()
    expect(page.get_by_text(f"“{way.title}” tersimpan.")).to_be_visible()


@dataclass(frozen=True)
class ScreenMarks:
    """The shop asks for a little less in the first term than it may; the rest goes to the second."""

    screens: Screens
    case: Berkas

    def number(self, key: str) -> str:
        return self.screens.number()

    def account(self) -> str:
        return f"07{self.case.pk:08}"

    def receipts(self, term: int) -> int:
        return {1: 8_690_000, 2: 8_810_000}[term]

    def paper(self, key: str) -> bytes:
        return pdf(title=f"{key} {self.case.pk}")

    def photo(self, number: int) -> bytes:
        return house_photo(number)


@singledispatch
def meet(requirement: Requirement, screens: Screens, case: Berkas) -> None:
    """Each form is filled in as `tests.filled_forms` says."""
    forms = filled(requirement, case.declared_stage, ScreenMarks(screens, case))
    assert forms, f"nobody says how {requirement} is met on the screens"
    page: Page | None = None
    for each in forms:
        if page is None or each.button:
            page = find_form(screens, case, requirement, each)
        send(screens, page, requirement, each)
    if forms[-1].keeps:
        page = screens.open(reverse(requirement.page, args=[case.public_id, requirement.key]), forms[-1].who)
    if page and (forms[-1].keeps or not forms[-1].button):
        screens.look_once(page, requirement.key)


def find_form(screens: Screens, case: Berkas, requirement: Requirement, form: FilledForm) -> Page:
    """The page on which it stands, unfolded where it has to be."""
    size = "phone" if form.phone else "desk"
    if form.opened_by:
        page = screens.case_page(case, form.who, size)
        page.get_by_text(form.opened_by).click()
        return page
    page = screens.follow(case, form.who, requirement.title, size)
    if form.link:
        page.get_by_role("link", name=form.link).first.click()
        arrive(page)
    return page


def send(screens: Screens, page: Page, requirement: Requirement, form: FilledForm) -> None:
    part: Page | Locator = page.get_by_role("region", name=form.part) if form.part else page
    if not form.button:
        fill_in(part, form)
    else:
        button = page.get_by_role("button", name=re.compile(form.button))
        place = part.locator("form").filter(has=button).locator("visible=true").first
        fill_in(place, form)
        if not form.keeps:
            screens.look_once(page, requirement.key)
        place.get_by_role("button", name=re.compile(form.button)).first.click()
    expect(part.get_by_text(re.compile(form.answer)).first).to_be_visible()


def fill_in(place: Page | Locator, form: FilledForm) -> None:
    for name, value in form.typed.items():
        place.locator(f"[name={name}]").fill(value)
    for name, value in form.sometimes.items():
        if place.locator(f"input[name={name}]:visible").count():
            place.locator(f"input[name={name}]").fill(value)
    for name in form.ticked:
        place.locator(f"[name={name}]").check()
    for beginning, value in form.each.items():
        for radio in place.locator(f"input[type=radio][name^={beginning}][value='{value}']").all():
            radio.check()
        for box in place.locator(f"input[name^={beginning}]:not([type=radio])").all():
            box.fill(value)
    for name, (file, media_type, content) in form.files.items():
        sent = {"name": file, "mimeType": media_type, "buffer": content}
        place.locator(f"input[type=file][name={name}]").set_input_files(sent)


@meet.register
def _(requirement: PapersBelow, screens: Screens, case: Berkas) -> None:
    for below in case.children.filter(process=requirement.process, stage__in=requirement.stages, outcome=""):
        meet(requirement.paper, screens, below)


@meet.register
def _(requirement: VillagesReached, screens: Screens, case: Berkas) -> None:
    for below in case.children.filter(process=requirement.process, outcome=""):
        asked = next(each for each in below.declared_stage.requirements if isinstance(each, RecipientsReached))
        meet(asked, screens, below)


@meet.register
def _(requirement: ReservesClosed, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, Role.KABID_PRM, requirement.title)
    page.get_by_role("button", name=re.compile(r"^Tutup \d+ cadangan")).click()
    screens.look_once(page, "tutup-cadangan")
    page.locator("input[name=langkah][value=di_luar_kuota]").check()
    way = case.declared_programme.process(requirement.process).stage(requirement.ranked_in).move("di_luar_kuota")
    page.get_by_label("Alasan yang sudah disiapkan", exact=False).select_option(way.reasons[0])
    page.get_by_role("button", name="Simpan putusan").click()
    page.get_by_role("button", name=f"{way.title}: 1 berkas").click()
    expect(page.get_by_text("diputuskan").first).to_be_visible()
