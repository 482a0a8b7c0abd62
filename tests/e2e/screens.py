"""How a person meets what a stage asks for, on the real screens: one kind of requirement at a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import singledispatch

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.documents.papers import Paper, PapersBelow
from perkim.sipoc.declarations import Move, Requirement
from perkim.sipoc.models import Berkas
from perkim.sipoc.requirements import Deed
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.socialisation.requirements import RecipientsReached, VillagesReached
from perkim.visits.requirements import PhotosTaken
from tests.e2e.looking import arrive
from tests.filled_pages import FilledPage, filled
from tests.perkim.files.samples import pdf
from tests.samples.field_work import house_photo


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
            if requirement.missing(Berkas.objects.filter(pk=case.pk)):
                meet(requirement, self, fresh(case))

    def take(self, case: Berkas, key: str, role: Role | None = None) -> Berkas:
        """Meet what the way asks for, then decide it as whoever may."""
        way = fresh(case).declared_stage.move(key)
        self.meet_all(case, way)
        page = self.case_page(fresh(case), role or way.by[0])
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


@singledispatch
def meet(requirement: Requirement, screens: Screens, case: Berkas) -> None:
    """What is one form is filled in as `tests.filled_pages` says."""
    filled_page = filled(requirement, case.declared_stage, ScreenMarks(screens, case))
    assert filled_page, f"nobody says how {requirement} is met on the screens"
    page = screens.follow(case, filled_page.who, requirement.title, "phone" if filled_page.phone else "desk")
    if filled_page.link:
        page.get_by_role("link", name=filled_page.link).first.click()
        arrive(page)
    button = page.get_by_role("button", name=re.compile(filled_page.button))
    form = page.locator("form").filter(has=button).first
    fill_in(form, filled_page)
    if not filled_page.keeps:
        screens.look_once(page, requirement.key)
    form.get_by_role("button", name=re.compile(filled_page.button)).first.click()
    expect(page.get_by_text(re.compile(filled_page.answer)).first).to_be_visible()
    if filled_page.keeps:
        page = screens.open(reverse(requirement.page, args=[case.public_id, requirement.key]), filled_page.who)
        screens.look_once(page, requirement.key)


def fill_in(form: Locator, filled_page: FilledPage) -> None:
    for name, value in filled_page.typed.items():
        form.locator(f"[name={name}]").fill(value)
    for name, value in filled_page.sometimes.items():
        if form.locator(f"input[name={name}]:visible").count():
            form.locator(f"input[name={name}]").fill(value)
    for name in filled_page.ticked:
        form.locator(f"[name={name}]").check()
    for beginning, value in filled_page.each.items():
        for radio in form.locator(f"input[type=radio][name^={beginning}][value='{value}']").all():
            radio.check()
        for box in form.locator(f"input[name^={beginning}]:not([type=radio])").all():
            box.fill(value)


@meet.register
def _(requirement: Deed, screens: Screens, case: Berkas) -> None:
    page = screens.case_page(case, requirement.worked_by or case.declared_stage.worked_by)
    page.get_by_text(f"Laporkan selesai: {requirement.title}").click()
    page.get_by_label("Laporan").locator("visible=true").fill("Sudah dikerjakan, tidak ada catatan.")
    page.get_by_role("button", name="Laporkan selesai").locator("visible=true").click()
    expect(page.get_by_text(f"“{requirement.title}” dilaporkan selesai.")).to_be_visible()


@meet.register
def _(requirement: Paper, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, requirement.worked_by or case.declared_stage.worked_by, requirement.title)
    screens.look_once(page, f"naskah-{requirement.key}")
    if requirement.numbered:
        page.get_by_label("Nomor naskah", exact=False).last.fill(screens.number())
        page.get_by_label("Tanggal naskah", exact=False).last.fill(timezone.localdate().isoformat())
    sent = {"name": "naskah.pdf", "mimeType": "application/pdf", "buffer": pdf(title=f"{requirement.key} {case.pk}")}
    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_role("button", name="Catat naskah").click()
    expect(page.get_by_text(f"{requirement.title} sudah dicatat.")).to_be_visible()


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


@meet.register
def _(requirement: PhotosTaken, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, case.declared_stage.worked_by, requirement.title, "phone")
    for number, slot in enumerate(requirement.photos.slots):
        photo = {"name": "rumah.jpg", "mimeType": "image/jpeg", "buffer": house_photo(number)}
        region = page.get_by_role("region", name=slot.title)
        region.locator("input[type=file]").set_input_files(photo)
        expect(region.get_by_text("Tersimpan").first).to_be_visible()
    screens.look_once(page, f"foto-{requirement.key}")
