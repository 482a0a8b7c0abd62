"""How a person meets what a stage asks for, on the real screens: one kind of requirement at a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import singledispatch

from django.utils import timezone
from playwright.sync_api import Page, expect

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.banking.requirements import AccountConfirmed, AccountRecorded
from perkim.documents.papers import Paper, PapersBelow
from perkim.funds.gates import TERMS
from perkim.funds.requirements import Checked, Measured, Paid, Reported, Transferred
from perkim.sipoc.declarations import Move, Requirement
from perkim.sipoc.models import Berkas
from perkim.sipoc.requirements import Deed
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.socialisation.requirements import RecipientsReached, VillagesReached
from perkim.visits.requirements import PhotosTaken
from tests.e2e.looking import arrive
from tests.perkim.files.samples import pdf
from tests.samples.field_work import house_photo

# The shop asks for a little less in the first term than it may; the rest goes to the second.
RECEIPTS = {1: "8.690.000", 2: "8.810.000"}
DONE_BY_THE_FIRST_TERM = {"pondasi": 100, "sloof": 100, "kolom": 60}


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


@singledispatch
def meet(requirement: Requirement, screens: Screens, case: Berkas) -> None:
    raise NotImplementedError(f"nobody says how {requirement} is met on the screens")


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
def _(requirement: RecipientsReached, screens: Screens, case: Berkas) -> None:
    """Everybody came."""
    page = screens.follow(case, Role.KORFAS, requirement.title, "phone")
    page.get_by_role("link", name="Catat sosialisasi").first.click()
    arrive(page)
    page.fill("[name=starts]", "09:00")
    page.get_by_label("Materi").fill("Hak dan kewajiban penerima, pencairan, dan LPD.")
    page.get_by_label("Kesepakatan").fill("Gotong royong tiap Minggu.")
    for radio in page.locator("input[type=radio][value=HADIR]").all():
        radio.check()
    screens.look_once(page, "sosialisasi")
    page.get_by_role("button", name="Simpan sosialisasi").click()
    expect(page.get_by_text("sudah hadir atau diwakili").first).to_be_visible()


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


@meet.register
def _(requirement: AccountRecorded, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, requirement.recorded_by, requirement.title)
    screens.look_once(page, "rekening")
    page.locator("[name=bank]").fill("Bank Jatim")
    page.locator("[name=number]").fill(f"07{case.pk:08}")
    page.get_by_role("button", name="Simpan rekening").click()
    expect(page.get_by_text("Rekening tersimpan.")).to_be_visible()


@meet.register
def _(requirement: AccountConfirmed, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, requirement.worked_by, requirement.title)
    screens.look_once(page, "rekening-dipastikan")
    page.get_by_role("button", name="Rekening ini aktif").click()
    expect(page.get_by_text("Rekening dipastikan aktif.")).to_be_visible()


@meet.register
def _(requirement: Transferred, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, Role.BENDAHARA, requirement.title)
    screens.look_once(page, "dana-penyaluran")
    page.locator("[name=reference]").first.fill("SP2D/0142/2026")
    page.get_by_role("button", name=re.compile("^Bukukan penyaluran")).click()
    expect(page.get_by_text("dibukukan.").first).to_be_visible()


@meet.register
def _(requirement: Measured, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, Role.TFL, requirement.title, "phone")
    screens.look_once(page, f"kemajuan-{requirement.term}")
    for box in page.locator("[name^=done_]").all():
        name = str(box.get_attribute("name")).removeprefix("done_")
        done = 100 if requirement.term == TERMS[-1] else DONE_BY_THE_FIRST_TERM.get(name, 0)
        box.fill(str(done))
    page.get_by_role("button", name="Simpan kemajuan").click()
    expect(page.get_by_text(re.compile("^Fisik .* tersimpan")).first).to_be_visible()


@meet.register
def _(requirement: Reported, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, Role.TFL, requirement.title, "phone")
    if page.locator("input[name=shop]:visible").count():
        page.fill("[name=shop]", "Toko Sumber Makmur")
    page.fill("[name=receipt_number]", f"SM/{case.pk}/{requirement.term}")
    page.fill("[name=receipts]", RECEIPTS[requirement.term])
    for name in ("receipt_date", "delivered_on"):
        page.fill(f"[name={name}]", timezone.localdate().isoformat())
    for name in ("delivered", "attendance", "wage_receipt"):
        page.check(f"[name={name}]")
    page.get_by_role("button", name="Simpan nilai LPD").click()
    expect(page.get_by_text("tersimpan").first).to_be_visible()
    screens.look_once(page, f"lpd-{requirement.term}")


@meet.register
def _(requirement: Checked, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, Role.VERIFIKATOR, requirement.title)
    screens.look_once(page, f"periksa-lpd-{requirement.term}")
    page.get_by_role("button", name="Nilai LPD cocok").click()
    expect(page.get_by_text("iperiksa").first).to_be_visible()


@meet.register
def _(requirement: Paid, screens: Screens, case: Berkas) -> None:
    page = screens.follow(case, Role.BENDAHARA, requirement.title)
    screens.look_once(page, f"dana-{requirement.term}")
    page.locator("form[action*=bayar] [name=reference]").fill(f"PB/{case.pk}/{requirement.term}/2026")
    page.get_by_role("button", name=re.compile("^Bukukan pencairan")).click()
    expect(page.get_by_text(f"Pencairan tahap {requirement.term} dibukukan.")).to_be_visible()
