"""The case page in a real browser: usable by everybody, at a desk and on a phone, with JavaScript and without."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.assigning import Instruction, assign
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas, Tugas
from tests.cast import SUMBERWULUH, employ
from tests.e2e.looking import faults_at_every_size, usable_at_every_size
from tests.e2e.test_page_weights import HTML, weigh
from tests.samples.letters import LETTERS, SURAT
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.slow


@pytest.fixture
def people(site: str, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    register_for_test(monkeypatch, LETTERS)
    roles = {"operator": Role.OPERATOR_DESA, "staf": Role.STAF, "tim": Role.TIM_TEKNIS, "kadis": Role.KADIS}
    return SimpleNamespace(**{name: employ(role) for name, role in roles.items()})


@pytest.fixture
def letter(people: SimpleNamespace) -> Berkas:
    """A letter that came two days ago, with an instruction to the technical team."""
    now = timezone.now() - timedelta(days=2)
    new = NewCase(title="Perbaikan jalan desa", amount=840_000_000, regions=[Region.objects.get(pk=SUMBERWULUH)])
    case = open_case(actor=people.operator, programme=LETTERS, process=SURAT, new=new, now=now)
    decision = Decision(move="kirim", key=uuid4())
    case = move(actor=people.operator, case=case, decision=decision, lock_version=case.lock_version, now=now)
    assign(actor=people.staf, case=case, instructions=[Instruction(title="Ukur jalan", person=people.tim)], now=now)
    return Berkas.objects.get(pk=case.pk)


def unfold(page: Page) -> None:
    """Open everything that folds: what is hidden is looked at as well."""
    for summary in page.locator("main details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


def test_it_is_usable_by_everybody(open_page, people, letter) -> None:
    for reader in ("operator", "staf", "tim", "kadis"):
        page = open_page(letter.get_absolute_url(), user=getattr(people, reader))
        assert faults_at_every_size(page) == [], reader
        unfold(page)
        usable_at_every_size(page, reader)


def test_the_pages_around_it_are_usable_by_everybody(open_page, people, letter) -> None:
    for path in (f"{letter.get_absolute_url()}riwayat/", f"{letter.get_absolute_url()}keterangan/"):
        usable_at_every_size(open_page(path, user=people.staf), path)
    page = open_page("/kerja/contoh/surat/baru/", user=people.operator)
    assert faults_at_every_size(page) == []


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_letter_is_decided_without_javascript(open_page, people, letter, size: str) -> None:
    page = open_page(letter.get_absolute_url(), size, user=people.staf, javascript=False)
    expect(page.get_by_role("radio", name="Terima")).to_be_disabled()
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.locator("#galat")).to_be_focused()
    page.locator("#galat a").click()
    expect(page.get_by_role("radio", name="Kembalikan")).to_be_focused()
    page.get_by_role("radio", name="Tolak").check()
    page.get_by_label("Bukan wewenang dinas.").check()
    page.get_by_label("Alasan", exact=True).fill("Ajukan ke kecamatan.")
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa putusan: tolak")
    page.get_by_role("button", name="Ubah putusan").click()
    expect(page.get_by_label("Alasan", exact=True)).to_have_value("Ajukan ke kecamatan.")
    page.get_by_role("button", name="Simpan putusan").click()
    page.get_by_role("button", name="Tolak").click()
    expect(page.get_by_text("“Tolak” tersimpan. Berkas ditutup: ditolak.")).to_be_visible()
    case = Berkas.objects.get(pk=letter.pk)
    assert case.outcome == "DITOLAK"
    assert case.visits.get(move="tolak").reason == "Bukan wewenang dinas. Ajukan ke kecamatan."


def test_the_check_of_an_end_is_usable_by_everybody(open_page, people, letter) -> None:
    page = open_page(letter.get_absolute_url(), user=people.staf)
    page.get_by_role("radio", name="Tolak").check()
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.locator("#galat")).to_be_visible()
    assert faults_at_every_size(page) == []
    page.get_by_label("Bukan wewenang dinas.").check()
    page.get_by_role("button", name="Simpan putusan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa putusan: tolak")
    assert faults_at_every_size(page) == []


def test_prepared_reasons_appear_with_the_way_they_belong_to(open_page, people, letter) -> None:
    page = open_page(letter.get_absolute_url(), user=people.staf, javascript=False)
    expect(page.get_by_label("Bukan wewenang dinas.")).to_be_hidden()
    page.get_by_role("radio", name="Tolak").check()
    expect(page.get_by_label("Bukan wewenang dinas.")).to_be_visible()
    expect(page.get_by_label("Tanda tangan belum ada.")).to_be_hidden()


def test_a_tugas_is_reported_without_javascript(open_page, people, letter) -> None:
    page = open_page(letter.get_absolute_url(), "phone", user=people.tim, javascript=False)
    page.get_by_text("Laporkan selesai: Ukur jalan").click()
    page.get_by_label("Laporan").locator("visible=true").fill("4 meter.")
    page.get_by_role("button", name="Laporkan selesai").locator("visible=true").click()
    expect(page.get_by_text("“Ukur jalan” dilaporkan selesai.")).to_be_visible()
    assert Tugas.objects.get(title="Ukur jalan").report == "4 meter."


def test_the_phone_has_the_decision_within_reach(open_page, people, letter) -> None:
    page = open_page(letter.get_absolute_url(), "phone", user=people.staf, javascript=False)
    jump = page.get_by_role("link", name="Lihat putusan")
    expect(jump).to_be_in_viewport()
    jump.click()
    expect(page.get_by_role("heading", name="Putusan Anda")).to_be_in_viewport()


def test_the_phone_tells_the_stage_in_words_and_unfolds_all(open_page, people, letter) -> None:
    page = open_page(letter.get_absolute_url(), "phone", user=people.staf, javascript=False)
    expect(page.get_by_role("heading", name="Tahap 2 dari 3: Periksa")).to_be_visible()
    page.get_by_text("Lihat semua tahap").click()
    expect(page.get_by_text("Periksa (sekarang)").locator("visible=true").first).to_be_visible()


def test_the_browser_refuses_nothing_of_the_page(open_page, people, letter) -> None:
    page = open_page("/kerja/", user=people.staf)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(letter.get_absolute_url(), wait_until="networkidle")
    assert said == []


def test_a_later_visit_is_light(open_page, people, letter) -> None:
    page = open_page("/kerja/", user=people.staf)
    page.wait_for_load_state("networkidle")
    assert weigh(page, letter.get_absolute_url())[0] <= HTML


def test_a_double_press_decides_once(open_page, people, letter) -> None:
    page = open_page(letter.get_absolute_url(), user=User.objects.get(pk=people.staf.pk))
    page.get_by_role("radio", name="Kembalikan").check()
    page.get_by_label("Tanda tangan belum ada.").check()
    page.get_by_role("button", name="Simpan putusan").dblclick()
    expect(page.get_by_text("“Kembalikan” tersimpan.")).to_be_visible()
    assert Berkas.objects.get(pk=letter.pk).visits.filter(move="kembali").count() == 1
