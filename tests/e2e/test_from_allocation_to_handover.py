"""The journey of BSPS in a real browser, from the ministry's allocation to the handed over house.

What BSPS does otherwise than RTLH is typed on its screens, and every decision is taken there; what is asked for on the
screens of RTLH's journey is provided behind them.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bsps.scheme import SCHEME
from bsps.stages import COORDINATION
from perkim.accounts.roles import Role
from perkim.documents.actions.render_job import render_draft
from perkim.documents.models import Konsep
from perkim.documents.papers import Paper
from perkim.funds.case_funds import funds_of
from perkim.imports.jobs import read_file, store_rows
from perkim.imports.models import Batch
from perkim.schemes.papers import year as papers
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from tests.cast import KABUPATEN, SUMBERWULUH
from tests.e2e.journeys import WalkerOfToday, award, freeze, go_on
from tests.e2e.looking import arrive, look_closely
from tests.e2e.screens import Screens, decide, fresh, meet
from tests.perkim.imports.files import XLSX, workbook
from tests.rtlh.test_candidates_page import TYPED

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.timeout(900)]
JUGOSARI, JARIT = "35.08.03.2001", "35.08.03.2002"
# Their pages are like that of the SK alokasi, and those of the second term like those of the first.
LIKE_THE_FIRST = ("juknis", "sk_tim", "sk_tfl", "surat_tugas", "ba_koordinasi")
LIKE_THE_FIRST += ("penerima-pengerjaan_2", "penerima-lpd_2")
OUTSIDE = (
    "Sumberwuluh tidak tercantum pada SK alokasi. Tolak usulan dengan alasan itu, atau betulkan kuota desanya pada "
    "kegiatan bila memang tercantum."
)


@pytest.fixture
def walker(site: str, uploads_folder: Path) -> WalkerOfToday:
    return WalkerOfToday(programme("bsps"))


@pytest.fixture
def screens(open_page, walker: WalkerOfToday) -> Screens:
    return Screens(open_page=open_page, holder=walker.holder, look=look_closely, looked_at=set(LIKE_THE_FIRST))


def open_case(screens: Screens, kind: str, role: Role, size: str, typed: Mapping[str, str]) -> Berkas:
    """From the list of its kind by the button of its form; both kinds are called as their noun."""
    page = screens.open(f"/kerja/bsps/?proses={kind}", role, size)
    page.get_by_role("link", name=f"Buat {kind}").click()
    screens.look_once(arrive(page), f"buat-{kind}")
    for label, text in typed.items():
        page.get_by_label(label).fill(text)
    if page.locator("input[name=regions]").count():
        page.get_by_text("Kabupaten dan kecamatan").click()
        page.locator(f"input[name=regions][value='{KABUPATEN}']").check()
    page.get_by_role("button", name=f"Buat {kind}").click()
    expect(page.get_by_text(f"{kind.capitalize()} dibuka")).to_be_visible()
    return Berkas.objects.get(process=kind)


def record(screens: Screens, case: Berkas, paper: Paper) -> None:
    meet(paper, screens, fresh(case))


def pass_on(screens: Screens, walker: WalkerOfToday, case: Berkas, key: str) -> Berkas:
    """What is still asked for is provided behind the screens, the decision is taken on the page."""
    walker.fulfil(case, fresh(case).declared_stage.move(key))
    return screens.take(case, key)


def allocate(screens: Screens, year: Berkas, villages: Mapping[str, int]) -> None:
    """By the paper of the ministry. A village that has proposed nothing yet is added, and has a field from then on."""
    page = screens.follow(year, Role.KABID_PRM, "Jumlah rumah menurut SK alokasi")
    page.get_by_label("Kuota rumah", exact=False).first.fill("10")
    for village, houses in villages.items():
        field = page.locator(f"input[name='desa_{village}']")
        if not field.count():
            page.locator("select[name=lain_1]").select_option(village)
            page.get_by_label("Kuota desa lain 1", exact=False).fill(str(houses))
            page.get_by_role("button", name="Simpan dan tambah desa lagi").click()
            expect(field).to_have_value(str(houses))
        field.fill(str(houses))
    screens.look_once(page, "kuota")
    page.get_by_role("button", name="Simpan kuota").click()
    expect(page.get_by_text("Kuota tersimpan.")).to_be_visible()


def open_year(screens: Screens) -> Berkas:
    """With its allocation and its team."""
    typed = {"Judul": "BSPS", "Pagu menurut SK alokasi": "200.000.000"}
    year = open_case(screens, "kegiatan", Role.KABID_PRM, "desk", typed)
    record(screens, year, papers.money(SCHEME))
    allocate(screens, year, {JUGOSARI: 4, JARIT: 6})
    assert screens.take(year, "lanjut").stage == "penetapan"
    return fresh(year)


def store(page: Page, title: str) -> None:
    """The one row of an import that was looked through."""
    page.get_by_role("button", name="Simpan 1 baris").click()
    page.get_by_role("heading", name="Baris sedang disimpan").wait_for()
    store_rows({"batch": Batch.objects.latest("id").pk})
    # The page asks again by itself.
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def type_candidate(screens: Screens, proposal: Berkas) -> Berkas:
    """One household, without a file."""
    page = screens.follow(proposal, Role.OPERATOR_DESA, "Calon penerima dari BNBA", "phone")
    page.get_by_role("button", name="Ketik satu calon").click()
    screens.look_once(arrive(page), "ketik-calon")
    for name, text in TYPED.items():
        if name == "sex":
            page.locator("[name=sex]").select_option(text)
        else:
            page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Simpan", exact=True).click()
    store(page, "1 calon tersimpan")
    return Berkas.objects.get(parent=proposal)


def propose(screens: Screens, walker: WalkerOfToday) -> tuple[Berkas, Berkas]:
    typed = {"Judul": "BSPS, Desa Sumberwuluh"}
    proposal = open_case(screens, "usulan", Role.OPERATOR_DESA, "phone", typed)
    house = type_candidate(screens, proposal)
    assert pass_on(screens, walker, proposal, "kirim").stage == "pemeriksaan"
    return fresh(proposal), house


def accept(screens: Screens, year: Berkas, proposal: Berkas) -> None:
    """Not before the village is in the allocation."""
    page = screens.case_page(proposal, Role.STAF)
    expect(page.get_by_text(OUTSIDE).first).to_be_visible()
    expect(page.locator("input[name=move][value=terima]")).to_be_disabled()
    allocate(screens, year, {JUGOSARI: 4, JARIT: 1, SUMBERWULUH: 5})
    page = screens.case_page(proposal, Role.STAF)
    decide(page, fresh(proposal).declared_stage.move("terima"))


def verify(screens: Screens, walker: WalkerOfToday, proposal: Berkas, house: Berkas) -> None:
    korfas, tfl = walker.holder(Role.KORFAS), walker.holder(Role.TFL)
    hand_over(actor=korfas, cases=[fresh(house)], role=Role.TFL, to=tfl, now=walker.tick())
    assert pass_on(screens, walker, house, "layak").stage == "layak"
    assert pass_on(screens, walker, proposal, "sahkan").stage == "pelaksanaan"


def name_recipients(screens: Screens, walker: WalkerOfToday, year: Berkas) -> None:
    """A list with a place for everybody does not hang out; the PPK is requested to decree it, and does."""
    record(screens, year, COORDINATION)
    page = screens.follow(year, Role.KABID_PRM, "Daftar penerima dan kuota")
    freeze(screens, page, "1 dari 1 calon di dalam kuota")
    expect(page.get_by_text("Tidak perlu: semua calon yang layak berada di dalam kuota")).to_be_visible()
    expect(page.get_by_role("button", name="Umumkan")).to_have_count(0)
    request_decree(screens, year)
    page = screens.follow(year, Role.STAF, SCHEME.decree.title)
    expect(page.get_by_role("region", name="Yang diputuskan")).to_contain_text("Rp20.000.000")
    record(screens, year, papers.sk_penerima(SCHEME))
    compare_names(screens, year)
    assert pass_on(screens, walker, year, "tetapkan").stage == "sosialisasi"
    award(screens, year)


def request_decree(screens: Screens, year: Berkas) -> None:
    page = screens.follow(year, Role.STAF, SCHEME.decree.requested)
    page.get_by_role("button", name="Buat konsep (PDF)").click()
    arrive(page)
    render_draft({"konsep": Konsep.objects.get().pk})
    page = screens.follow(year, Role.STAF, SCHEME.decree.requested)
    expect(page.get_by_role("link", name="Unduh (PDF")).to_be_visible()
    record(screens, year, papers.pengajuan_sk(SCHEME))


def compare_names(screens: Screens, year: Berkas) -> None:
    """The PPK's list says what ours says."""
    title = f"Nama pada {SCHEME.decree.short}"
    row = (1, TYPED["name"], TYPED["nik"], "PK", 20_000_000)
    page = screens.follow(year, Role.STAF, title)
    page.get_by_role("link", name="Unggah daftar nama").first.click()
    sent = {"name": "sk.xlsx", "mimeType": XLSX, "buffer": workbook([("NO", "NAMA", "NIK", "JENIS", "NILAI"), row])}
    page.get_by_label("File daftar").set_input_files(sent)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_role("heading", name="File sedang dibaca").wait_for()
    read_file({"batch": Batch.objects.latest("id").pk})
    store(page, "1 nama tersimpan")
    page = screens.follow(year, Role.KABID_PRM, title)
    expect(page.get_by_role("heading", level=1)).to_have_text("Semua 1 nama sama dengan portal")
    screens.look_once(page, "nama-sk")


def test_from_the_allocation_to_the_handed_over_house(screens, walker) -> None:
    year = open_year(screens)
    proposal, house = propose(screens, walker)
    accept(screens, year, proposal)
    verify(screens, walker, proposal, house)
    name_recipients(screens, walker, year)
    assert fresh(house).stage == "ditetapkan"
    go_on(screens, house, "rencana", provide=walker.fulfil)
    assert pass_on(screens, walker, year, "lanjut").stage == "penutupan"
    done = go_on(screens, house, provide=walker.fulfil)
    assert done.outcome == "SELESAI"
    funds = funds_of(done)
    assert (funds.filled, funds.balance) == (20_000_000, 0)
    assert pass_on(screens, walker, proposal, "selesai").outcome == "SELESAI"
    assert pass_on(screens, walker, year, "selesai").outcome == "SELESAI"
